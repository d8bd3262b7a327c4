import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RgbaImage } from '../../core/image/index.ts';
import type { Failure } from '../../core/result/index.ts';
import { imageOf, type PagePicture } from '../state/picture.ts';
import type { GalleryItem } from './record.ts';

/** A picture of the page that could not be kept. */
export interface UnkeptPicture {
  readonly picture: PagePicture;
  /** Which of its images. */
  readonly index: number;
  /** Was it given to the browser as a file? */
  readonly isSaved: boolean;
}

/** A picture that was kept lately. */
export interface RecentPicture {
  readonly id: string;
  /** Its prompt. */
  readonly label: string;
  /** Address of its small picture, for as long as it is among these. */
  readonly url: string;
}

/** What pictures take on this device, in bytes, as far as the browser tells. */
export interface StorageUse {
  /** Everything that this page keeps, models included. */
  readonly used: number;
  readonly quota: number;
  /** Did the browser promise to keep it when space runs short? */
  readonly persistent: boolean;
}

/** Two pictures that are compared. */
export interface Comparison {
  readonly ids: readonly [string, string];
  /** The picture from whose page it began; undefined where that was among all pictures. */
  readonly from: string | undefined;
}

/** The gallery as the page knows it. */
export interface GalleryState {
  /** Are pictures kept? Not where the page is embedded: they are the host's. */
  readonly keeps: boolean;
  readonly dialogOpen: boolean;
  /** Id of the picture that is shown large. */
  readonly opened: string | undefined;
  /** The two that are compared, which goes before the one shown large. */
  readonly compared: Comparison | undefined;
  /** Has the shelf been read? */
  readonly reading: 'no' | 'running' | 'done' | Failure;
  /** What is on the shelf and not deleted, by id. */
  readonly items: ReadonlyMap<string, GalleryItem>;
  readonly recent: readonly RecentPicture[];
  /** How many finished pictures are on their way to the shelf. */
  readonly keeping: number;
  /** Pictures of this visit that are on the page alone, and why. */
  readonly unkept: readonly UnkeptPicture[];
  readonly whyUnkept: Failure | undefined;
  /** Images that were given to the browser as files, kept or not. */
  readonly saved: WeakSet<RgbaImage>;
  /** What was deleted and can come back. */
  readonly removed: readonly string[];
  readonly use: StorageUse | undefined;
  /** The picture that is being enlarged, by how much, and how far that is; undefined before the first tile. */
  readonly upscaling:
    { readonly id: string; readonly factor: number; readonly share: number | undefined } | undefined;
  /** How many other things are being done with files of pictures: taking some in, packing some. */
  readonly handling: number;
  /** What was done last, in words. */
  readonly note: string;
  /** What went wrong at it, a sentence each. */
  readonly problems: readonly string[];
}

/** The gallery's store. */
export type GalleryStore = StoreApi<GalleryState>;

/** Leaves a comparison for where it began, or a picture for all of them; false where these are shown. */
export function stepBack(gallery: GalleryStore): boolean {
  const { opened, compared } = gallery.getState();
  if (compared) gallery.setState({ compared: undefined, opened: compared.from });
  else if (opened !== undefined) gallery.setState({ opened: undefined });
  else return false;
  return true;
}

/** Would a picture be gone with the page: on its way to the shelf, or neither there nor in a file? */
export function losesPictures({ keeping, unkept }: GalleryState): boolean {
  return keeping > 0 || unkept.some(({ isSaved }) => !isSaved);
}

/** Counts `more` pictures, or fewer, as on their way to the shelf. */
export function countKeeping(gallery: GalleryStore, more: number): void {
  gallery.setState(({ keeping }) => ({ keeping: keeping + more }));
}

/** Lists a picture of a run as one that could not be kept. */
export function listUnkept(
  gallery: GalleryStore,
  { picture, index }: Pick<UnkeptPicture, 'picture' | 'index'>,
  whyUnkept: Failure,
): void {
  gallery.setState(({ unkept, saved }) => ({
    // It may have been saved while it was on its way.
    unkept: [...unkept, { picture, index, isSaved: saved.has(imageOf(picture, index)) }],
    whyUnkept,
  }));
}

/** Takes note that an image was given to the browser as a file. */
export function noteSaved(gallery: GalleryStore, image: RgbaImage): void {
  gallery.setState(({ unkept, saved }) => ({
    saved: saved.add(image),
    unkept: unkept.map((one) =>
      imageOf(one.picture, one.index) === image ? { ...one, isSaved: true } : one,
    ),
  }));
}

/** Makes the store. */
export function createGalleryStore(keeps = true): GalleryStore {
  return createStore<GalleryState>(() => ({
    keeps,
    dialogOpen: false,
    opened: undefined,
    compared: undefined,
    reading: 'no',
    items: new Map(),
    recent: [],
    keeping: 0,
    unkept: [],
    whyUnkept: undefined,
    saved: new WeakSet(),
    removed: [],
    use: undefined,
    upscaling: undefined,
    handling: 0,
    note: '',
    problems: [],
  }));
}
