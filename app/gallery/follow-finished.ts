import type { RgbaImage } from '../../core/image/index.ts';
import { isBusy, type JobState, type JobStore } from '../state/job.ts';
import type { PagePicture } from '../state/picture.ts';

/** Knows which pictures of the job were seen. */
export interface FinishedPictures {
  /** Says that an image is no news, because it came from where pictures are kept. */
  know(image: RgbaImage): void;
}

/**
 * Tells every picture that is finished, once and at once: those of a batch as they come, also where the rest of it fails.
 *
 * @param tell - gets the pictures of the run so far and the index of the new one
 */
export function followFinished(
  job: JobStore,
  tell: (picture: PagePicture, index: number) => void,
): FinishedPictures {
  const known = new WeakSet<RgbaImage>();
  /** Pictures of this run that were told as they came. */
  let early = 0;

  function see(picture: PagePicture, isWhole: boolean): void {
    picture.images.forEach((image, index) => {
      // The whole batch comes once more at the end, as copies.
      const isCopy = isWhole && index < early;
      if (!known.has(image) && !isCopy) tell(picture, index);
      known.add(image);
    });
    early = isWhole ? 0 : picture.images.length;
  }

  job.subscribe((state: JobState, before) => {
    if (isBusy(state) && !isBusy(before)) early = 0;
    if (state.picture && state.picture !== before.picture) see(state.picture, state.job.status === 'done');
  });
  return { know: (image) => void known.add(image) };
}
