/*
 * Which model draws, and what is used together with it.
 */
import type { StoreReport } from '../../core/contract/index.ts';
import { type ModelEntry, samplingOf } from '../../core/manifest/index.ts';
import { words } from '../../core/words/index.ts';
import type { FormStore } from '../state/form.ts';
import { isBusy, type JobStore } from '../state/job.ts';
import {
  activeModel,
  allModels,
  builtInOf,
  controlNetSources,
  entryOf,
  isAtHand,
  isComplete,
  isInUse,
  isReady,
  type ModelsStore,
  presetAddons,
} from '../state/models.ts';
import { say } from '../words/say.ts';
import type { GenerateActions } from './generate.ts';

/** What choosing needs. */
export interface ChoiceDependencies {
  readonly models: ModelsStore;
  readonly form: FormStore;
  readonly job: JobStore;
  readonly generate: Pick<GenerateActions, 'prepare' | 'reload'>;
}

/** The actions of the choice. Each refuses with a note while a picture is made. */
export interface ChoiceActions {
  /** Draws with another model, and fills the form with what it likes best. */
  use(id: string): void;
  /** Draws with a LoRA and the settings that it was made for; without an id, with the model's own. */
  usePreset(id: string | undefined): void;
  /** Adds a LoRA, or changes its weight. */
  setLora(id: string, weight: number): void;
  removeLora(id: string): void;
  /** Draws with a ControlNet of the person; without an id, with the model's own. */
  chooseControlNet(id: string | undefined): void;
  /** Takes what is no longer stored out of use; the built-in model takes the place of a model. */
  settle(stored: StoreReport): void;
  /** Takes something out of use because it is about to be removed; false while a picture is made with it. */
  leave(id: string): boolean;
}

/** A slider tells many weights on its way; the engine begins with the one that it rests at. */
const SETTLING_MS = 800;
const BUSY_NOTE = words`A picture is being made. Wait for it or cancel it first.`;

/** Makes the actions. */
export function createChoiceActions({ models, form, job, generate }: ChoiceDependencies): ChoiceActions {
  let settling: ReturnType<typeof setTimeout> | undefined;

  function refused(): boolean {
    const busy = isBusy(job.getState());
    models.setState({ note: busy ? say(BUSY_NOTE) : '' });
    return busy;
  }

  /** What was stopped was another model's. */
  function changed(): void {
    job.setState({ stopped: undefined });
    clearTimeout(settling);
    settling = setTimeout(() => void generate.prepare(), SETTLING_MS);
  }

  function switchTo(model: ModelEntry): void {
    const before = activeModel(models.getState());
    models.setState({ activeId: model.id, loras: [], controlNet: undefined });
    const brings = model.builtIn || model.files.some(({ path }) => path.startsWith('controlnet/'));
    // A checkpoint of the person has no ControlNet: without one the pose would not count.
    if (!brings) models.setState({ controlNet: controlNetSources(models.getState())[0]?.id });
    const { width, height } = model.defaults;
    const { prompt, negativePrompt } = form.getState();
    form.setState({
      ...{ width, height, ...samplingOf(model.defaults) },
      ...(prompt === before.defaults.prompt && { prompt: model.defaults.prompt }),
      ...(negativePrompt === before.defaults.negativePrompt && {
        negativePrompt: model.defaults.negativePrompt,
      }),
    });
    job.setState({ stopped: undefined });
    clearTimeout(settling);
  }

  function without(id: string): void {
    const { loras, controlNet } = models.getState();
    models.setState({
      loras: loras.filter((lora) => lora.id !== id),
      controlNet: controlNet === id ? undefined : controlNet,
    });
  }

  return {
    use(id) {
      const state = models.getState();
      const model = allModels(state).find((entry) => entry.id === id);
      if (!model || !isAtHand(state, model) || refused()) return;
      switchTo(model);
      generate.reload();
    },
    usePreset(id) {
      const state = models.getState();
      if (refused()) return;
      if (id !== undefined && !isReady(state, id)) {
        models.setState({ note: say`Download ${entryOf(state, id)?.label ?? id} first.`, dialogOpen: true });
        return;
      }
      const presets = presetAddons(state);
      const chosen = presets.find((addon) => addon.id === id);
      const others = state.loras.filter((lora) => !presets.some((addon) => addon.id === lora.id));
      models.setState({
        loras: chosen ? [{ id: chosen.id, weight: chosen.preset.weight }, ...others] : others,
      });
      form.setState(samplingOf(chosen?.preset ?? activeModel(state).defaults));
      changed();
    },
    setLora(id, weight) {
      const state = models.getState();
      if (!isReady(state, id) || refused()) return;
      const known = state.loras.some((lora) => lora.id === id);
      models.setState({
        loras: known
          ? state.loras.map((lora) => (lora.id === id ? { id, weight } : lora))
          : [...state.loras, { id, weight }],
      });
      changed();
    },
    removeLora(id) {
      if (refused()) return;
      without(id);
      changed();
    },
    chooseControlNet(id) {
      if (refused()) return;
      models.setState({ controlNet: id });
      changed();
    },
    settle(stored) {
      models.setState({ stored });
      const state = models.getState();
      const model = allModels(state).find(({ id }) => id === state.activeId);
      if (!model || !isAtHand(state, model)) {
        const fallback = builtInOf(state.manifest);
        const lost = model?.label ?? say`The model that drew last`;
        switchTo(fallback);
        models.setState({ note: say`${lost} is no longer on this device: ${fallback.label} draws now.` });
        return;
      }
      const kept = state.loras.filter(({ id }) => isReady(state, id));
      if (kept.length < state.loras.length) models.setState({ loras: kept });
      if (state.controlNet !== undefined && !isComplete(state, state.controlNet)) {
        models.setState({ controlNet: undefined });
      }
    },
    leave(id) {
      const state = models.getState();
      if (!isInUse(state, id)) return true;
      if (refused()) return false;
      if (activeModel(state).id === id) {
        switchTo(builtInOf(state.manifest));
        generate.reload();
      } else {
        without(id);
        changed();
      }
      return true;
    },
  };
}
