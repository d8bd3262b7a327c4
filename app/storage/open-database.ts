/*
 * Opening databases of the browser, which may be damaged, held by another tab, of a newer version of the page, or never
 * answer at all: some browsers leave the promise open.
 */
import { type IDBPDatabase, openDB, type OpenDBCallbacks } from 'idb';
import { ArmatureError } from '../../core/result/index.ts';
import { type Words, words } from '../../core/words/index.ts';
import { inTime } from '../in-time.ts';

/** How long a browser may take, in ms. */
const OPENING_MS = 8000;

/**
 * Opens a database.
 *
 * @throws ArmatureError `storage`, with words on what stands in the way
 */
export async function openDatabase<Schema = unknown>(
  name: string,
  version: number,
  callbacks: OpenDBCallbacks<Schema>,
): Promise<IDBPDatabase<Schema>> {
  let gone = false;
  const late = (): ArmatureError => {
    gone = true;
    return unopened(UNOPENED, words`Close other tabs of this page and reload it.`);
  };
  // Where it is forbidden, browsers throw at once.
  const opening = async (): Promise<IDBPDatabase<Schema>> => {
    const database = await openDB<Schema>(name, version, callbacks);
    // Nobody waits for it any more, and open it would stand in the way of others.
    if (gone) database.close();
    return database;
  };
  try {
    return await inTime(opening(), OPENING_MS, late);
  } catch (error) {
    throw wordsFor(error);
  }
}

/**
 * Lets go of a database that is held open, where another tab runs a newer version of the page, which must not wait for this
 * one, or the browser ends it.
 *
 * @param forget - drops what holds it
 */
export function givingWay<Schema>(
  forget: () => void,
): Pick<OpenDBCallbacks<Schema>, 'blocking' | 'terminated'> {
  return {
    blocking(_current, _blocked, event) {
      forget();
      (event.target as IDBDatabase).close();
    },
    terminated: forget,
  };
}

/**
 * For readers of what may have been kept: a browser that keeps nothing here has kept nothing.
 *
 * @throws any other error
 */
export function nothingWhereForbidden(error: unknown): never[] {
  if (error instanceof ArmatureError && error.failure.words?.message === NOTHING_IS_KEPT) return [];
  throw error;
}

const NOTHING_IS_KEPT = words`The browser does not keep anything here, as in a private window.`;
const UNOPENED = words`The browser does not open its storage.`;
const RESTART = words`Restart the browser and try again.`;

function wordsFor(error: unknown): ArmatureError {
  if (error instanceof ArmatureError) return error;
  const name = error instanceof DOMException ? error.name : '';
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (name === 'SecurityError' || isBlocked(name, detail) || !hasDatabases()) {
    return unopened(NOTHING_IS_KEPT, words`Export your work to files before you close the page.`, detail);
  }
  switch (name) {
    case 'VersionError':
      return unopened(
        words`A newer version of this page wrote what is stored.`,
        words`Reload the page to get it.`,
        detail,
      );
    case 'UnknownError':
      return unopened(words`What the browser stored is damaged.`, RESTART, detail);
    case 'QuotaExceededError':
      return unopened(
        words`The browser has no room left to open its storage.`,
        words`Free space on this device, then reload the page.`,
        detail,
      );
    default:
      // InvalidStateError among them: only versions of Firefox too old for this page threw it in private windows.
      return unopened(UNOPENED, RESTART, detail);
  }
}

/** Where site data is blocked, Chromium tells so in the words of its error alone. */
function isBlocked(name: string, detail: string): boolean {
  return name === 'UnknownError' && detail.includes('denied permission');
}

/** The types know only of browsers that have them. */
function hasDatabases(): boolean {
  return Boolean(globalThis.indexedDB as IDBFactory | null | undefined);
}

function unopened(message: Words, next: Words, detail?: string): ArmatureError {
  return new ArmatureError({ code: 'storage', message, next, ...(detail !== undefined && { detail }) });
}
