import type { AdherenceStore } from '../adherence/store.ts';
import type { GenerateActions } from '../actions/generate.ts';
import type { GalleryDesk } from '../gallery/desk.ts';
import type { GalleryStore } from '../gallery/store.ts';
import type { RemoteActions } from '../remote/actions.ts';
import type { JobStore } from '../state/job.ts';
import type { ModelsStore } from '../state/models.ts';
import type { QueueStore } from '../state/queue.ts';
import type { SettingsStore } from '../state/settings.ts';

/** What the queue needs of the page. */
export interface QueueDependencies {
  readonly queue: QueueStore;
  readonly job: JobStore;
  readonly models: ModelsStore;
  readonly settings: SettingsStore;
  readonly adherence: AdherenceStore;
  readonly gallery: GalleryStore;
  /** What pictures are kept by. @throws ArmatureError `network` */
  readonly galleryDesk: () => Promise<Pick<GalleryDesk, 'idsOf'>>;
  readonly generate: Pick<GenerateActions, 'currentRequest' | 'drawFrozen' | 'cancel'>;
  readonly remote: Pick<RemoteActions, 'quote'>;
  readonly newId: () => string;
  /** Is it kept over a reload, and shared with other tabs? Not where the page is embedded. */
  readonly keeps: boolean;
}
