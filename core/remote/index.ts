import type { RemoteBackend } from './backend.ts';
import { A1111 } from './backends/a1111.ts';
import { COMFYUI } from './backends/comfyui.ts';
import { MODELSLAB_CONTROLNET, MODELSLAB_TEXT } from './backends/modelslab.ts';
import { SEGMIND, SEGMIND_QUEUE } from './backends/segmind.ts';

export type {
  Abilities,
  Account,
  AccountField,
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
export { leftBehindOf, misfitsOf } from './misfits.ts';
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
export { RELAY_REFUSAL, relayRefusal } from './relay-refusal.ts';
export { waitAsked } from './retry-after.ts';
export { withoutSecrets } from './secrets.ts';

/** All remote back ends, in the order in which they are offered. */
export const REMOTE_BACKENDS: readonly RemoteBackend[] = [
  A1111,
  COMFYUI,
  SEGMIND_QUEUE,
  SEGMIND,
  MODELSLAB_CONTROLNET,
  MODELSLAB_TEXT,
];
