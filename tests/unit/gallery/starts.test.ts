/* What pictures were started from: kept with them, once for all of them, and gone with the last of them. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { newPicture } from '../../../app/gallery/entry.ts';
import { exportZip } from '../../../app/gallery/export-zip.ts';
import { importFiles } from '../../../app/gallery/import-files.ts';
import { keptBytes } from '../../../app/gallery/kept-bytes.ts';
import type { GalleryRecord } from '../../../app/gallery/record.ts';
import { requestOf } from '../../../app/gallery/request-of.ts';
import { lacksStart, takeStart } from '../../../app/gallery/room/take-start.ts';
import { createGalleryShelf, type GalleryShelf, type NewPicture } from '../../../app/gallery/shelf.ts';
import { createJobStore } from '../../../app/state/job.ts';
import { createStartStore } from '../../../app/state/start.ts';
import { blankImage, type RgbaImage } from '../../../core/image/index.ts';
import { decodePng, encodePng } from '../../../core/png/index.ts';
import type { InitInput } from '../../../core/request/index.ts';
import { newPictureOf, pagePictureOf, purgePictures } from '../../drivers/gallery-pictures.ts';
import { stubSmallPictures } from '../../drivers/small-pictures.ts';
import { fillDatabases } from '../../drivers/saved-rows.ts';

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

/** One pixel is transparent, and has a colour all the same. */
const HALF_SEEN: RgbaImage = {
  ...{ width: 2, height: 1 },
  data: new Uint8ClampedArray([200, 10, 30, 0, 1, 2, 3, 255]),
};
const MASK = blankImage(2, 1);
const WHOLE: InitInput = { image: HALF_SEEN, strength: 0.6 };
const PART: InitInput = { ...WHOLE, mask: MASK };

const shelfOf = (): GalleryShelf => createGalleryShelf(() => Promise.resolve(undefined));

function startedFrom(id: string, init: InitInput): NewPicture {
  const picture = newPictureOf(id, { strength: init.strength });
  return { ...picture, details: { ...picture.details, init } };
}

/** How many files of starts there are. */
async function countStarts(): Promise<number> {
  const database = await openDB('armature.gallery');
  const count = await database.count('starts');
  database.close();
  return count;
}

async function recordOf(shelf: GalleryShelf, id: string): Promise<GalleryRecord | undefined> {
  return (await shelf.newest(99)).find((record) => record.id === id);
}

