import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { inTime } from '../in-time.ts';
import type { PagePicture } from '../state/picture.ts';
import type { GalleryState, GalleryStore } from './store.ts';

/** Waits until all finished pictures are kept, or are told not to be. */
export function untilKept(gallery: GalleryStore): Promise<void> {
  return until(gallery, ({ keeping }) => keeping === 0);
}

/** Waits until a finished picture would outlive the page: it is in the gallery or in files, or it is the host's. */
export function untilSafe(gallery: GalleryStore, picture: PagePicture): Promise<void> {
  return until(
    gallery,
    ({ keeping, unkept }) => keeping === 0 && !unkept.some((one) => one.picture === picture && !one.isSaved),
  );
}

function until(gallery: GalleryStore, holds: (state: GalleryState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (holds(gallery.getState())) {
      resolve();
      return;
    }
    const stop = gallery.subscribe((state) => {
      if (!holds(state)) return;
      stop();
      resolve();
    });
  });
}

/** A browser that takes longer to write a picture down may never do it, in ms. */
const LONGEST_MS = 60_000;

/**
 * Waits for that, but not for ever.
 *
 * @throws ArmatureError `storage` after a minute
 */
export function untilKeptInTime(gallery: GalleryStore): Promise<void> {
  return inTime(untilKept(gallery), LONGEST_MS, () => new ArmatureError(LATE));
}

const LATE = {
  code: 'storage',
  message: words`The browser has not written the last picture down within a minute.`,
  next: words`Save it as a file, then resume the queue.`,
} as const;
