import type { BackendFacts } from './backend.ts';
import { A1111_FACTS } from './backends/a1111-facts.ts';
import { COMFYUI_FACTS } from './backends/comfyui-facts.ts';
import { MODELSLAB_CONTROLNET_FACTS, MODELSLAB_TEXT_FACTS } from './backends/modelslab-facts.ts';
import { SEGMIND_FACTS, SEGMIND_QUEUE_FACTS } from './backends/segmind-facts.ts';

export type {
  Abilities,
  Account,
  AccountField,
  BackendFacts,
  Balance,
  Bill,
  RemoteBackend,
  RemoteMessage,
  RemoteOrder,
  RemotePicture,
  RunState,
  ServerLists,
  Ticket,
  Upload,
} from './backend.ts';
export { DIFFUSERS_SCHEDULERS, SCHEDULER_CLASSES } from './backends/diffusers-schedulers.ts';
export { SEGMIND_SAMPLERS, SEGMIND_SCHEDULERS } from './backends/segmind-names.ts';
export { answerError, wasRefused } from './failures.ts';
export { baseAddress, isWholePicture, jsonOf, mediaOf, textOf } from './http.ts';
export type { FormPart, HttpAnswer, HttpCall, MediaType } from './http.ts';
export { giveBack, isAffordable, reserve, roundedDollars, spentOn } from './ledger.ts';
export type { Spent } from './ledger.ts';
export { leftBehindOf, misfitsOf, sentAway } from './misfits.ts';
export type { LocalDrawing, Misfit, Wishes } from './misfits.ts';
export {
  isOneWordAway,
  isReady,
  missingOf,
  obstacleOf,
  OVER_BUDGET,
  policySentence,
  standingOf,
} from './policy.ts';
export type { Equipment, FallbackPolicy, Standing } from './policy.ts';
export { REMOTE_BACKENDS } from './remote-backends.ts';
export { RELAY_REFUSAL, relayRefusal } from './relay-refusal.ts';
export { waitAsked } from './retry-after.ts';
export { withoutSecrets } from './secrets.ts';

/** What all remote back ends are, in the order in which they are offered. */
export const BACKEND_FACTS: readonly BackendFacts[] = [
  A1111_FACTS,
  COMFYUI_FACTS,
  SEGMIND_QUEUE_FACTS,
  SEGMIND_FACTS,
  MODELSLAB_CONTROLNET_FACTS,
  MODELSLAB_TEXT_FACTS,
];
