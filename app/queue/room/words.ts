/*
 * Entries of the queue in words.
 */
import { SAMPLERS } from '../../../core/sampling/index.ts';
import { backendOf } from '../../remote/back-ends/accounts.ts';
import { dollarWords } from '../../remote/words.ts';
import { seconds } from '../../generate/wording.ts';
import { entryOf, type ModelsState } from '../../state/models.ts';
import type { QueueEntry } from '../../state/queue.ts';
import { failureSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';

/** What an entry asks for, and who draws it: "512 × 512 px", "seed 7", and so on. */
export function factsOf(
  { request, place }: Pick<QueueEntry, 'request' | 'place'>,
  models: Pick<ModelsState, 'manifest' | 'stored'>,
): readonly string[] {
  const { width, height, seed, samples, steps, sampler } = request;
  return [
    ...(samples > 1 ? [say`${samples} pictures`] : []),
    say`${width} × ${height} px`,
    say`seed ${seed}`,
    say`${steps} steps`,
    SAMPLERS[sampler].label,
    ...(place.at === 'here'
      ? [entryOf(models, place.setup.modelId)?.label ?? place.setup.modelId]
      : [backendOf(place.backendId).label, ...(place.dollars > 0 ? [dollarWords(place.dollars)] : [])]),
  ];
}

/** What became of an entry that had its turn; empty while it waits or runs. */
export function courseWords({ course, place }: Pick<QueueEntry, 'course' | 'place'>): string {
  switch (course.status) {
    case 'waiting':
    case 'running':
      return '';
    case 'done':
      return say`Done in ${seconds(course.totalMs)}. It is in the gallery.`;
    case 'failed':
      return failureSaid(course.failure);
    case 'cancelled':
      return say`Cancelled.`;
    case 'interrupted':
      return place.at === 'here'
        ? say`The page was closed while it was drawn.`
        : say`The page was closed after it was sent. If the service drew it, its run is listed below the picture, to be fetched again.`;
  }
}
