/* A kept picture becomes a larger one on the same shelf, with an upscaler that the test plays. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createGalleryShelf, type NewPicture } from '../../../app/gallery/shelf.ts';
import { createGalleryStore } from '../../../app/gallery/store.ts';
import { createUpscaling, isTooLarge, type Upscale } from '../../../app/gallery/upscaling.ts';
import { blankImage, resizeImage } from '../../../core/image/index.ts';
import { decodePng, encodePng, readPngTexts } from '../../../core/png/index.ts';
import { recipeFrom } from '../../../core/request/index.ts';
import { ArmatureError, CANCELLED, invariant } from '../../../core/result/index.ts';
import { newPictureOf, purgePictures } from '../../drivers/gallery-pictures.ts';

const SMALL = blankImage(6, 4);
const PARAMETERS = 'a dancer\nSteps: 12, Seed: 7, Size: 6x4';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const larger: Upscale = (image, factor) =>
  Promise.resolve({
    image: resizeImage(image, image.width * factor, image.height * factor),
    model: 'compact',
  });

async function bench(upscale: Upscale = larger, part: Partial<NewPicture['record']> = {}) {
  const gallery = createGalleryStore();
  const shelf = createGalleryShelf(() => Promise.resolve(undefined));
  const made = newPictureOf('small', { width: 6, height: 4, favourite: true, ...part });
  const png = encodePng(SMALL, { parameters: PARAMETERS, armature: '{"version":1,"seed":7}' });
  const record = await shelf.put({ ...made, file: new Blob([png], { type: 'image/png' }) });
  const thumbnails: number[] = [];
  const actions = createUpscaling({
    ...{ gallery, upscale, details: shelf.whole, newId: () => 'large', now: () => 5000 },
    async file(id) {
      const file = await shelf.file(id);
      invariant(file, 'It is on the shelf.');
      return file;
    },
    decode: async (file) => decodePng(new Uint8Array(await file.arrayBuffer())),
    async add(pictures) {
      for (const picture of pictures) await shelf.put(picture);
    },
    tell: (note, problems = []) => gallery.setState({ note, problems }),
    small: (image) => {
      thumbnails.push(image.width);
      return Promise.resolve(new Blob(['thumbnail']));
    },
  });
  return { ...actions, gallery, shelf, record, made, thumbnails };
}

describe('enlarging a kept picture', () => {
  it('keeps the larger one with the same request and pose, and a note of how it was made', async () => {
    const { upscale, shelf, record, made, thumbnails } = await bench();
    await upscale(record, 4);
    const [large] = await shelf.newest(1);
    const { settings, source, model, posed } = record;
    expect(large).toMatchObject({ settings, source, model, posed });
    expect(large).toMatchObject({
      ...{ id: 'large', madeAt: 5000, width: 24, height: 16, favourite: false },
      upscaled: { model: 'compact', factor: 4 },
    });
    expect(large).not.toHaveProperty('totalMs');
    expect(await shelf.details('large')).toEqual({ ...made.details, id: 'large' });
    expect(thumbnails).toEqual([24]);
    expect(await shelf.newest(5)).toHaveLength(2);
  });

  it('keeps what the small one was started from with it, also once that is gone', async () => {
    const { upscale, shelf, made } = await bench();
    const init = { image: SMALL, mask: SMALL, strength: 0.5 };
    const started = {
      ...made,
      record: { ...made.record, id: 'started', strength: 0.5 },
      details: { ...made.details, id: 'started', init },
      file: new Blob([encodePng(SMALL)]),
    };
    await upscale(await shelf.put(started), 2);
    await purgePictures(shelf, ['started']);
    expect((await shelf.whole('large')).init).toEqual(init);
  });

  it('writes the note into the file, beside what tells how it was drawn', async () => {
    const { upscale, shelf, record } = await bench();
    await upscale(record, 2);
    const file = await shelf.file('large');
    invariant(file, 'It is on the shelf.');
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect(decodePng(bytes)).toMatchObject({ width: 12, height: 8 });
    expect(readPngTexts(bytes)).toEqual({
      parameters: PARAMETERS,
      postprocessing: 'Postprocess upscale by: 2, Postprocess upscaler: compact',
      armature: '{"version":1,"seed":7,"upscaled":{"model":"compact","factor":2}}',
    });
  });

  it('writes into the file that it is flagged, where the small one does not tell', async () => {
    const { upscale, shelf, record } = await bench(larger, { safety: 'flagged' });
    await upscale(record, 2);
    const file = await shelf.file('large');
    invariant(file, 'It is on the shelf.');
    expect(recipeFrom(readPngTexts(new Uint8Array(await file.arrayBuffer())))?.safety).toBe('flagged');
  });

  it('multiplies the factors of pictures that are enlarged again', async () => {
    const { upscale, shelf, record } = await bench(larger, { upscaled: { model: 'old', factor: 2 } });
    await upscale(record, 4);
    expect((await shelf.newest(1))[0]?.upscaled).toEqual({ model: 'compact', factor: 8 });
  });

  it('shows the larger picture to whoever still looks at the small one, and to nobody else', async () => {
    const { upscale, gallery, record } = await bench();
    gallery.setState({ opened: 'small' });
    await upscale(record, 2);
    expect(gallery.getState()).toMatchObject({ opened: 'large', upscaling: undefined });
    expect(gallery.getState().note).toContain('12 × 8 px');
    gallery.setState({ opened: 'another' });
    await upscale(record, 2);
    expect(gallery.getState().opened).toBe('another');
  });

  it('tells how far it is, one picture at a time, and stops when it is asked to', async () => {
    let asked = 0;
    const waits: Upscale = (_image, _factor, { signal, onProgress }) => {
      asked++;
      onProgress({ done: 1, total: 4 });
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new ArmatureError(CANCELLED)));
      });
    };
    const { upscale, cancelUpscale, gallery, shelf, record } = await bench(waits);
    const work = upscale(record, 2);
    await expect.poll(() => gallery.getState().upscaling).toEqual({ id: 'small', factor: 2, share: 0.25 });
    await upscale(record, 4);
    expect(asked).toBe(1);
    cancelUpscale();
    await work;
    expect(gallery.getState()).toMatchObject({ upscaling: undefined, problems: [] });
    expect(gallery.getState().note).toBe('The picture was not enlarged.');
    expect(await shelf.newest(5)).toHaveLength(1);
  });

  it('tells what went wrong, and keeps what was there', async () => {
    const failure = { code: 'out-of-memory', message: 'No room.', next: 'Close other pages.' } as const;
    const { upscale, gallery, shelf, record } = await bench(() => Promise.reject(new ArmatureError(failure)));
    await upscale(record, 2);
    expect(gallery.getState().problems).toEqual(['No room. Close other pages.']);
    expect(gallery.getState().upscaling).toBeUndefined();
    expect(await shelf.newest(5)).toHaveLength(1);
  });

  it.each([
    [1024, 4, false],
    [1025, 4, true],
    [2049, 2, true],
  ])('of %i px by %i is too large: %s', (height, factor, tooLarge) => {
    expect(isTooLarge({ width: 8, height }, factor)).toBe(tooLarge);
  });
});
