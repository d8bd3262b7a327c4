import type { GalleryStore } from './store.ts';

/** Waits until all finished pictures are kept, or are told not to be. */
export function untilKept(gallery: GalleryStore): Promise<void> {
  return new Promise((resolve) => {
    if (gallery.getState().keeping === 0) {
      resolve();
      return;
    }
    const stop = gallery.subscribe(({ keeping }) => {
      if (keeping > 0) return;
      stop();
      resolve();
    });
  });
}
