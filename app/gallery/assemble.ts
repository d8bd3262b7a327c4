import { keepStorage } from '../storage/keep-storage.ts';
import { createKeptTexts, placesOf } from '../storage/kept-texts.ts';
import { downloadBlob } from '../ui/download.ts';
import { createAskedBack } from './asked-back.ts';
import { createGalleryDesk, type GalleryDesk } from './desk.ts';
import { digestsOf, newPicture } from './entry.ts';
import type { GalleryDependencies } from './gallery-dependencies.ts';
import { createGalleryShelf } from './shelf.ts';
import { smallPicture } from './small-picture.ts';
import type { StorageUse } from './store.ts';
import { openGalleryTabs } from './tabs.ts';
import { upscaleWith } from './upscale-with.ts';

/** Joins the desk to the browser. */
export function assembleDesk(dependencies: GalleryDependencies): GalleryDesk {
  const { gallery, models, decode, newId } = dependencies;
  return createGalleryDesk({
    ...{ gallery, decode, measureUse, newId },
    ...{ persist: keepStorage, download: downloadBlob, upscale: upscaleWith(dependencies) },
    shelf: createGalleryShelf(),
    small: smallPicture,
    tabs: openGalleryTabs(),
    askedBack: createAskedBack(
      createKeptTexts(placesOf(window), { isOfTab: () => false, onKept: () => undefined }),
    ),
    written: (picture, index) =>
      newPicture(picture, index, {
        id: newId(),
        madeAt: Date.now(),
        digests: digestsOf(models.getState(), picture.by),
      }),
    now: Date.now,
    after: (milliseconds, work) => void setTimeout(work, milliseconds),
    createUrl: (blob) => URL.createObjectURL(blob),
    revokeUrl: (url) => URL.revokeObjectURL(url),
  });
}

async function measureUse(): Promise<StorageUse | undefined> {
  try {
    const [{ usage, quota }, persistent] = await Promise.all([
      navigator.storage.estimate(),
      navigator.storage.persisted(),
    ]);
    return usage === undefined || quota === undefined ? undefined : { used: usage, quota, persistent };
  } catch {
    // Pages without a secure context have no such thing.
    return undefined;
  }
}
