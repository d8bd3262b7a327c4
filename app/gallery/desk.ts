/*
 * The gallery at work: finished pictures are put on the shelf one after the other, and what the store shows is kept in
 * step with the shelf and with other tabs.
 */
import { ArmatureError, failureFrom } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import type { PagePicture } from '../state/picture.ts';
import { say } from '../words/say.ts';
import type { DeskDependencies } from './desk-dependencies.ts';
import { pagePicture } from './entry.ts';
import { exportZip } from './export-zip.ts';
import { importFiles } from './import-files.ts';
import { createGalleryList } from './list.ts';
import type { GalleryRecord, PictureDetails } from './record.ts';
import { createRemoval } from './removal.ts';
import type { NewPicture } from './shelf.ts';
import { countKeeping, listUnkept } from './store.ts';
import { createUpscaling, type UpscalingActions } from './upscaling.ts';

/** What is done with the gallery. Nothing rejects unless it says so: what goes wrong is told in the store. */
export interface GalleryDesk extends UpscalingActions {
  /** Puts one picture of a run on the shelf. What cannot be kept stays listed as such. */
  keep(picture: PagePicture, index: number): Promise<void>;
  /** Ids of those of its pictures that are on the shelf. */
  idsOf(picture: PagePicture): readonly string[];
  /** Tries again with all that could not be kept. */
  keepAgain(): Promise<void>;
  /** The picture that was made last, as the page shows it; undefined where there is none. */
  latest(): Promise<PagePicture | undefined>;
  /** Shows what was kept last. */
  showRecent(): Promise<void>;
  /** Reads the whole shelf, and brings back what was asked back and could not come. */
  read(): Promise<void>;
  setFavourite(ids: readonly string[], favourite: boolean): Promise<void>;
  /** Deletes pictures; for a while they can come back. */
  remove(ids: readonly string[]): Promise<void>;
  undoRemove(): Promise<void>;
  measureUse(): Promise<void>;
  /** Asks the browser to delete nothing when space runs short. */
  askToPersist(): Promise<void>;
  /** Takes PNG files in, and ZIP files of the gallery, with what they tell of how they were made. */
  importFiles(files: readonly File[]): Promise<void>;
  /** Packs pictures with all that is known of them into files, and hands them to the browser. */
  exportZip(records: readonly GalleryRecord[]): Promise<void>;
  /** With what it was started from. @throws ArmatureError */
  details(id: string): Promise<PictureDetails>;
  /** @throws ArmatureError `file-missing` and those of the shelf */
  file(id: string): Promise<Blob>;
  /** By id; those that cannot be had are left out. */
  thumbnails(ids: readonly string[]): Promise<ReadonlyMap<string, Blob>>;
}

/** Makes the desk, which listens to other tabs from then on. */
export function createGalleryDesk(dependencies: DeskDependencies): GalleryDesk {
  const { gallery, shelf, tabs } = dependencies;
  const list = createGalleryList(dependencies);
  const { retryUndo, ...removal } = createRemoval(dependencies, list);
  /** Pictures are written down one after the other: each takes a moment of the page's thread. */
  let keeping: Promise<unknown> = Promise.resolve();
  const keptAs = new WeakMap<PagePicture, readonly string[]>();
  const idsOf = (picture: PagePicture): readonly string[] => keptAs.get(picture) ?? [];

  /** Says, while it lasts, that something is being done that a reload would break off. */
  async function handle(work: () => Promise<unknown>): Promise<void> {
    const count = (by: number): void => gallery.setState(({ handling }) => ({ handling: handling + by }));
    count(1);
    await work().finally(() => count(-1));
  }

  async function putDown(pictures: readonly NewPicture[]): Promise<void> {
    const records: GalleryRecord[] = [];
    try {
      for (const picture of pictures) records.push(await shelf.put(picture));
    } finally {
      if (records.length > 0) await show(records);
    }
  }

  async function show(records: readonly GalleryRecord[]): Promise<void> {
    list.take(records.map((record) => ({ kind: 'picture', id: record.id, removedAt: undefined, record })));
    tabs.tell(records.map(({ id }) => id));
    await list.showRecent();
  }

  async function keepOne(picture: PagePicture, index: number): Promise<void> {
    try {
      const written = await dependencies.written(picture, index);
      await putDown([written]);
      keptAs.set(picture, [...idsOf(picture), written.record.id]);
    } catch (error) {
      listUnkept(gallery, { picture, index }, failureFrom(error, 'storage'));
    }
  }

  function keep(picture: PagePicture, index: number): Promise<void> {
    const turn = keeping.then(() => keepOne(picture, index));
    keeping = turn;
    return turn;
  }

  const measureUse = async (): Promise<void> => gallery.setState({ use: await dependencies.measureUse() });

  async function file(id: string): Promise<Blob> {
    const found = await shelf.file(id);
    if (found) return found;
    throw new ArmatureError({
      code: 'file-missing',
      message: words`The file of this picture is no longer on this device.`,
      next: words`Its settings are still here: use them to make it again.`,
    });
  }

  tabs.hear((ids) => void list.refresh(ids));
  return {
    file,
    ...createUpscaling({ ...dependencies, file, details: shelf.whole, add: putDown, tell: list.tell }),
    keep,
    idsOf,
    async keepAgain() {
      const { unkept } = gallery.getState();
      // All in one: at no moment is the page left without a question.
      gallery.setState(({ keeping }) => ({
        unkept: [],
        whyUnkept: undefined,
        keeping: keeping + unkept.length,
      }));
      const kept = (): void => countKeeping(gallery, -1);
      await Promise.all(unkept.map(({ picture, index }) => keep(picture, index).finally(kept)));
    },
    latest: () => latest(dependencies),
    showRecent: () => list.showRecent(),
    async read() {
      await list.read();
      if (gallery.getState().reading === 'done') await retryUndo();
    },
    async setFavourite(ids, favourite) {
      await list.change(ids, { favourite });
    },
    ...removal,
    measureUse,
    async askToPersist() {
      const granted = await dependencies.persist();
      if (!granted)
        gallery.setState({ note: say`The browser does not promise it. Export what must not be lost.` });
      await measureUse();
    },
    importFiles: (files) =>
      handle(() => importFiles({ ...dependencies, add: putDown, tell: list.tell }, files)),
    exportZip: (records) => handle(() => exportZip({ ...dependencies, tell: list.tell }, records)),
    details: (id) => shelf.whole(id),
    thumbnails: (ids) => shelf.thumbnails(ids).catch(() => new Map<string, Blob>()),
  };
}

/** Files may have been imported since the last picture was made. */
const LOOKED_THROUGH = 50;

/** The newest picture that was drawn. One that was enlarged is not as its request has it. */
async function latest({ shelf, decode }: DeskDependencies): Promise<PagePicture | undefined> {
  const record = (await shelf.newest(LOOKED_THROUGH)).find(
    ({ source, upscaled }) => source.kind !== 'file' && !upscaled,
  );
  const file = record && (await shelf.file(record.id));
  if (!file) return undefined;
  const [details, image] = await Promise.all([shelf.details(record.id), decode(file)]);
  return pagePicture(record, details, { image, file });
}
