/*
 * What is stored in the browser. The functions that take no page are sent to it as text, so each of them stands alone.
 */
import type { Page } from 'playwright';

/** Kinds of storage, by the names that the browser's protocol has for them. */
const STORED_KINDS = [
  'local_storage',
  'indexeddb',
  'file_systems',
  'cache_storage',
  'service_workers',
] as const;

/** One of them. */
export type StoredKind = (typeof STORED_KINDS)[number];

/** What is evicted at once. */
export type Evicted = StoredKind | 'all';

/** The kinds of storage that it takes away. */
export function kindsOf(what: Evicted): readonly StoredKind[] {
  return what === 'all' ? STORED_KINDS : [what];
}

/** Is it what pictures are kept in? */
export function isOfPictures(kind: StoredKind): boolean {
  return kind === 'indexeddb' || kind === 'file_systems';
}

/** Is it what the page keeps of itself to open without a network? There is none where service workers are blocked. */
export function isOfShell(kind: StoredKind): boolean {
  return kind === 'cache_storage' || kind === 'service_workers';
}

/**
 * Runs in the page: pictures of the gallery; none where there is no gallery, as where databases are forbidden.
 *
 * @param which - those that have a row, or those alone whose file can be read
 */
export async function countPictures(which: 'listed' | 'readable'): Promise<number> {
  const databases = await indexedDB.databases();
  if (!databases.some(({ name }) => name === 'armature.gallery')) return 0;
  const asked = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('The gallery cannot be read.'));
    });
  const database = await asked(indexedDB.open('armature.gallery'));
  const inFolder = async (id: string): Promise<Blob> => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('gallery');
    return (await folder.getFileHandle(`${id}.png`)).getFile();
  };
  const inDatabase = async (id: string): Promise<Blob | undefined> =>
    (await asked(database.transaction('files').objectStore('files').get(id))) as Blob | undefined;
  try {
    const rows = (await asked(database.transaction('pictures').objectStore('pictures').getAll())) as {
      readonly id: string;
      readonly place: 'files' | 'database';
    }[];
    if (which === 'listed') return rows.length;
    let count = 0;
    for (const { id, place } of rows) {
      const file = await (place === 'files' ? inFolder(id) : inDatabase(id)).catch(() => undefined);
      if (file && file.size > 0) count++;
    }
    return count;
  } finally {
    database.close();
  }
}

/** Runs in the page: files of the origin's private file system. */
async function countFiles(): Promise<number> {
  let count = 0;
  const folders = [await navigator.storage.getDirectory()];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    for await (const entry of folder.values()) {
      if (entry.kind === 'directory') folders.push(entry);
      else count++;
    }
  }
  return count;
}

/** Runs in the page: answers that are kept for when there is no network. */
async function countCached(): Promise<number> {
  let count = 0;
  for (const name of await caches.keys()) count += (await (await caches.open(name)).keys()).length;
  return count;
}

const COUNT: Readonly<Record<StoredKind, (page: Page) => Promise<number>>> = {
  local_storage: (page) => page.evaluate(() => localStorage.length),
  indexeddb: (page) => page.evaluate(countPictures, 'listed' as const),
  file_systems: (page) => page.evaluate(countFiles),
  cache_storage: (page) => page.evaluate(countCached),
  service_workers: (page) =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length),
};

/**
 * Waits until something is stored of each of the kinds, or nothing of any.
 *
 * @returns whether that came in time
 */
export async function untilStored(
  page: Page,
  kinds: readonly StoredKind[],
  { there, limitMs }: { readonly there: boolean; readonly limitMs: number },
): Promise<boolean> {
  const end = performance.now() + limitMs;
  for (;;) {
    const counts = await Promise.all(kinds.map((kind) => COUNT[kind](page)));
    if (counts.every((count) => count > 0 === there)) return true;
    if (performance.now() >= end) return false;
    await page.waitForTimeout(100);
  }
}
