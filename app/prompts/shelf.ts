/*
 * What the person saves of prompts, in IndexedDB. What does not pass the schema stays where it is and is counted.
 */
import type { DBSchema } from 'idb';
import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { heldDatabase } from '../storage/held-database.ts';
import { readItem, type SavedItem } from './record.ts';

/** What the shelf gave. */
export interface ShelfReading {
  /** Newest first. */
  readonly items: readonly SavedItem[];
  /** Rows that cannot be read. */
  readonly unreadable: number;
}

/** Where prompts outlive the page. All calls may fail with an ArmatureError `storage` or `storage-full`. */
export interface PromptShelf {
  all(): Promise<ShelfReading>;
  put(items: readonly SavedItem[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}

interface ShelfSchema extends DBSchema {
  items: { key: string; value: SavedItem };
}

const NAME = 'armature-prompts';
const VERSION = 1;

/** Makes the shelf; the database is opened at the first call, and again after a failure. */
export function createPromptShelf(): PromptShelf {
  const using = heldDatabase<ShelfSchema>({
    name: NAME,
    version: VERSION,
    upgrade: (database) => void database.createObjectStore('items', { keyPath: 'id' }),
    errorOf: shelfError,
  });
  return {
    all: () => using(async (database) => readRows(await database.getAll('items'))),
    put: (items) =>
      using(async (database) => {
        const { store, done } = database.transaction('items', 'readwrite');
        await Promise.all([...items.map((item) => store.put(item)), done]);
      }),
    remove: (ids) =>
      using(async (database) => {
        const { store, done } = database.transaction('items', 'readwrite');
        await Promise.all([...ids.map((id) => store.delete(id)), done]);
      }),
  };
}

function readRows(rows: readonly unknown[]): ShelfReading {
  const items = rows.flatMap((row) => readItem(row) ?? []);
  return {
    items: items.toSorted((a, b) => b.savedAt - a.savedAt),
    unreadable: rows.length - items.length,
  };
}

function shelfError(error: unknown): ArmatureError {
  if (error instanceof ArmatureError) return error;
  const full = error instanceof DOMException && error.name === 'QuotaExceededError';
  const detail = error instanceof Error ? error.message : String(error);
  return new ArmatureError({
    code: full ? 'storage-full' : 'storage',
    message: full
      ? words`The browser has no room left for prompts, styles and lists.`
      : words`The browser did not keep or find prompts, styles and lists.`,
    next: full
      ? words`Export them to files, or free space on this device.`
      : words`Export them to files before you close the page.`,
    detail,
  });
}
