import type { UpscalerEntry } from '../../core/manifest/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { spawnUpscaleWorker, upscaleIn } from '../engine/upscaler.ts';
import { isReady, type ModelsState, type ModelsStore } from '../state/models.ts';
import type { SettingsStore } from '../state/settings.ts';
import type { Upscale } from './upscaling.ts';

/** What the upscaler needs of the page. */
export interface UpscaleWithDependencies {
  readonly models: ModelsStore;
  readonly settings: SettingsStore;
  /** Address of the folder that the page lies in, ending in a slash. */
  readonly page: string;
}

/** The first upscaler of the manifest that is at hand. */
function upscalerOf(state: Pick<ModelsState, 'manifest' | 'stored'>): UpscalerEntry | undefined {
  return state.manifest.upscalers.find(({ id }) => isReady(state, id));
}

/** Enlarges pictures by the upscaler at hand, on the backend that the person has chosen. */
export function upscaleWith({ models, settings, page }: UpscaleWithDependencies): Upscale {
  return async (image, factor, watch) => {
    const upscaler = upscalerOf(models.getState());
    if (!upscaler) {
      throw new ArmatureError({
        code: 'file-missing',
        message: words`No upscaler is stored on this device.`,
        next: words`Download one under “Models” first.`,
      });
    }
    const { backend } = settings.getState();
    const upscaled = await upscaleIn(spawnUpscaleWorker, { upscaler, page, backend, image, factor }, watch);
    return { image: upscaled.image, model: upscaler.id };
  };
}
