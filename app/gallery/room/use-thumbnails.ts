import { useCallback, useState, useSyncExternalStore } from 'react';
import type { GalleryDesk } from '../desk.ts';
import { createThumbnailCache, type ThumbnailCache } from '../thumbnail-cache.ts';
import { useDesk } from './desk-context.ts';

const caches = new WeakMap<GalleryDesk, ThumbnailCache>();

/** The small pictures; they stay for the next time the gallery is opened. */
export function useThumbnails(): ThumbnailCache {
  const desk = useDesk();
  return useState(() => thumbnailsOf(desk))[0];
}

/** The small pictures of a desk, the same for all who ask. */
export function thumbnailsOf(desk: GalleryDesk): ThumbnailCache {
  const cache =
    caches.get(desk) ??
    createThumbnailCache({
      read: (ids) => desk.thumbnails(ids),
      createUrl: (blob) => URL.createObjectURL(blob),
      revokeUrl: (url) => URL.revokeObjectURL(url),
      nextFrame: (work) => requestAnimationFrame(work),
    });
  caches.set(desk, cache);
  return cache;
}

/** The address of a small picture; empty until it is there. */
export function useThumbnail(cache: ThumbnailCache, id: string): string {
  const watch = useCallback((listener: () => void) => cache.watch(id, listener), [cache, id]);
  return useSyncExternalStore(watch, () => cache.peek(id));
}
