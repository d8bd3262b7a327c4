/*
 * Brings up the model that is set.
 */
import type { BackendName, EngineState, LoadRequest } from '../../../core/contract/index.ts';
import type { LoraEntry } from '../../../core/manifest/index.ts';
import { failureFrom } from '../../../core/result/index.ts';
import type { Engine } from '../../engine/lifecycle.ts';
import type { EngineStore } from '../../state/engine.ts';
import type { JobStore } from '../../state/job.ts';
import { type LocalSetup, modelsWith } from '../../state/local-setup.ts';
import {
  activeModel,
  type ModelsState,
  type ModelsStore,
  previewDecoderOf,
  storedItem,
} from '../../state/models.ts';
import type { SettingsStore } from '../../state/settings.ts';
import { say } from '../../words/say.ts';

/** What loading needs. */
export interface LoadingDependencies {
  readonly engine: Engine;
  readonly engineState: EngineStore;
  readonly job: JobStore;
  readonly models: ModelsStore;
  readonly settings: SettingsStore;
  /** Address of the folder that the page lies in, ending in a slash. */
  readonly page: string;
}

/** What decides whether a model has to be loaded anew. Files may have come that were fetched on demand. */
export function keyOf(
  { model, backend, gpuFailed, controlNet, loras, previewDecoder }: LoadRequest,
  state: ModelsState,
): string {
  const files = storedItem(state, model.id)?.files.length;
  return JSON.stringify([model.id, backend, gpuFailed, controlNet, loras, previewDecoder, files]);
}

/** What to bring up for a setup. */
export function loadRequestOf(
  { models, page }: Pick<LoadingDependencies, 'models' | 'page'>,
  setup: LocalSetup,
): LoadRequest {
  const state = modelsWith(models.getState(), setup);
  const model = activeModel(state);
  const previewDecoder = previewDecoderOf(state);
  const { backend, controlNet, loras } = setup;
  const pageLoras = state.manifest.addons.filter(
    (addon): addon is LoraEntry =>
      addon.kind === 'lora' && addon.builtIn && loras.some(({ id }) => id === addon.id),
  );
  return {
    ...{ model, page, backend },
    ...(controlNet !== undefined && { controlNet }),
    ...(loras.length > 0 && { loras }),
    ...(pageLoras.length > 0 && { pageLoras }),
    ...(previewDecoder !== undefined && { previewDecoder }),
  };
}

/**
 * Brings it up.
 *
 * @param onBackend - is told what it is to run on, once that is decided
 * @throws ArmatureError with the engine's failure, which its store then tells as well
 */
export async function load(
  { engine: worker, engineState, job }: LoadingDependencies,
  request: LoadRequest,
  onBackend: (backend: BackendName) => void,
): Promise<void> {
  const modelId = request.model.id;
  const tell = (engine: EngineState): void => engineState.setState({ engine });
  tell({ status: 'probing' });
  try {
    await worker.probe();
    tell({ status: 'loading', modelId });
    const loaded = await worker.client().call('load', request, {
      onEvent(progress) {
        if (progress.backend) onBackend(progress.backend);
        tell({ status: 'loading', modelId, progress });
      },
    });
    onBackend(loaded.backend.backend);
    tell({ status: 'ready', ...loaded });
    const { madeSmaller } = loaded;
    if (madeSmaller !== undefined) {
      job.setState({
        note: say`The model did not fit in memory: it draws with smaller weights (${madeSmaller}).`,
      });
    }
  } catch (error) {
    const failure = failureFrom(error);
    // A worker that was ended on purpose has told its state already.
    if (failure.code !== 'cancelled') tell({ status: 'failed', failure });
    throw error;
  }
}

/**
 * Says why the model that is set should rather be drawn elsewhere: it is of no use without a GPU, and would run on the CPU.
 *
 * @throws ArmatureError where the engine cannot be started
 */
export async function hindranceOf({
  engine,
  models,
  settings,
}: Pick<LoadingDependencies, 'engine' | 'models' | 'settings'>): Promise<string | undefined> {
  const model = activeModel(models.getState());
  const { backend } = settings.getState();
  if (model.needs?.gpu !== true || backend === 'webgpu') return undefined;
  if (backend === 'wasm')
    return say`${model.label} needs a GPU, and the CPU is set: a picture takes many minutes.`;
  const { gpu } = await engine.probe();
  if (gpu && !gpu.software) return undefined;
  return say`${model.label} needs a GPU, and there is none that this page can use: a picture takes many minutes.`;
}
