/* What the faults take for stored: a picture is where its file can be read, and an eviction is what took something away. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { Page } from 'playwright';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createGalleryShelf } from '../../../app/gallery/shelf.ts';
import { countPictures, type StoredKind, untilStored } from '../../faults/stored.ts';
import { newPictureOf } from '../../drivers/gallery-pictures.ts';

const files = new Map<string, Blob>();

function missing(): never {
  throw new DOMException('There is none.', 'NotFoundError');
}

beforeEach(() => {
  files.clear();
  vi.stubGlobal('indexedDB', new IDBFactory());
  const folder = {
    getFileHandle: async (name: string) => Promise.resolve({ getFile: () => files.get(name) ?? missing() }),
  };
  const root = { getDirectoryHandle: () => (files.size > 0 ? Promise.resolve(folder) : missing()) };
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => Promise.resolve(root) } });
});

/** Keeps one as the page does. */
async function keep(id: string, place: 'files' | 'database'): Promise<void> {
  const inMemory = {
    write: (of: string, file: Blob) => Promise.resolve(void files.set(`${of}.png`, file)),
    read: () => Promise.resolve(undefined),
    remove: () => Promise.resolve(),
  };
  await createGalleryShelf(() => Promise.resolve(place === 'files' ? inMemory : undefined)).put(
    newPictureOf(id),
  );
}

describe('a picture counts as kept', () => {
  it('not where there is no gallery', async () => {
    expect(await countPictures('readable')).toBe(0);
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('where its file can be read, not where its row alone is there', async () => {
    for (const id of ['one', 'two', 'three']) await keep(id, 'files');
    await keep('four', 'database');
    expect(await countPictures('readable')).toBe(4);
    files.delete('one.png');
    files.set('two.png', new Blob([]));
    expect(await countPictures('readable')).toBe(2);
    files.clear();
    expect(await countPictures('readable')).toBe(1);
    expect(await countPictures('listed')).toBe(4);
  });
});

describe('what is stored is looked at', () => {
  const texts: { length: number } = { length: 0 };
  const caches = new Map<string, readonly string[]>();
  const workers: string[] = [];
  /** Works here what it is to work in the page. */
  const page = {
    evaluate: (work: (input: unknown) => unknown, input: unknown) => Promise.resolve(work(input)),
    waitForTimeout: () => Promise.resolve(),
  } as unknown as Page;

  function isStored(there: boolean, ...kinds: readonly StoredKind[]): Promise<boolean> {
    return untilStored(page, kinds, { there, limitMs: 0 });
  }

  beforeEach(() => {
    texts.length = 0;
    caches.clear();
    workers.length = 0;
    vi.stubGlobal('localStorage', texts);
    vi.stubGlobal('caches', {
      keys: () => Promise.resolve([...caches.keys()]),
      open: (name: string) => Promise.resolve({ keys: () => Promise.resolve(caches.get(name)) }),
    });
    const folder = {
      kind: 'directory',
      values: () => [...files.keys()].map((name) => ({ kind: 'file', name })),
    };
    vi.stubGlobal('navigator', {
      storage: { getDirectory: () => Promise.resolve({ values: () => [folder] }) },
      serviceWorker: { getRegistrations: () => Promise.resolve(workers) },
    });
  });

  const FILL: Readonly<Record<StoredKind, () => unknown>> = {
    local_storage: () => (texts.length = 1),
    indexeddb: () => keep('one', 'database'),
    file_systems: () => files.set('one.png', new Blob(['one'])),
    cache_storage: () => caches.set('files', ['index.html']),
    service_workers: () => workers.push('one'),
  };

  it.each(Object.keys(FILL) as StoredKind[])('of the kind %s', async (kind) => {
    if (kind === 'cache_storage') caches.set('emptied', []);
    expect([await isStored(true, kind), await isStored(false, kind)]).toEqual([false, true]);
    await FILL[kind]();
    expect([await isStored(true, kind), await isStored(false, kind)]).toEqual([true, false]);
  });

  it('of several kinds at once, each of which has to be there, or to be gone', async () => {
    FILL.local_storage();
    expect(await isStored(true, 'local_storage', 'cache_storage')).toBe(false);
    expect(await isStored(false, 'local_storage', 'cache_storage')).toBe(false);
    FILL.cache_storage();
    expect(await isStored(true, 'local_storage', 'cache_storage')).toBe(true);
  });
});
