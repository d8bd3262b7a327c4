import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { FormState } from '../../app/state/form.ts';
import type { Pose } from '../../core/pose/index.ts';
import { fillDatabases, fillFiles, type SavedDatabase, type SavedFiles } from './saved-rows.ts';

const FOLDER = new URL('../fixtures/saved/', import.meta.url);

/** What the first release kept on a device. */
interface FirstRelease {
  readonly localStorage: Readonly<Record<string, string>>;
  readonly poses: { readonly rows: readonly { readonly name: string }[] };
  readonly reference: { readonly placement: object; readonly picture: object };
}

/** What it kept in further databases, and in files. */
interface FirstDatabases {
  readonly databases: readonly SavedDatabase[];
  readonly files: SavedFiles;
}

/** Reads texts, poses and the reference. */
export async function firstRelease(): Promise<FirstRelease> {
  return JSON.parse(await readFile(new URL('first-release.json', FOLDER), 'utf8')) as FirstRelease;
}

/** Reads the rest. */
export async function firstDatabases(): Promise<FirstDatabases> {
  const text = await readFile(new URL('first-release-databases.json', FOLDER), 'utf8');
  return JSON.parse(text) as FirstDatabases;
}

/** Puts it into the browser, before the page is opened there. */
export async function leaveFirstRelease(page: Page): Promise<{
  readonly pose: Pose;
  readonly form: FormState;
  readonly poses: readonly { readonly name: string }[];
}> {
  const { localStorage: texts, poses, reference } = await firstRelease();
  await page.route('**/empty', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Empty</title>' }),
  );
  await page.goto('/empty');
  await page.evaluate(fill, { texts, rows: poses.rows, reference });
  const { databases, files } = await firstDatabases();
  // Compilers name functions by a helper that is not there where the text goes.
  await page.evaluate('globalThis.__name ??= (value) => value');
  await page.evaluate(fillDatabases, databases);
  await page.evaluate(fillFiles, files);
  return {
    pose: JSON.parse(texts['armature.pose.2'] ?? '') as Pose,
    form: JSON.parse(texts['armature.form.1'] ?? '') as FormState,
    poses: poses.rows,
  };
}

/** Runs in the page. */
async function fill({
  texts,
  rows,
  reference,
}: {
  readonly texts: FirstRelease['localStorage'];
  readonly rows: FirstRelease['poses']['rows'];
  readonly reference: FirstRelease['reference'];
}): Promise<void> {
  for (const [key, text] of Object.entries(texts)) localStorage.setItem(key, text);
  const open = (name: string, upgrade: (database: IDBDatabase) => unknown): Promise<IDBDatabase> =>
    new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => void upgrade(request.result);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(`${name} does not open.`));
    });
  const ended = (transaction: IDBTransaction): Promise<void> =>
    new Promise((resolve) => {
      transaction.oncomplete = () => resolve();
    });
  const shelf = await open('armature-poses', (fresh) => fresh.createObjectStore('poses', { keyPath: 'id' }));
  const writing = shelf.transaction('poses', 'readwrite');
  for (const row of rows) writing.objectStore('poses').put(row);
  await ended(writing);
  shelf.close();

  const canvas = new OffscreenCanvas(8, 6);
  canvas.getContext('2d')?.fillRect(0, 0, 8, 6);
  const blob = await canvas.convertToBlob();
  const pictures = await open('armature.reference', (fresh) => fresh.createObjectStore('reference'));
  const keeping = pictures.transaction('reference', 'readwrite');
  keeping.objectStore('reference').put({ ...reference.picture, blob }, 'picture');
  keeping.objectStore('reference').put(reference.placement, 'placement');
  await ended(keeping);
  pictures.close();
}
