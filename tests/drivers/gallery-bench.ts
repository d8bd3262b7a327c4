import { createAskedBack } from '../../app/gallery/asked-back.ts';
import { createGalleryDesk } from '../../app/gallery/desk.ts';
import { createGalleryShelf, type GalleryShelf } from '../../app/gallery/shelf.ts';
import { createGalleryStore } from '../../app/gallery/store.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { newPictureOf } from './gallery-pictures.ts';
import { memoryTexts } from './memory-texts.ts';

/** What a full shelf answers. */
export const FULL = new ArmatureError({ code: 'storage-full', message: 'No room.', next: 'Save it.' });
/** What every file shows. */
export const DOT = { width: 1, height: 1, data: new Uint8ClampedArray([1, 2, 3, 255]) };

/** A desk with a clock; `stuck` refuses changes, and `full` pictures. */
export function galleryBench(
  shelf: GalleryShelf = createGalleryShelf(() => Promise.resolve(undefined)),
  texts = memoryTexts(),
) {
  const gallery = createGalleryStore();
  const state = { full: false, stuck: false, now: 100_000 };
  const timers: { readonly at: number; readonly work: () => void }[] = [];
  const told: (readonly string[])[] = [];
  const urls = new Set<string>();
  const downloads: { readonly blob: Blob; readonly name: string }[] = [];
  let count = 0;
  let addresses = 0;
  let hear: (ids: readonly string[]) => void = () => undefined;
  const desk = createGalleryDesk({
    gallery,
    shelf: {
      ...shelf,
      put: (picture) => (state.full ? Promise.reject(FULL) : shelf.put(picture)),
      change: (ids, change) => (state.stuck ? Promise.reject(FULL) : shelf.change(ids, change)),
    },
    tabs: { tell: (ids) => told.push(ids), hear: (listener) => void (hear = listener) },
    askedBack: createAskedBack(texts),
    written: (_, index) =>
      Promise.resolve(newPictureOf(`kept-${count++}`, { madeAt: state.now++, inBatch: { index, count: 4 } })),
    decode: () => Promise.resolve(DOT),
    small: () => Promise.resolve(new Blob(['small'])),
    upscale: (image) => Promise.resolve({ image, model: 'upscaler' }),
    measureUse: () => Promise.resolve({ used: 5, quota: 10, persistent: false }),
    persist: () => Promise.resolve(true),
    download: (blob, name) => downloads.push({ blob, name }),
    newId: () => `id-${count++}`,
    now: () => state.now,
    after: (milliseconds, work) => timers.push({ at: state.now + milliseconds, work }),
    createUrl(blob) {
      const url = `blob:${blob.size}-${addresses++}`;
      urls.add(url);
      return url;
    },
    revokeUrl: (url) => void urls.delete(url),
  });
  async function wait(milliseconds: number): Promise<void> {
    state.now += milliseconds;
    const due = timers.filter(({ at }) => at <= state.now);
    for (const timer of due) {
      timers.splice(timers.indexOf(timer), 1);
      timer.work();
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const ids = (): string[] => [...gallery.getState().items.keys()].toSorted();
  return {
    desk,
    gallery,
    shelf,
    texts,
    state,
    told,
    urls,
    downloads,
    ids,
    wait,
    hear: (all: string[]) => hear(all),
  };
}