describe('on the shelf', () => {
  it('start and mask outlive the page as they were, also where they are transparent', async () => {
    await shelfOf().put(startedFrom('part', PART));
    await shelfOf().put(startedFrom('whole', WHOLE));
    expect((await shelfOf().whole('part')).init).toEqual(PART);
    expect((await shelfOf().whole('whole')).init).toEqual(WHOLE);
    expect((await shelfOf().whole('part')).pose?.people).toHaveLength(1);
  });

  it('they lie once, and stay until the last picture that uses them is purged', async () => {
    const shelf = shelfOf();
    for (const id of ['one', 'two', 'three']) await shelf.put(startedFrom(id, PART));
    // One is started from what is the mask of the others.
    await shelf.put(startedFrom('other', { ...WHOLE, image: MASK }));
    expect(await countStarts()).toBe(2);
    await shelf.put(startedFrom('another', { ...WHOLE, image: MASK }));
    await purgePictures(shelf, ['other', 'another']);
    expect((await shelf.whole('one')).init).toEqual(PART);
    await shelf.put(startedFrom('other', { ...WHOLE, image: MASK }));
    await shelf.change(['three'], { removedAt: 5 });
    await purgePictures(shelf, ['one', 'two']);
    await shelf.change(['three'], { removedAt: null });
    expect((await shelf.whole('three')).init).toEqual(PART);
    await purgePictures(shelf, ['three']);
    expect(await countStarts()).toBe(1);
    expect((await shelf.whole('other')).init?.image).toEqual(MASK);
    await purgePictures(shelf, ['other']);
    expect(await countStarts()).toBe(0);
  });

  it('they stay for a picture that another tab keeps at the moment of the purge', async () => {
    const [here, there] = [shelfOf(), shelfOf()];
    for (let i = 0; i < 8; i++) {
      await here.put(startedFrom(`old ${i}`, PART));
      await here.change([`old ${i}`], { removedAt: i });
      const purging = here.purge(new Map([[`old ${i}`, i]]));
      await Promise.all([purging, there.put(startedFrom(`new ${i}`, PART))]);
      expect((await here.whole(`new ${i}`)).init).toEqual(PART);
      await purgePictures(there, [`new ${i}`]);
      expect(await countStarts()).toBe(0);
    }
  });

  it('they go with a damaged row, and stay for one', async () => {
    const shelf = shelfOf();
    for (const id of ['one', 'two']) await shelf.put(startedFrom(id, WHOLE));
    const database = await openDB('armature.gallery');
    const row = (await database.get('pictures', 'one')) as object;
    await database.put('pictures', { ...row, madeAt: 'yesterday' });
    database.close();
    await purgePictures(shelf, ['two']);
    expect(await countStarts()).toBe(1);
    await purgePictures(shelf, ['one']);
    expect(await countStarts()).toBe(0);
  });

  it('a picture is kept without them where there is no room for them, or they cannot be packed', async () => {
    const shelf = shelfOf();
    const write = IDBObjectStore.prototype.put.bind.bind(IDBObjectStore.prototype.put);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...row
    ) {
      const request = (write(this) as IDBObjectStore['put'])(...row);
      // So browsers end a transaction that there is no room for.
      if (this.name === 'starts') this.transaction.abort();
      return request;
    });
    const record = await shelf.put(startedFrom('one', PART));
    put.mockRestore();
    vi.stubGlobal('CompressionStream', undefined);
    await shelf.put(startedFrom('two', PART));
    expect(record).not.toHaveProperty('start');
    for (const id of ['one', 'two']) {
      expect(await (await shelf.file(id))?.text()).toBe(`file of ${id}`);
      const details = await shelf.whole(id);
      expect(details.pose).toBeDefined();
      expect(lacksStart((await recordOf(shelf, id))!, details)).toBe(true);
    }
  });

  it('one that is damaged, or has lost its mask, is none', async () => {
    const shelf = shelfOf();
    await shelf.put(startedFrom('damaged', WHOLE));
    const { start } = (await recordOf(shelf, 'damaged'))!;
    const { start: part } = await shelf.put(startedFrom('lost', { ...PART, image: MASK, mask: HALF_SEEN }));
    const database = await openDB('armature.gallery');
    await database.put('starts', new Blob(['no picture']), start!.image.sha256);
    expect((await shelf.whole('damaged')).init).toBeUndefined();
    await database.delete('starts', part!.mask!.sha256);
    database.close();
    const { init, pose } = await shelf.whole('lost');
    expect(init).toBeUndefined();
    expect(pose).toBeDefined();
  });

  it('a shelf of the version before takes them, and has its pictures as they were', async () => {
    const { record, details, thumbnail, file } = newPictureOf('old', { strength: 0.4 });
    await fillDatabases([
      {
        ...{ name: 'armature.gallery', version: 1 },
        stores: [
          {
            ...{ name: 'pictures', keyPath: 'id', indexes: { madeAt: 'madeAt' } },
            rows: [{ value: { ...record, bytes: 5, place: 'database' } }],
          },
          { name: 'details', keyPath: 'id', rows: [{ value: details }] },
          { name: 'thumbnails', rows: [{ key: 'old', value: await blobRow(thumbnail) }] },
          { name: 'files', rows: [{ key: 'old', value: await blobRow(file) }] },
        ],
      },
    ]);
    const shelf = shelfOf();
    await shelf.put(startedFrom('new', PART));
    expect((await shelf.whole('new')).init).toEqual(PART);
    const old = await shelf.whole('old');
    expect(old).toEqual(details);
    expect(lacksStart((await recordOf(shelf, 'old'))!, old)).toBe(true);
    expect(await (await shelf.file('old'))?.text()).toBe('file of old');
    await purgePictures(shelf, ['old']);
    expect((await shelf.newest(9)).map(({ id }) => id)).toEqual(['new']);
  });
});

async function blobRow(blob: Blob): Promise<object> {
  return { $blob: btoa(await blob.text()), type: blob.type };
}

