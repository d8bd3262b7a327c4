import { words } from '../../../core/words/index.ts';
import { isBusy } from '../../state/job.ts';
import type { Services } from '../../services.ts';
import { say } from '../../words/say.ts';
import type { GalleryRecord, PictureDetails } from '../record.ts';

/** Said of a picture whose start is not known here. */
export const STARTED_FROM_A_PICTURE = words`It was started from a picture, which is not kept: open it again under “Start from a picture”.`;

/** Was it started from a picture that is not kept with it? */
export function lacksStart({ strength }: Pick<GalleryRecord, 'strength'>, { init }: PictureDetails): boolean {
  return strength !== undefined && !init;
}

/**
 * Brings back what a picture was started from, with its mask.
 *
 * @returns what could not be brought, a sentence each
 */
export function takeStart(
  { start, job }: Pick<Services['stores'], 'start' | 'job'>,
  record: GalleryRecord,
  details: PictureDetails,
): readonly string[] {
  if (lacksStart(record, details)) return [say(STARTED_FROM_A_PICTURE)];
  const { init } = details;
  // While a picture is made, none of its settings are taken.
  if (init && !isBusy(job.getState())) start.setState({ mask: undefined, ...init });
  return [];
}
