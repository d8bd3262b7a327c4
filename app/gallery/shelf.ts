/*
 * Where pictures outlive the page: their files in the origin's private file system, or in the database where there is
 * none; beside them rows to list them by, small pictures, and poses, in IndexedDB. A file is written before its rows, so
 * that a row that can be read has its file.
 */
import type { DBSchema, IDBPDatabase } from 'idb';
import { ArmatureError, messageOf } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { givingWay, openDatabase } from '../storage/open-database.ts';
import { openPictureFiles, type PictureFiles } from './files.ts';
import {
  type GalleryItem,
  type GalleryRecord,
  type PictureDetails,
  readDetails,
  readItem,
} from './record.ts';

/** A picture on its way to the shelf. */
export interface NewPicture {
  readonly record: Omit<GalleryRecord, 'bytes' | 'place'>;
  readonly details: PictureDetails;
  /** PNG. */
  readonly file: Blob;
  readonly thumbnail: Blob;
}

/** What of a record can change. */
export interface RecordChange {
  readonly favourite?: boolean;
  /** Null brings a deleted picture back. */
  readonly removedAt?: number | null;
}

/** Keeps pictures. All calls may throw an ArmatureError `storage` or `storage-full`. */
export interface GalleryShelf {
  put(picture: NewPicture): Promise<GalleryRecord>;
  /** All rows in no order, some hundred at a time. */
  all(): AsyncIterable<readonly GalleryItem[]>;
  /** Rows by id; those that are gone are left out. */
  some(ids: readonly string[]): Promise<readonly GalleryItem[]>;
  /** The newest pictures that can be read and are not deleted, the newest first. */
  newest(count: number): Promise<readonly GalleryRecord[]>;
  /** Changes rows, also those that cannot be read. @returns ids of rows that are gone */
  change(ids: readonly string[], change: RecordChange): Promise<readonly string[]>;
  details(id: string): Promise<PictureDetails>;
  /** By id; those that are missing are left out. */
  thumbnails(ids: readonly string[]): Promise<ReadonlyMap<string, Blob>>;
  /** The PNG file; undefined where it is missing. */
  file(id: string): Promise<Blob | undefined>;
  /** Deletes pictures for good. */
  purge(ids: readonly string[]): Promise<void>;
}

interface ShelfSchema extends DBSchema {
  pictures: { key: string; value: { id: string }; indexes: { madeAt: number } };
  details: { key: string; value: { id: string } };
  thumbnails: { key: string; value: Blob };
  files: { key: string; value: Blob };
}

type Database = IDBPDatabase<ShelfSchema>;

const NAME = 'armature.gallery';
const VERSION = 1;
const STORES = ['pictures', 'details', 'thumbnails', 'files'] as const;
/** Rows that are read in one go: a few milliseconds of checking. */
const BATCH = 250;

/**
 * Makes the shelf; it is opened at the first call, and again after a failure.
 *
 * @param openFiles - gives undefined where files can only lie in the database
 */
export function createGalleryShelf(
  openFiles: () => Promise<PictureFiles | undefined> = openPictureFiles,
): GalleryShelf {
  let opened: Promise<{ database: Database; files: PictureFiles | undefined }> | undefined;
  const forget = (): void => {
    opened = undefined;
  };

  async function using<T>(
    work: (database: Database, files: PictureFiles | undefined) => Promise<T>,
  ): Promise<T> {
    try {
      opened ??= Promise.all([openShelf(forget), openFiles()]).then(([database, files]) => ({
        database,
        files,
      }));
      const { database, files } = await opened;
      return await work(database, files);
    } catch (error) {
      forget();
      throw shelfError(error);
    }
  }

  async function* all(): AsyncIterable<readonly GalleryItem[]> {
    let range: IDBKeyRange | undefined;
    for (;;) {
      const [rows, keys] = await using((database) =>
        Promise.all([
          database.getAll('pictures', range, BATCH),
          database.getAllKeys('pictures', range, BATCH),
        ]),
      );
      if (rows.length > 0) yield rows.map(readItem);
      const last = keys.at(-1);
      if (last === undefined || rows.length < BATCH) return;
      range = IDBKeyRange.lowerBound(last, true);
    }
  }

  return {
    all,
    put: (picture) => using((database, files) => put(database, files, picture)),
    some: (ids) =>
      using(async (database) => {
        const rows = await Promise.all(ids.map((id) => database.get('pictures', id)));
        return rows.flatMap((row) => (row === undefined ? [] : [readItem(row)]));
      }),
    newest: (count) => using((database) => newest(database, count)),
    change: (ids, change) => using((database) => changeRows(database, ids, change)),
    details: (id) => using(async (database) => readDetails(id, await database.get('details', id))),
    thumbnails: (ids) =>
      using(async (database) => {
        const { store } = database.transaction('thumbnails');
        const blobs = await Promise.all(ids.map((id) => store.get(id)));
        return new Map(ids.flatMap((id, i) => (blobs[i] ? [[id, blobs[i]] as const] : [])));
      }),
    file: (id) =>
      using(async (database, files) => (await files?.read(id)) ?? (await database.get('files', id))),
    purge: (ids) =>
      using(async (database, files) => {
        const transaction = database.transaction(STORES, 'readwrite');
        const removals = STORES.flatMap((store) =>
          ids.map((id) => transaction.objectStore(store).delete(id)),
        );
        await Promise.all([...removals, transaction.done]);
        // Without its row a file is never shown again, whatever becomes of it.
        if (files) await Promise.all(ids.map((id) => files.remove(id)));
      }),
  };
}

