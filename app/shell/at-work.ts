import { useCallback, useSyncExternalStore } from 'react';
import { type AdherenceStore, isSearching } from '../adherence/store.ts';
import type { DetectState, DetectStore } from '../detect/store.ts';
import { type GalleryState, type GalleryStore, losesPictures } from '../gallery/store.ts';
import type { ComparisonStore } from '../state/comparison.ts';
import { isBusy, type JobStore } from '../state/job.ts';
import type { ModelsState, ModelsStore } from '../state/models.ts';
import type { QueueState, QueueStore } from '../state/queue.ts';

/**
 * Where work shows: single pictures, and rows of them, which go on between two pictures as well; what is done with those that
 * are kept; models on their way into the store; and detectors that look for people.
 */
export interface WorkStores {
  readonly job: JobStore;
  readonly adherence: AdherenceStore;
  readonly comparison: ComparisonStore;
  readonly queue: QueueStore;
  readonly gallery: GalleryStore;
  readonly models: ModelsStore;
  readonly detect: DetectStore;
}

/** Would loading the page anew break anything off? What waits in the queue goes on afterwards. */
export function isAtWork({
  job,
  adherence,
  comparison,
  queue,
  gallery,
  models,
  detect,
}: WorkStores): boolean {
  return (
    isBusy(job.getState()) ||
    isSearching(adherence.getState()) ||
    comparison.getState().running ||
    drawsEntry(queue.getState()) ||
    handlesPictures(gallery.getState()) ||
    storesModels(models.getState()) ||
    looksForPeople(detect.getState())
  );
}

/** Would loading the page anew neither break anything off nor lose a picture? */
export function mayReload(work: WorkStores): boolean {
  return !isAtWork(work) && !losesPictures(work.gallery.getState());
}

/** {@link isAtWork}, for views. */
export function useAtWork(work: WorkStores): boolean {
  const follow = useCallback((hear: () => void) => followWork(work, hear), [work]);
  return useSyncExternalStore(follow, () => isAtWork(work));
}

function followWork(
  { job, adherence, comparison, queue, gallery, models, detect }: WorkStores,
  hear: () => void,
): () => void {
  const stores = [job, adherence, comparison, queue, gallery, models, detect];
  const leave = stores.map((store) => store.subscribe(hear));
  return () => {
    for (const each of leave) each();
  };
}

function drawsEntry({ runs, entries }: QueueState): boolean {
  return runs === 'here' && entries.some(({ course }) => course.status === 'running');
}

function handlesPictures({ upscaling, keeping, handling }: GalleryState): boolean {
  return upscaling !== undefined || keeping + handling > 0;
}

function looksForPeople({ work }: DetectState): boolean {
  return work !== 'none';
}

/** What was paused or has failed waits for the person, and what another tab fetches goes on there. */
function storesModels({ transfers, imports }: ModelsState): boolean {
  return (
    imports.some(({ at }) => at === 'waiting' || at === 'running') ||
    Object.values(transfers).some(
      (transfer) => transfer.at === 'running' && transfer.progress?.phase !== 'elsewhere',
    )
  );
}
