import type { RgbaImage } from '../../core/image/index.ts';
import type { PagePicture } from '../state/picture.ts';
import type { AskedBack } from './asked-back.ts';
import type { GalleryShelf, NewPicture } from './shelf.ts';
import type { GalleryStore, StorageUse } from './store.ts';
import type { GalleryTabs } from './tabs.ts';
import type { Upscale } from './upscaling.ts';

/** What the desk needs. */
export interface DeskDependencies {
  readonly gallery: GalleryStore;
  readonly shelf: GalleryShelf;
  readonly tabs: GalleryTabs;
  readonly askedBack: AskedBack;
  /** Writes a picture of the page down. */
  readonly written: (picture: PagePicture, index: number) => Promise<NewPicture>;
  /** @throws ArmatureError `bad-image` when the browser cannot decode it */
  readonly decode: (file: Blob) => Promise<RgbaImage>;
  /** Makes the picture that lists show. */
  readonly small: (image: RgbaImage) => Promise<Blob>;
  /** Enlarges a picture. @throws ArmatureError */
  readonly upscale: Upscale;
  /** Undefined where the browser does not tell. */
  readonly measureUse: () => Promise<StorageUse | undefined>;
  /** Asks the browser to keep everything; false where it does not promise it. */
  readonly persist: () => Promise<boolean>;
  readonly download: (blob: Blob, name: string) => void;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly after: (milliseconds: number, work: () => void) => void;
  readonly createUrl: (blob: Blob) => string;
  readonly revokeUrl: (url: string) => void;
}