describe('through ZIP files', () => {
  async function exported(shelf: GalleryShelf): Promise<File> {
    let zip = new File([], 'none');
    await exportZip(
      {
        ...{ shelf, tell: () => undefined, now: () => 0 },
        download: (blob, name) => (zip = new File([blob], name)),
      },
      await shelf.newest(9),
    );
    return zip;
  }

  /** Takes a file into a shelf of its own. */
  async function imported(zip: File) {
    vi.stubGlobal('indexedDB', new IDBFactory());
    const shelf = shelfOf();
    let said: readonly string[] = [];
    let count = 0;
    await importFiles(
      {
        decode: async (file) => decodePng(new Uint8Array(await file.arrayBuffer())),
        async add(pictures) {
          for (const picture of pictures) await shelf.put(picture);
        },
        tell: (_, problems = []) => (said = problems),
        newId: () => `new ${count++}`,
        small: () => Promise.resolve(new Blob()),
      },
      [zip],
    );
    return { shelf, problems: said };
  }

  async function shelfWith(inits: readonly InitInput[]): Promise<GalleryShelf> {
    const shelf = shelfOf();
    for (const [i, init] of inits.entries()) {
      const picture = startedFrom(`${i}`, init);
      const record = { ...picture.record, madeAt: 1000 - i };
      await shelf.put({ ...picture, record, file: new Blob([encodePng(blankImage(1, 1))]) });
    }
    return shelf;
  }

  it('start and mask come in again as they were, and lie once', async () => {
    const { shelf } = await imported(await exported(await shelfWith([PART, WHOLE])));
    expect((await shelf.whole('new 0')).init).toEqual(PART);
    expect((await shelf.whole('new 1')).init).toEqual(WHOLE);
    expect(await countStarts()).toBe(2);
    expect(await recordOf(shelf, 'new 0')).toMatchObject({ strength: 0.6 });
  });

  it('one that has lost its mask is told, and its picture comes in without it', async () => {
    const from = await shelfWith([PART]);
    const { start } = (await recordOf(from, '0'))!;
    const database = await openDB('armature.gallery');
    await database.delete('starts', start!.mask!.sha256);
    database.close();
    const { shelf, problems } = await imported(await exported(from));
    expect(problems.join()).toContain('What it was started from is missing in the ZIP file, or damaged.');
    expect((await shelf.whole('new 0')).init).toBeUndefined();
    expect(await recordOf(shelf, 'new 0')).toMatchObject({ strength: 0.6 });
  });
});

describe('what the gallery shows', () => {
  it('counts what pictures share once', async () => {
    const shelf = shelfOf();
    const records = [
      await shelf.put(startedFrom('one', PART)),
      await shelf.put(startedFrom('two', PART)),
      await shelf.put(newPictureOf('plain')),
    ];
    const { image, mask } = records[0]!.start!;
    const files = records.reduce((sum, { bytes }) => sum + bytes, 0);
    const items = records.map(
      (record) => ({ kind: 'picture', id: record.id, removedAt: undefined, record }) as const,
    );
    const broken = { kind: 'broken', id: 'x', removedAt: undefined, why: 'damaged' } as const;
    expect(mask!.bytes).toBeGreaterThan(0);
    expect(keptBytes([...items, broken])).toBe(files + image.bytes + mask!.bytes);
  });
});

describe('making it again', () => {
  it('asks for the same start and mask', async () => {
    stubSmallPictures();
    const shelf = shelfOf();
    const { request, ...picture } = pagePictureOf();
    const made = { ...picture, request: { ...request, init: PART } };
    await shelf.put(await newPicture(made, 0, { id: 'one', madeAt: 1, digests: [] }));
    const { settings } = (await recordOf(shelf, 'one'))!;
    expect(requestOf(settings, await shelf.whole('one'))).toEqual(made.request);
  });

  function bench() {
    const [start, job] = [createStartStore(), createJobStore()];
    start.setState({ image: blankImage(1, 1), mask: blankImage(1, 1), strength: 0.2 });
    const { record, details } = newPictureOf('one');
    return { start, job, record: { ...record, bytes: 1, place: 'files' } as const, details };
  }

  it.each([PART, WHOLE])('brings both back to where they are painted on', (init) => {
    const { record, details, ...stores } = bench();
    const notes = takeStart(stores, { ...record, strength: init.strength }, { ...details, init });
    expect(notes).toEqual([]);
    expect(stores.start.getState()).toEqual({ mask: undefined, ...init });
  });

  it('says what is missing, and changes nothing then, nor where there never was a start', () => {
    const { record, details, ...stores } = bench();
    const before = stores.start.getState();
    expect(takeStart(stores, { ...record, strength: 0.4 }, details)).toEqual([
      expect.stringContaining('It was started from a picture, which is not kept'),
    ]);
    expect(takeStart(stores, record, details)).toEqual([]);
    expect(stores.start.getState()).toBe(before);
  });

  it('leaves what is set as it is while a picture is made', () => {
    const { record, details, ...stores } = bench();
    const before = stores.start.getState();
    stores.job.setState({ job: { status: 'running' } as never });
    takeStart(stores, { ...record, strength: 0.6 }, { ...details, init: PART });
    expect(stores.start.getState()).toBe(before);
  });
});
