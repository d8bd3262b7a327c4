import type { BackendChoice, DecoderChoice, LoraChoice } from '../../core/contract/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { activeModel, allModels, entryOf, isAtHand, isReady, type ModelsState } from './models.ts';
import type { Settings } from './settings.ts';

/** What decides a picture of this device beside its request. */
export interface LocalSetup {
  readonly modelId: string;
  /** Id of a stored ControlNet instead of the model's own; undefined for that one. */
  readonly controlNet: string | undefined;
  readonly loras: readonly LoraChoice[];
  readonly backend: BackendChoice;
  readonly decoder: DecoderChoice;
}

/** What decides a picture of a back end beside its request. */
export interface RemoteSetup {
  /** File names on the server, or none for its own choice. */
  readonly checkpoint?: string;
  readonly controlNet?: string;
  readonly enhancePrompt: boolean;
}

/** Where, and with what, a picture is drawn that was decided on before. */
export type FrozenPlace =
  | { readonly at: 'here'; readonly setup: LocalSetup }
  | {
      readonly at: 'remote';
      readonly backendId: string;
      /** US dollars that the person has agreed to pay for it. */
      readonly dollars: number;
      /** Absent in entries of earlier versions: what is set counts then. */
      readonly setup?: RemoteSetup;
    };

/** What is set now. */
export function setupNow(models: ModelsState, { backend, decoder }: Settings): LocalSetup {
  const { controlNet, loras } = models;
  return { modelId: activeModel(models).id, controlNet, loras, backend, decoder };
}

/** The models as if a setup were what is set. */
export function modelsWith(models: ModelsState, { modelId, controlNet, loras }: LocalSetup): ModelsState {
  return { ...models, activeId: modelId, controlNet, loras };
}

/** The ids of what goes with the model of a setup. */
export function addonsOf({ controlNet, loras }: Pick<LocalSetup, 'controlNet' | 'loras'>): string[] {
  return [...(controlNet === undefined ? [] : [controlNet]), ...loras.map(({ id }) => id)];
}

/**
 * Checks that all of a setup is still on this device. Another model in its place would make another picture.
 *
 * @throws ArmatureError `file-missing`
 */
export function checkThere(models: ModelsState, { modelId, controlNet, loras }: LocalSetup): void {
  const model = allModels(models).find(({ id }) => id === modelId);
  if (!model) throw gone(modelId, OFFERED_NO_MORE);
  if (!isAtHand(models, model)) throw gone(model.label);
  const missing = addonsOf({ controlNet, loras }).find((id) => !isReady(models, id));
  if (missing === undefined) return;
  const entry = entryOf(models, missing);
  throw entry ? gone(entry.label) : gone(missing, OFFERED_NO_MORE);
}

const DOWNLOAD = words`Press the model’s name at the top to download it again, then try again.`;
const OFFERED_NO_MORE = words`It is not in this page’s list: open your own file of it behind the model’s name at the top, or draw the picture anew with another model.`;

function gone(label: string, next = DOWNLOAD): ArmatureError {
  return new ArmatureError({
    code: 'file-missing',
    message: words`${label} is no longer on this device, and this picture was to be drawn with it.`,
    next,
  });
}
