import type { RgbaImage } from '../../core/image/index.ts';
import type { JobStore } from '../state/job.ts';
import type { ModelsStore } from '../state/models.ts';
import type { SettingsStore } from '../state/settings.ts';
import type { GalleryStore } from './store.ts';

/** What the gallery needs of the page. */
export interface GalleryDependencies {
  readonly gallery: GalleryStore;
  readonly job: JobStore;
  readonly models: ModelsStore;
  readonly settings: SettingsStore;
  /** Address of the folder that the page lies in, ending in a slash. */
  readonly page: string;
  /** @throws ArmatureError `bad-image` when the browser cannot decode it */
  readonly decode: (file: Blob) => Promise<RgbaImage>;
  readonly newId: () => string;
}
