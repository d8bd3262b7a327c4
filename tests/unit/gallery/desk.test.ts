/* The desk on a shelf in memory, with a clock and other tabs that the test plays. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { strFromU8, unzipSync } from 'fflate';
import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { createGalleryShelf, type GalleryShelf } from '../../../app/gallery/shelf.ts';
import { losesPictures, noteSaved } from '../../../app/gallery/store.ts';
import { decodePng, encodePng } from '../../../core/png/index.ts';
import { DOT, FULL, galleryBench } from '../../drivers/gallery-bench.ts';
import { newPictureOf, pagePictureOf, purgePictures } from '../../drivers/gallery-pictures.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('keeping', () => {
  it('puts pictures on the shelf in their order, shows them, and tells other tabs', async () => {
    const { desk, gallery, told, ids } = galleryBench();
    await Promise.all([desk.keep(pagePictureOf(), 0), desk.keep(pagePictureOf(), 1)]);
    expect(ids()).toEqual(['kept-0', 'kept-1']);
    expect(told).toEqual([['kept-0'], ['kept-1']]);
    expect(gallery.getState().recent.map(({ id }) => id)).toEqual(['kept-1', 'kept-0']);
  });

  it('says that files are handled until the last of them is, or was refused', async () => {
    const { desk, gallery } = galleryBench();
    const handled: number[] = [];
    gallery.subscribe(({ handling }, before) => {
      if (handling !== before.handling) handled.push(handling);
    });
    const files = Promise.all(['x', 'y'].map((text) => desk.importFiles([new File([text], 'x.png')])));
    expect(gallery.getState().handling).toBe(2);
    await files;
    expect(handled).toEqual([1, 2, 1, 0]);
  });

  it('loses no picture out of sight while it is tried again: it is on its way until it is kept or refused', async () => {
    const { desk, gallery, state } = galleryBench();
    const lost: boolean[] = [];
    const picture = pagePictureOf();
    state.full = true;
    await desk.keep(picture, 0);
    await desk.keep(picture, 1);
    gallery.subscribe((now) => lost.push(losesPictures(now)));
    const again = desk.keepAgain();
    expect(gallery.getState()).toMatchObject({ keeping: 2, unkept: [], handling: 0 });
    await again;
    expect(gallery.getState()).toMatchObject({ keeping: 0, unkept: [{ index: 0 }, { index: 1 }] });
    expect(lost).not.toContain(false);
    state.full = false;
    await desk.keepAgain();
    expect(gallery.getState()).toMatchObject({ keeping: 0, unkept: [] });
    expect(lost.at(-1)).toBe(false);
  });

  it('knows of what was refused again that it is in a file', async () => {
    const { desk, gallery, state } = galleryBench();
    const saved = pagePictureOf();
    state.full = true;
    await desk.keep(saved, 0);
    await desk.keep(pagePictureOf(), 0);
    noteSaved(gallery, saved.images[0]);
    await desk.keepAgain();
    expect(gallery.getState().unkept.map(({ isSaved }) => isSaved)).toEqual([true, false]);
  });

  it('lists what cannot be kept, and keeps it once there is room', async () => {
    const { desk, gallery, state, ids } = galleryBench();
    const picture = pagePictureOf();
    state.full = true;
    await desk.keep(picture, 0);
    await desk.keep(picture, 1);
    expect(gallery.getState().whyUnkept).toMatchObject({ code: 'storage-full', next: 'Save it.' });
    expect(gallery.getState().unkept).toEqual([
      { picture, index: 0, isSaved: false },
      { picture, index: 1, isSaved: false },
    ]);
    await desk.keepAgain();
    expect(gallery.getState().unkept).toHaveLength(2);
    state.full = false;
    await desk.keepAgain();
    expect(gallery.getState().unkept).toEqual([]);
    expect(ids()).toHaveLength(2);
    expect(desk.idsOf(picture).toSorted()).toEqual(ids().toSorted());
    expect(desk.idsOf(pagePictureOf())).toEqual([]);
  });

  it('has the picture that was made last after a reload, with its request, but none from a file', async () => {
    const first = galleryBench();
    await first.desk.keep(pagePictureOf(), 0);
    await first.shelf.put(
      newPictureOf('later', {
        madeAt: 999_999,
        source: { kind: 'file', software: 'a1111', name: 'x.png', addons: {} },
      }),
    );
    const picture = await galleryBench(first.shelf).desk.latest();
    expect(picture).toMatchObject({ images: [DOT], totalMs: 1234, by: { modelId: 'armature-256' } });
    expect(picture?.request).toEqual(pagePictureOf().request);
    expect(await picture?.file?.text()).toContain('file of kept-0');
  });

  it('lets go of the addresses of pictures that are no longer among the last', async () => {
    const { desk, gallery, urls } = galleryBench();
    for (let i = 0; i < 12; i++) await desk.keep(pagePictureOf(), 0);
    expect(gallery.getState().recent).toHaveLength(8);
    expect(urls).toEqual(new Set(gallery.getState().recent.map(({ url }) => url)));
  });
});

describe('reading the shelf', () => {
  it('loses nothing that comes or goes meanwhile', async () => {
    const first = galleryBench();
    for (const index of [0, 1]) await first.desk.keep(pagePictureOf(), index);
    let meanwhile = (): Promise<void> => Promise.resolve();
    const { desk, gallery, ids } = galleryBench({
      ...first.shelf,
      async *all() {
        yield* first.shelf.all();
        await meanwhile();
      },
      put: (picture) => first.shelf.put({ ...picture, record: { ...picture.record, id: 'kept-2' } }),
    });
    meanwhile = async () => {
      await desk.remove(['kept-0']);
      await desk.keep(pagePictureOf(), 0);
    };
    await desk.read();
    expect(gallery.getState().reading).toBe('done');
    expect(ids()).toEqual(['kept-1', 'kept-2']);
  });
});

describe('deleting', () => {
  it('can be undone until its time is over, and takes the file only then', async () => {
    const { desk, gallery, shelf, ids, wait } = galleryBench();
    for (let i = 0; i < 3; i++) await desk.keep(pagePictureOf(), 0);
    await desk.remove(['kept-0', 'kept-1']);
    expect(ids()).toEqual(['kept-2']);
    expect(gallery.getState().removed).toEqual(['kept-0', 'kept-1']);
    expect(await shelf.file('kept-0')).toBeDefined();
    await desk.undoRemove();
    expect(ids()).toEqual(['kept-0', 'kept-1', 'kept-2']);
    await wait(60_000);
    expect(await shelf.file('kept-0')).toBeDefined();

    await desk.remove(['kept-0']);
    await wait(9_000);
    expect(await shelf.file('kept-0')).toBeDefined();
    await wait(2_000);
    expect(gallery.getState().removed).toEqual([]);
    expect(await shelf.some(['kept-0'])).toEqual([]);
    expect(await shelf.file('kept-0')).toBeUndefined();
  });

  it('can still be undone where the shelf refused it, however late', async () => {
    const { desk, gallery, state, shelf, ids, wait } = galleryBench();
    for (let i = 0; i < 2; i++) await desk.keep(pagePictureOf(), 0);
    await desk.remove(['kept-0']);
    state.stuck = true;
    await desk.undoRemove();
    expect(gallery.getState()).toMatchObject({ removed: ['kept-0'], problems: ['No room. Save it.'] });
    await wait(100_000);
    await desk.read();
    expect(gallery.getState().removed).toEqual(['kept-0']);
    state.stuck = false;
    // Deleting another one is no reason to forget that this one was asked back.
    await desk.remove(['kept-1']);
    expect(gallery.getState().removed).toEqual(['kept-0', 'kept-1']);
    await wait(11_000);
    expect(gallery.getState().removed).toEqual(['kept-0']);
    expect(await shelf.file('kept-1')).toBeUndefined();
    await desk.undoRemove();
    expect(gallery.getState().removed).toEqual([]);
    expect(ids()).toEqual(['kept-0']);
    expect(await (await desk.file('kept-0')).text()).toBe('file of kept-0');
  });

  it('gives each deletion its own time, and brings all back whose time is not over', async () => {
    const { desk, gallery, shelf, ids, wait } = galleryBench();
    for (let i = 0; i < 3; i++) await desk.keep(pagePictureOf(), 0);
    await desk.remove(['kept-0']);
    await wait(4_000);
    await desk.remove(['kept-1']);
    await wait(4_000);
    await desk.remove(['kept-2']);
    expect(gallery.getState().removed).toEqual(['kept-0', 'kept-1', 'kept-2']);
    await wait(3_000);
    expect(gallery.getState().removed).toEqual(['kept-1', 'kept-2']);
    expect(await shelf.file('kept-0')).toBeUndefined();
    await desk.undoRemove();
    expect(gallery.getState().removed).toEqual([]);
    await wait(60_000);
    expect(ids()).toEqual(['kept-1', 'kept-2']);
    expect(await shelf.file('kept-1')).toBeDefined();
  });

  it('that fails late takes nothing from the next one', async () => {
    const shelf = createGalleryShelf(() => Promise.resolve(undefined));
    let refuse: (error: Error) => void = () => undefined;
    const { desk, gallery, ids, wait } = galleryBench({
      ...shelf,
      change: (changed, change) =>
        changed.includes('kept-0')
          ? new Promise((_, reject) => (refuse = reject))
          : shelf.change(changed, change),
    });
    for (let i = 0; i < 2; i++) await desk.keep(pagePictureOf(), 0);
    const late = desk.remove(['kept-0']);
    await desk.remove(['kept-1']);
    refuse(FULL);
    await late;
    expect(gallery.getState().removed).toEqual(['kept-1']);
    expect(ids()).toEqual(['kept-0']);
    await wait(11_000);
    expect(await shelf.file('kept-1')).toBeUndefined();
  });

  it('spares what was asked back and refused, in other tabs and after a reload, which bring it back', async () => {
    const first = galleryBench();
    await first.desk.keep(pagePictureOf(), 0);
    await first.desk.remove(['kept-0']);
    first.state.stuck = true;
    await first.desk.undoRemove();

    const other = galleryBench(first.shelf, first.texts);
    other.state.now = first.state.now + 100_000;
    other.state.stuck = true;
    await other.desk.read();
    expect(await first.shelf.file('kept-0')).toBeDefined();
    expect(other.gallery.getState().removed).toEqual(['kept-0']);
    other.state.stuck = false;
    await other.desk.read();
    expect(other.ids()).toEqual(['kept-0']);
    expect(other.gallery.getState().removed).toEqual([]);
    expect(first.texts.entries.size).toBe(0);
  });

  it('says what cannot come back because it is gone, and brings back the rest', async () => {
    const { desk, gallery, shelf, ids } = galleryBench();
    for (let i = 0; i < 2; i++) await desk.keep(pagePictureOf(), 0);
    await desk.remove(['kept-0', 'kept-1']);
    await purgePictures(shelf, ['kept-0']);
    await desk.undoRemove();
    expect(ids()).toEqual(['kept-1']);
    expect(gallery.getState()).toMatchObject({
      removed: [],
      problems: ['One picture cannot come back: it was deleted for good already.'],
    });
  });

  it('is finished later where the page was closed meanwhile, but not at once', async () => {
    const first = galleryBench();
    await first.desk.keep(pagePictureOf(), 0);
    await first.desk.remove(['kept-0']);
    const second = galleryBench(first.shelf);
    second.state.now = first.state.now + 30_000;
    await second.desk.read();
    expect(second.ids()).toEqual([]);
    expect(await first.shelf.file('kept-0')).toBeDefined();
    second.state.now += 60_000;
    await second.desk.read();
    expect(await first.shelf.file('kept-0')).toBeUndefined();
  });

  it('leaves the picture that is shown large', async () => {
    const { desk, gallery } = galleryBench();
    await desk.keep(pagePictureOf(), 0);
    gallery.setState({ opened: 'kept-0' });
    await desk.remove(['kept-0']);
    expect(gallery.getState().opened).toBeUndefined();
  });
});

describe('other tabs', () => {
  it('are heard: what came, changed and went there', async () => {
    const here = galleryBench();
    await here.desk.keep(pagePictureOf(), 0);
    await here.shelf.put(newPictureOf('theirs'));
    await here.shelf.change(['kept-0'], { favourite: true });
    here.hear(['theirs', 'kept-0']);
    await here.wait(0);
    expect(here.ids()).toEqual(['kept-0', 'theirs']);
    expect(here.gallery.getState().items.get('kept-0')).toMatchObject({ record: { favourite: true } });
    await purgePictures(here.shelf, ['theirs']);
    here.hear(['theirs']);
    await here.wait(0);
    expect(here.ids()).toEqual(['kept-0']);
  });
});

describe('files', () => {
  it('come in with what they tell, and one that cannot be read costs the others nothing', async () => {
    const { desk, gallery, ids } = galleryBench();
    const comfy = await readFile(new URL('../../fixtures/recipes/comfyui-default.png', import.meta.url));
    await desk.importFiles([
      new File([comfy], 'comfy.png'),
      new File(['no picture'], 'notes.png'),
      new File([encodePng(DOT)], 'plain.png'),
    ]);
    const { items, note, problems } = gallery.getState();
    expect(ids()).toHaveLength(2);
    expect([...items.values()]).toMatchObject([
      {
        record: {
          settings: { prompt: 'a castle, ünïcode', seed: 156680208700286 },
          source: { kind: 'file', software: 'comfyui', name: 'comfy.png', addons: { loras: [{}, {}] } },
          model: 'v1-5-pruned-emaonly',
        },
      },
      { record: { settings: {}, source: { software: 'unknown' } } },
    ]);
    expect(note).toBe('2 pictures added.');
    expect(problems).toEqual([
      expect.stringContaining('notes.png: The file is not a PNG'),
      'plain.png: It does not tell how it was made.',
    ]);
    const [first] = ids();
    expect(new Uint8Array(await (await desk.file(first!)).arrayBuffer())).toEqual(new Uint8Array(comfy));
  });

  it('go out as a ZIP file with a list, also where one is missing', async () => {
    const { desk, gallery, shelf, downloads } = galleryBench();
    await desk.keep(pagePictureOf(), 0);
    await desk.keep(pagePictureOf(), 1);
    const lost: GalleryShelf = {
      ...shelf,
      file: (id) => (id === 'kept-1' ? Promise.resolve(undefined) : shelf.file(id)),
    };
    const { desk: other, downloads: given, gallery: told } = galleryBench(lost);
    const records = await shelf.newest(2);
    await desk.exportZip(records);
    await other.exportZip(records);
    const [whole, part] = await Promise.all(
      [downloads, given].map(async ([file]) => unzipSync(new Uint8Array(await file!.blob.arrayBuffer()))),
    );
    expect(downloads[0]?.name).toMatch(/^armature-1970-01-01\.zip$/);
    const names = Object.keys(whole!);
    expect(names).toHaveLength(3);
    const list = JSON.parse(strFromU8(whole!['pictures.json']!)) as { pictures: { file: string }[] };
    expect(list).toMatchObject({
      version: 1,
      pictures: [
        { id: 'kept-1', settings: { seed: 7, sampler: 'dpmpp_2m' }, pose: { people: [{}] } },
        { id: 'kept-0' },
      ],
    });
    for (const { file } of list.pictures) expect(strFromU8(whole![file]!)).toContain('file of kept-');
    expect(gallery.getState()).toMatchObject({ note: 'Saved as armature-1970-01-01.zip.', problems: [] });
    expect(Object.keys(part!)).toHaveLength(2);
    expect(told.getState().problems[0]).toContain('its file is missing');
  });

  it('go out with what they were started from, once for all that share it', async () => {
    const { desk, gallery, shelf, downloads } = galleryBench();
    for (const id of ['one', 'two']) {
      const picture = newPictureOf(id, { strength: 0.5 });
      const init = { image: DOT, mask: { ...DOT, data: new Uint8ClampedArray(4) }, strength: 0.5 };
      await shelf.put({ ...picture, details: { ...picture.details, init } });
    }
    const records = await shelf.newest(2);
    await desk.exportZip(records);
    const whole = unzipSync(new Uint8Array(await downloads[0]!.blob.arrayBuffer()));
    expect(Object.keys(whole)).toHaveLength(2 + 2 + 1);
    const { pictures } = JSON.parse(strFromU8(whole['pictures.json']!)) as {
      pictures: { start: { image: string; mask: string } }[];
    };
    const [first, second] = pictures;
    expect(first?.start).toEqual(second?.start);
    expect(decodePng(whole[first!.start.image]!)).toEqual(DOT);
    expect(decodePng(whole[first!.start.mask]!).data).toEqual(new Uint8ClampedArray(4));

    const lost = galleryBench({ ...shelf, start: () => Promise.resolve(undefined) });
    await lost.desk.exportZip(records);
    expect(lost.gallery.getState().problems).toHaveLength(2);
    expect(gallery.getState().problems).toEqual([]);
  });

  it('that are gone are told so, with what can still be done', async () => {
    const { desk } = galleryBench();
    await expect(desk.file('gone')).rejects.toMatchObject({ failure: { code: 'file-missing' } });
  });
});
