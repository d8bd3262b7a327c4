import type { RgbaImage } from '../../core/image/index.ts';
import { isBusy, type JobState, type JobStore } from '../state/job.ts';
import type { PagePicture } from '../state/picture.ts';

/** Knows which pictures of the job were seen. */
export interface FinishedPictures {
  /** Says that an image is no news, because it came from where pictures are kept. */
  know(image: RgbaImage): void;
  /** The image that was told, where this is a copy of it that came at the end of its run; otherwise the image itself. */
  told(image: RgbaImage): RgbaImage;
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
  /** Images that were told, by their copies: for as long as anybody still has both. */
  const originals = new WeakMap<RgbaImage, WeakRef<RgbaImage>>();
  /** Pictures of this run that were told as they came. */
  let early: readonly RgbaImage[] = [];

  function see(picture: PagePicture, isWhole: boolean): void {
    picture.images.forEach((image, index) => {
      // The whole batch comes once more at the end, as copies.
      const original = isWhole ? early[index] : undefined;
      if (original) originals.set(image, new WeakRef(original));
      else if (!known.has(image)) tell(picture, index);
      known.add(image);
    });
    early = isWhole ? [] : picture.images;
  }

  job.subscribe((state: JobState, before) => {
    if (isBusy(state) && !isBusy(before)) early = [];
    if (state.picture && state.picture !== before.picture) see(state.picture, state.job.status === 'done');
  });
  return {
    know: (image) => void known.add(image),
    told: (image) => originals.get(image)?.deref() ?? image,
  };
}
