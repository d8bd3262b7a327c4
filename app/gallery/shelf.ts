/*
 * Where pictures outlive the page: their files in the origin's private file system, or in the database where there is
 * none; beside them rows to list them by, small pictures, and poses, in IndexedDB. A file is written before its rows, so
 * that a row that can be read has its file. What pictures were started from lies in the database in any case: files of the
 * file system know no transactions, and these go with the last row that names them.
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
  type RowDetails,
} from './record.ts';
import { type KeptStart, keptStart, startDigestsOf, startFrom } from './start-files.ts';

/** A picture on its way to the shelf. */
export interface NewPicture {
  readonly record: Omit<GalleryRecord, 'bytes' | 'place' | 'start'>;
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

/** When pictures were deleted, by id, as it was written down for them. */
export type DeletionMarks = ReadonlyMap<string, number>;

/** Keeps pictures. All calls may throw an ArmatureError `storage` or `storage-full`. */
export interface GalleryShelf {
  /** What the picture was started from may be left out, as where there is no room for that. */
  put(picture: NewPicture): Promise<GalleryRecord>;
  /** All rows in no order, some hundred at a time. */
  all(): AsyncIterable<readonly GalleryItem[]>;
  /** Rows by id; those that are gone are left out. */
  some(ids: readonly string[]): Promise<readonly GalleryItem[]>;
  /** The newest pictures that can be read and are not deleted, the newest first. */
  newest(count: number): Promise<readonly GalleryRecord[]>;
  /** Changes rows, also those that cannot be read. @returns ids of rows that are gone */
  change(ids: readonly string[], change: RecordChange): Promise<readonly string[]>;
  details(id: string): Promise<RowDetails>;
  /** Its details with what it was started from, where that is kept. */
  whole(id: string): Promise<PictureDetails>;
  /** A file that pictures were started from, by its digest; undefined where it is missing. */
  start(digest: string): Promise<Blob | undefined>;
  /** By id; those that are missing are left out. */
  thumbnails(ids: readonly string[]): Promise<ReadonlyMap<string, Blob>>;
  /** The PNG file; undefined where it is missing. */
  file(id: string): Promise<Blob | undefined>;
  /** Deletes those pictures for good that are marked as deleted at the time given for their id. */
  purge(marks: DeletionMarks): Promise<void>;
}

/** Indexes of the rows by the files that they were started from. */
const IMAGE_INDEX = 'start.image.sha256';
const MASK_INDEX = 'start.mask.sha256';

interface ShelfSchema extends DBSchema {
  pictures: {
    key: string;
    value: { id: string; removedAt?: unknown };
    indexes: { madeAt: number; [IMAGE_INDEX]: string; [MASK_INDEX]: string };
  };
  details: { key: string; value: { id: string } };
  thumbnails: { key: string; value: Blob };
  files: { key: string; value: Blob };
  /** By digest. */
  starts: { key: string; value: Blob };
}

type Database = IDBPDatabase<ShelfSchema>;

const NAME = 'armature.gallery';
const VERSION = 2;
/** Stores that have a row of each picture. */
const ROWS = ['pictures', 'details', 'thumbnails', 'files'] as const;
const STORES = [...ROWS, 'starts'] as const;
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
    whole: (id) => using((database) => whole(database, id)),
    start: (digest) => using((database) => database.get('starts', digest)),
    thumbnails: (ids) =>
      using(async (database) => {
        const { store } = database.transaction('thumbnails');
        const blobs = await Promise.all(ids.map((id) => store.get(id)));
        return new Map(ids.flatMap((id, i) => (blobs[i] ? [[id, blobs[i]] as const] : [])));
      }),
    file: (id) =>
      using(async (database, files) => (await files?.read(id)) ?? (await database.get('files', id))),
    purge: (marks) =>
      using(async (database, files) => {
        const purged = await purgeRows(database, marks);
        // Without its row a file is never shown again, whatever becomes of it.
        if (files) await Promise.all(purged.map((id) => files.remove(id)));
      }),
  };
}

