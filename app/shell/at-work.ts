import { useStore } from 'zustand';
import { type AdherenceStore, isSearching } from '../adherence/store.ts';
import type { ComparisonStore } from '../state/comparison.ts';
import { isBusy, type JobStore } from '../state/job.ts';
import type { QueueState, QueueStore } from '../state/queue.ts';

/** Where work shows: single pictures, and rows of them, which go on between two pictures as well. */
export interface WorkStores {
  readonly job: JobStore;
  readonly adherence: AdherenceStore;
  readonly comparison: ComparisonStore;
  readonly queue: QueueStore;
}

/** Would loading the page anew break anything off? What waits in the queue goes on afterwards. */
export function isAtWork({ job, adherence, comparison, queue }: WorkStores): boolean {
  return (
    isBusy(job.getState()) ||
    isSearching(adherence.getState()) ||
    comparison.getState().running ||
    drawsEntry(queue.getState())
  );
}

/** {@link isAtWork}, for views. */
export function useAtWork({ job, adherence, comparison, queue }: WorkStores): boolean {
  const busy = useStore(job, isBusy);
  const searching = useStore(adherence, isSearching);
  const comparing = useStore(comparison, ({ running }) => running);
  const drawing = useStore(queue, drawsEntry);
  return busy || searching || comparing || drawing;
}

function drawsEntry({ runs, entries }: QueueState): boolean {
  return runs === 'here' && entries.some(({ course }) => course.status === 'running');
}
