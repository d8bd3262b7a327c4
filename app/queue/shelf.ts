/*
 * The queue in IndexedDB. Several tabs write to it: whoever changes an entry reads it first, in the same transaction, so that
 * no entry is drawn twice and nothing that another tab has written is lost.
 */
import type { DBSchema, IDBPDatabase } from 'idb';
import * as v from 'valibot';
import type { RgbaImage } from '../../core/image/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import type { QueueEntry, QueueState } from '../state/queue.ts';
import { heldDatabase } from '../storage/held-database.ts';
import { type EntryRow, readEntry, readRow, rowOf } from './row.ts';
import {
  type KeptRequest,
  pictureKeys,
  pictureKeysOf,
  withoutPictures,
  withPictures,
} from './shared-pictures.ts';

/** What of the queue is kept beside its entries. */
export type QueueSwitches = Pick<QueueState, 'paused' | 'notify'>;

/** What the shelf gave. */
export interface QueueReading {
  /** In no order. */
  readonly entries: readonly QueueEntry[];
  /** Entries that cannot be read. */
  readonly unreadable: number;
  readonly switches: QueueSwitches;
}

/** Where the queue outlives the page. All calls may fail with an ArmatureError `storage` or `storage-full`. */
export interface QueueShelf {
  all(): Promise<QueueReading>;
  /** By id; those that are gone, or cannot be read, are left out. */
  some(ids: readonly string[]): Promise<readonly QueueEntry[]>;
  put(entries: readonly QueueEntry[]): Promise<void>;
  /**
   * Changes entries as they are at this moment, whoever wrote them last.
   *
   * @param change - undefined leaves an entry as it is
   * @returns those that were changed
   */
  change(
    ids: readonly string[],
    change: (row: EntryRow) => EntryRow | undefined,
  ): Promise<readonly EntryRow[]>;
  remove(ids: readonly string[]): Promise<void>;
  putSwitches(switches: QueueSwitches): Promise<void>;
}

interface ShelfSchema extends DBSchema {
  entries: { key: string; value: { id: string } };
  requests: { key: string; value: KeptRequest };
  pictures: { key: string; value: RgbaImage };
  switches: { key: string; value: QueueSwitches };
}

type Database = IDBPDatabase<ShelfSchema>;

const NAME = 'armature.queue';
const VERSION = 1;
const TABLES = ['entries', 'requests', 'pictures'] as const;
const SWITCHES = 'switches';

const switchesSchema = v.fallback(v.object({ paused: v.boolean(), notify: v.boolean() }), {
  paused: false,
  notify: false,
});

/** Makes the shelf; the database is opened at the first call, and again after a failure. */
export function createQueueShelf(): QueueShelf {
  const using = heldDatabase<ShelfSchema>({
    name: NAME,
    version: VERSION,
    upgrade(database) {
      database.createObjectStore('entries', { keyPath: 'id' });
      database.createObjectStore('requests');
      database.createObjectStore('pictures');
      database.createObjectStore(SWITCHES);
    },
    errorOf: shelfError,
  });
  return {
    all: () => using(readAll),
    some: (ids) => using((database) => readSome(database, ids)),
    put: (entries) => using((database) => putEntries(database, entries)),
    change: (ids, change) => using((database) => changeRows(database, ids, change)),
    remove: (ids) => using((database) => removeEntries(database, ids)),
    putSwitches: (switches) =>
      using(async (database) => {
        await database.put(SWITCHES, switches, SWITCHES);
      }),
  };
}

async function readAll(database: Database): Promise<QueueReading> {
  const transaction = database.transaction([...TABLES, SWITCHES]);
  const requests = transaction.objectStore('requests');
  const rows = await transaction.objectStore('entries').getAll();
  const kept = await Promise.all(rows.map(({ id }) => requests.get(id)));
  const keys = await transaction.objectStore('pictures').getAllKeys();
  const shown = await transaction.objectStore('pictures').getAll();
  const pictures = new Map(keys.map((key, i) => [key, shown[i]]));
  const switches = v.parse(switchesSchema, await transaction.objectStore(SWITCHES).get(SWITCHES));
  const entries = rows.flatMap((row, i) => readEntry(row, withPictures(kept[i], pictures)) ?? []);
  return { entries, unreadable: rows.length - entries.length, switches };
}

async function readSome(database: Database, ids: readonly string[]): Promise<readonly QueueEntry[]> {
  const transaction = database.transaction(TABLES);
  const pictures = transaction.objectStore('pictures');
  const rows = await Promise.all(ids.map((id) => transaction.objectStore('entries').get(id)));
  const kept = await Promise.all(ids.map((id) => transaction.objectStore('requests').get(id)));
  const keys = [...new Set(kept.flatMap(pictureKeysOf))];
  const shown = new Map(await Promise.all(keys.map(async (key) => [key, await pictures.get(key)] as const)));
  return rows.flatMap((row, i) => readEntry(row, withPictures(kept[i], shown)) ?? []);
}

async function putEntries(database: Database, entries: readonly QueueEntry[]): Promise<void> {
  const transaction = database.transaction(TABLES, 'readwrite');
  const [first] = entries;
  const { keyOf, named } = pictureKeys((index) => `${first?.id ?? ''} ${index}`);
  const writes: Promise<unknown>[] = entries.flatMap((entry) => [
    transaction.objectStore('entries').put(rowOf(entry)),
    transaction.objectStore('requests').put(withoutPictures(entry.request, keyOf), entry.id),
  ]);
  for (const [picture, key] of named) writes.push(transaction.objectStore('pictures').put(picture, key));
  await Promise.all([...writes, transaction.done]);
}

async function removeEntries(database: Database, ids: readonly string[]): Promise<void> {
  const transaction = database.transaction(TABLES, 'readwrite');
  const requests = transaction.objectStore('requests');
  const removed = await Promise.all(ids.map((id) => requests.get(id)));
  const removals = ids.flatMap((id) => [transaction.objectStore('entries').delete(id), requests.delete(id)]);
  await Promise.all(removals);
  const keys = removed.flatMap(pictureKeysOf);
  // Others of the same batch may still start from them.
  const used = new Set(keys.length > 0 ? (await requests.getAll()).flatMap(pictureKeysOf) : []);
  const unused = keys.filter((key) => !used.has(key));
  await Promise.all([
    ...unused.map((key) => transaction.objectStore('pictures').delete(key)),
    transaction.done,
  ]);
}

async function changeRows(
  database: Database,
  ids: readonly string[],
  change: (row: EntryRow) => EntryRow | undefined,
): Promise<readonly EntryRow[]> {
  const { store, done } = database.transaction('entries', 'readwrite');
  const changing = ids.map(async (id) => {
    const row = readRow(await store.get(id));
    const changed = row && change(row);
    if (changed) await store.put(changed);
    return changed ?? [];
  });
  const [rows] = await Promise.all([Promise.all(changing), done]);
  return rows.flat();
}

function shelfError(error: unknown): ArmatureError {
  if (error instanceof ArmatureError) return error;
  const full = error instanceof DOMException && error.name === 'QuotaExceededError';
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return full
    ? new ArmatureError({
        code: 'storage-full',
        message: words`The browser has no room left for the queue.`,
        next: words`Clear what is finished, add fewer pictures, or free space on this device.`,
        detail,
      })
    : new ArmatureError({
        code: 'storage',
        message: words`The browser did not keep or find the queue.`,
        next: words`Leave the page open until it is done.`,
        detail,
      });
}