async function put(
  database: Database,
  files: PictureFiles | undefined,
  { record: given, details: { init, ...details }, file, thumbnail }: NewPicture,
): Promise<GalleryRecord> {
  const { id } = given;
  const rows: NewRows = {
    record: { ...given, bytes: file.size, place: files ? 'files' : 'database' },
    ...{ details, thumbnail, file: files ? undefined : file },
  };
  // The picture is worth more than what it was started from. Its page tells where that is missing.
  const start = init && (await keptStart(init).catch(() => undefined));
  await files?.write(id, file);
  try {
    if (!start) return await putRows(database, rows);
    return await putRows(database, rows, start).catch(() => putRows(database, rows));
  } catch (error) {
    await files?.remove(id).catch(() => undefined);
    throw error;
  }
}

interface NewRows {
  readonly record: GalleryRecord;
  readonly details: RowDetails;
  readonly thumbnail: Blob;
  /** Where it lies in the database. */
  readonly file: Blob | undefined;
}

async function putRows(
  database: Database,
  { record: plain, details, thumbnail, file }: NewRows,
  start?: KeptStart,
): Promise<GalleryRecord> {
  const { id } = plain;
  const record: GalleryRecord = { ...plain, ...(start && { start: start.names }) };
  const transaction = database.transaction(STORES, 'readwrite');
  const starts = transaction.objectStore('starts');
  await Promise.all([
    transaction.objectStore('pictures').put(record),
    transaction.objectStore('details').put(details),
    transaction.objectStore('thumbnails').put(thumbnail, id),
    ...(file ? [transaction.objectStore('files').put(file, id)] : []),
    ...[...(start?.files ?? [])].map(async ([digest, content]) => {
      if ((await starts.getKey(digest)) === undefined) await starts.put(content, digest);
    }),
    transaction.done,
  ]);
  return record;
}

async function whole(database: Database, id: string): Promise<PictureDetails> {
  const transaction = database.transaction(['pictures', 'details', 'starts']);
  const starts = transaction.objectStore('starts');
  const [row, more] = await Promise.all([
    transaction.objectStore('pictures').get(id),
    transaction.objectStore('details').get(id),
  ]);
  const files = new Map<string, Blob>();
  for (const digest of startDigestsOf(row)) {
    const file = await starts.get(digest);
    if (file) files.set(digest, file);
  }
  const item = row && readItem(row);
  const init = item?.kind === 'picture' ? await startFrom(item.record, files) : undefined;
  return { ...readDetails(id, more), ...(init && { init }) };
}

/**
 * Deletes rows, and files of starts that no other row names; other tabs write before it or after it. A row without its mark
 * was brought back meanwhile, and one with another mark was deleted again: that deletion has its own time.
 *
 * @returns ids of the rows that it deleted
 */
async function purgeRows(database: Database, marks: DeletionMarks): Promise<readonly string[]> {
  const transaction = database.transaction(STORES, 'readwrite');
  const pictures = transaction.objectStore('pictures');
  const found = await Promise.all([...marks.keys()].map((id) => pictures.get(id)));
  const rows = found.flatMap((row) => (row && row.removedAt === marks.get(row.id) ? [row] : []));
  const ids = rows.map(({ id }) => id);
  await Promise.all(ROWS.flatMap((store) => ids.map((id) => transaction.objectStore(store).delete(id))));
  const removals = [...new Set(rows.flatMap(startDigestsOf))].map(async (digest) => {
    const uses = await Promise.all([
      pictures.index(IMAGE_INDEX).count(digest),
      pictures.index(MASK_INDEX).count(digest),
    ]);
    if (uses.every((count) => count === 0)) await transaction.objectStore('starts').delete(digest);
  });
  await Promise.all([...removals, transaction.done]);
  return ids;
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
    upgrade(database, before, _after, transaction) {
      if (before < 1) {
        database.createObjectStore('pictures', { keyPath: 'id' }).createIndex('madeAt', 'madeAt');
        database.createObjectStore('details', { keyPath: 'id' });
        database.createObjectStore('thumbnails');
        database.createObjectStore('files');
      }
      database.createObjectStore('starts');
      const pictures = transaction.objectStore('pictures');
      for (const path of [IMAGE_INDEX, MASK_INDEX] as const) pictures.createIndex(path, path);
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
