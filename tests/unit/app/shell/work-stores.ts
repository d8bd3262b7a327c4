import { createAdherenceStore } from '../../../../app/adherence/store.ts';
import { createDetectStore } from '../../../../app/detect/store.ts';
import { createGalleryStore } from '../../../../app/gallery/store.ts';
import type { WorkStores } from '../../../../app/shell/at-work.ts';
import { createComparisonStore } from '../../../../app/state/comparison.ts';
import { createJobStore } from '../../../../app/state/job.ts';
import { createModelsStore } from '../../../../app/state/models.ts';
import { createQueueStore } from '../../../../app/state/queue.ts';
import { manifest } from '../../share/page-set-up.ts';

/** The stores of a page on which nothing is being done. */
export function idleStores(): WorkStores {
  return {
    job: createJobStore(),
    adherence: createAdherenceStore(),
    comparison: createComparisonStore(),
    queue: createQueueStore(),
    gallery: createGalleryStore(),
    models: createModelsStore(manifest),
    detect: createDetectStore({ detectorId: undefined }),
  };
}