async function put(
  database: Database,
  files: PictureFiles | undefined,
  { record: given, details, file, thumbnail }: NewPicture,
): Promise<GalleryRecord> {
  const { id } = given;
  const record: GalleryRecord = { ...given, bytes: file.size, place: files ? 'files' : 'database' };
  await files?.write(id, file);
  try {
    const transaction = database.transaction(STORES, 'readwrite');
    await Promise.all([
      transaction.objectStore('pictures').put(record),
      transaction.objectStore('details').put(details),
      transaction.objectStore('thumbnails').put(thumbnail, id),
      ...(files ? [] : [transaction.objectStore('files').put(file, id)]),
      transaction.done,
    ]);
  } catch (error) {
    await files?.remove(id).catch(() => undefined);
    throw error;
  }
  return record;
}

async function newest(database: Database, count: number): Promise<readonly GalleryRecord[]> {
  const found: GalleryRecord[] = [];
  const index = database.transaction('pictures').store.index('madeAt');
  for await (const { value } of index.iterate(undefined, 'prev')) {
    const item = readItem(value);
    if (item.kind === 'picture' && item.removedAt === undefined) found.push(item.record);
    if (found.length >= count) break;
  }
  return found;
}

/** @returns ids of rows that are gone */
async function changeRows(
  database: Database,
  ids: readonly string[],
  change: RecordChange,
): Promise<readonly string[]> {
  const gone: string[] = [];
  const { favourite, removedAt } = change;
  const { store, done } = database.transaction('pictures', 'readwrite');
  const changed = ids.map(async (id) => {
    const row = await store.get(id);
    if (row === undefined) {
      gone.push(id);
      return;
    }
    const { removedAt: before, ...rest } = row as { id: string; removedAt?: number };
    const removed = removedAt === undefined ? before : (removedAt ?? undefined);
    await store.put({
      ...rest,
      ...(favourite !== undefined && { favourite }),
      ...(removed !== undefined && { removedAt: removed }),
    });
  });
  await Promise.all([...changed, done]);
  return gone;
}

function openShelf(forget: () => void): Promise<Database> {
  return openDatabase<ShelfSchema>(NAME, VERSION, {
    upgrade(database) {
      database.createObjectStore('pictures', { keyPath: 'id' }).createIndex('madeAt', 'madeAt');
      database.createObjectStore('details', { keyPath: 'id' });
      database.createObjectStore('thumbnails');
      database.createObjectStore('files');
    },
    ...givingWay<ShelfSchema>(forget),
  });
}

function shelfError(error: unknown): ArmatureError {
  const saveIt = words`Save the picture as a file before you close the page.`;
  // Why the database does not open is said already, but not what becomes of the picture.
  if (error instanceof ArmatureError) {
    const { code, detail } = error.failure;
    const message = messageOf(error.failure);
    return new ArmatureError({ code, message, next: saveIt, ...(detail !== undefined && { detail }) });
  }
  const full = error instanceof DOMException && error.name === 'QuotaExceededError';
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return full
    ? new ArmatureError({
        code: 'storage-full',
        message: words`The browser has no room left for the gallery.`,
        next: words`Save the picture as a file. Delete pictures or models here, or free space on this device.`,
        detail,
      })
    : new ArmatureError({
        code: 'storage',
        message: words`The browser does not keep the gallery here, as in a private window.`,
        next: saveIt,
        detail,
      });
}
