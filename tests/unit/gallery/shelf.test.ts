/* The shelf on a database in memory: what it keeps, reads of damaged and older rows, and does when there is no room. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PictureFiles } from '../../../app/gallery/files.ts';
import type { GalleryItem } from '../../../app/gallery/record.ts';
import { createGalleryShelf, type GalleryShelf } from '../../../app/gallery/shelf.ts';
import { newPictureOf, purgePictures } from '../../drivers/gallery-pictures.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** Files in memory, which can be full. */
function memoryFiles() {
  const kept = new Map<string, Blob>();
  const state = { full: false };
  const files: PictureFiles = {
    write(id, file) {
      if (state.full) return Promise.reject(new DOMException('no room', 'QuotaExceededError'));
      kept.set(id, file);
      return Promise.resolve();
    },
    read: (id) => Promise.resolve(kept.get(id)),
    remove: (id) => Promise.resolve(void kept.delete(id)),
  };
  return { kept, state, open: () => Promise.resolve(files) };
}

const inDatabase = (): GalleryShelf => createGalleryShelf(() => Promise.resolve(undefined));

async function itemsOf(shelf: GalleryShelf): Promise<GalleryItem[]> {
  const items: GalleryItem[] = [];
  for await (const batch of shelf.all()) items.push(...batch);
  return items;
}

async function putRow(row: { id: string }): Promise<void> {
  const database = await openDB('armature.gallery');
  await database.put('pictures', row);
  database.close();
}

describe('the shelf', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('gives back the whole of a picture, over a reload, from files or from the database', async () => {
    const { open, kept } = memoryFiles();
    for (const [id, openFiles, place] of [
      ['one', open, 'files'],
      ['two', () => Promise.resolve(undefined), 'database'],
    ] as const) {
      const picture = newPictureOf(id);
      await createGalleryShelf(openFiles).put(picture);
      const reloaded = createGalleryShelf(openFiles);
      const [item] = await reloaded.some([id]);
      expect(item).toEqual({
        ...{ kind: 'picture', id, removedAt: undefined },
        record: { ...picture.record, bytes: picture.file.size, place },
      });
      expect(await reloaded.details(id)).toEqual(picture.details);
      expect(await (await reloaded.file(id))?.text()).toBe(`file of ${id}`);
      expect(await (await reloaded.thumbnails([id, 'none'])).get(id)?.text()).toBe(`small ${id}`);
    }
    expect([...kept.keys()]).toEqual(['one']);
  });

  it('reads all rows, however many, and tells the newest that are not deleted', async () => {
    const shelf = inDatabase();
    for (let i = 0; i < 620; i++) {
      await shelf.put(newPictureOf(`p${(i * 37) % 620}`, { madeAt: (i * 37) % 620 }));
    }
    expect(new Set((await itemsOf(shelf)).map(({ id }) => id)).size).toBe(620);
    await shelf.change(['p619'], { removedAt: 5 });
    expect((await shelf.newest(2)).map(({ id }) => id)).toEqual(['p618', 'p617']);
    await shelf.change(['p619'], { removedAt: null });
    expect((await shelf.newest(1)).map(({ id }) => id)).toEqual(['p619']);
  }, 30_000);

  it('keeps a damaged row and one of a newer version, tells why, and can mark and purge them', async () => {
    const shelf = inDatabase();
    await shelf.put(newPictureOf('good'));
    await putRow({ id: 'bad', layout: 2, madeAt: 'yesterday' } as { id: string });
    await putRow({ id: 'new', layout: 99 } as { id: string });
    const items = new Map((await itemsOf(shelf)).map((item) => [item.id, item]));
    expect(items.get('good')?.kind).toBe('picture');
    expect(items.get('bad')).toMatchObject({
      kind: 'broken',
      why: expect.stringContaining('madeAt') as string,
    });
    expect(items.get('new')).toMatchObject({
      kind: 'broken',
      why: expect.stringContaining('newer version') as string,
    });
    await shelf.change(['bad'], { removedAt: 3 });
    expect((await shelf.some(['bad']))[0]).toMatchObject({ kind: 'broken', removedAt: 3 });
    await purgePictures(shelf, ['bad', 'new']);
    expect((await itemsOf(shelf)).map(({ id }) => id)).toEqual(['good']);
  });

  it('reads rows of the first layout', async () => {
    const shelf = inDatabase();
    const { record } = newPictureOf('old');
    await shelf.put(newPictureOf('other'));
    await putRow({ ...record, bytes: 5, place: 'database', layout: 1 } as { id: string });
    expect((await shelf.some(['old']))[0]).toMatchObject({ kind: 'picture', record: { layout: 2 } });
  });

  it('changes favourites of some rows alone, and leaves the rest of them as it is', async () => {
    const shelf = inDatabase();
    const record = await shelf.put(newPictureOf('a'));
    await shelf.put(newPictureOf('b'));
    await shelf.change(['a', 'gone'], { favourite: true });
    const [a, b] = await shelf.some(['a', 'b']);
    expect(a).toMatchObject({ record: { ...record, favourite: true } });
    expect(b).toMatchObject({ record: { favourite: false } });
  });

  it('says that there is no room, and leaves nothing half written', async () => {
    const { open, state, kept } = memoryFiles();
    const shelf = createGalleryShelf(open);
    state.full = true;
    await expect(shelf.put(newPictureOf('a'))).rejects.toMatchObject({
      failure: { code: 'storage-full', next: expect.stringContaining('Save the picture') as string },
    });
    expect(await shelf.some(['a'])).toEqual([]);
    state.full = false;
    await shelf.put(newPictureOf('a'));
    expect(kept.size).toBe(1);
    await purgePictures(shelf, ['a']);
    expect(kept.size).toBe(0);
    expect(await shelf.file('a')).toBeUndefined();
  });

  it('purges what has its mark alone: not what was brought back meanwhile, nor what was deleted again', async () => {
    const { open, kept } = memoryFiles();
    const [here, there] = [createGalleryShelf(open), createGalleryShelf(open)];
    const ids = ['back', 'again', 'gone'];
    for (const id of ids) await here.put(newPictureOf(id));
    await here.change(ids, { removedAt: 5 });
    await there.change(['back'], { removedAt: null });
    await there.change(['again'], { removedAt: 6 });
    await here.purge(new Map(ids.map((id) => [id, 5])));
    expect([...kept.keys()]).toEqual(['back', 'again']);
    expect((await itemsOf(there)).map(({ id }) => id)).toEqual(['again', 'back']);
    expect((await there.thumbnails(ids)).size).toBe(2);
  });

  it('tells of a browser that refuses, and works once it does not', async () => {
    let refused = true;
    const shelf = createGalleryShelf(() =>
      refused ? Promise.reject(new Error('denied')) : Promise.resolve(undefined),
    );
    await expect(shelf.put(newPictureOf('a'))).rejects.toMatchObject({ failure: { code: 'storage' } });
    refused = false;
    await shelf.put(newPictureOf('a'));
    expect(await shelf.some(['a'])).toHaveLength(1);
  });

  it('tells of a database that never answers, and that the picture has to be saved', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.stubGlobal('indexedDB', { open: () => new IDBOpenDBRequest() });
    const refused = expect(inDatabase().put(newPictureOf('a'))).rejects.toMatchObject({
      failure: {
        code: 'storage',
        message: 'The browser does not open its storage.',
        next: 'Save the picture as a file before you close the page.',
      },
    });
    // It is opened once the picture is packed.
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
    vi.runAllTimers();
    await refused;
  });
});
