/* Which picture of its run it is goes out with a picture's file, and comes back with it. */
import { expect, it, vi } from 'vitest';
import { textsOf } from '../../../app/file-formats/picture-file.ts';
import { newPicture } from '../../../app/gallery/entry.ts';
import { importFiles } from '../../../app/gallery/import-files.ts';
import type { NewPicture } from '../../../app/gallery/shelf.ts';
import type { PagePicture } from '../../../app/state/picture.ts';
import { encodePng } from '../../../core/png/index.ts';
import { pagePictureOf } from '../../drivers/gallery-pictures.ts';
import { stubSmallPictures } from '../../drivers/small-pictures.ts';

const DOT = { width: 1, height: 1, data: new Uint8ClampedArray([1, 2, 3, 255]) };

/** A run of three that has come so far. */
function run(part: Partial<PagePicture> = {}): PagePicture {
  const picture = pagePictureOf({ images: [DOT, DOT, DOT], ...part });
  return { ...picture, request: { ...picture.request, samples: 3 } };
}

const remote = (backendId: string): PagePicture['by'] => ({
  ...{ kind: 'remote', backendId, label: 'Mine', model: '', ownSampling: false },
});

it('through a file and the import', async () => {
  const added: NewPicture[] = [];
  await importFiles(
    {
      decode: () => Promise.resolve(DOT),
      add: (pictures) => Promise.resolve(void added.push(...pictures)),
      tell: vi.fn(),
      newId: () => 'new',
      small: () => Promise.resolve(new Blob()),
    },
    [new File([encodePng(DOT, textsOf(run(), 2))], 'third.png', { type: 'image/png' })],
  );
  expect(added.map(({ record }) => record)).toMatchObject([
    { inBatch: { index: 2, count: 3 }, settings: { seed: 7, samples: 3 } },
  ]);
});

it('by its seed where a service gave it one of its own, unless pictures of the run are missing', () => {
  const line = (picture: PagePicture, index: number) => textsOf(picture, index)['parameters'];
  expect(line(run({ by: remote('a1111') }), 2)).toMatch(/Seed: 9, Size/);
  expect(line(run({ by: remote('comfyui') }), 2)).toContain('Seed: 7, Picture in batch: 3 of 3');
  const partly = run({ by: remote('comfyui'), images: [DOT, DOT] });
  expect(JSON.stringify(textsOf(partly, 1))).not.toMatch(/atch/);
});

it('on the shelf, unless pictures of the run are missing', async () => {
  stubSmallPictures();
  const place = async (part: Partial<PagePicture>) => {
    const kept = await newPicture(run(part), 1, { id: 'new', madeAt: 1, digests: [] });
    return kept.record.inBatch;
  };
  expect(await place({ by: remote('comfyui') })).toEqual({ index: 1, count: 3 });
  expect(await place({ by: remote('comfyui'), images: [DOT, DOT] })).toBeUndefined();
  // The engine's pictures come one after the other.
  expect(await place({ images: [DOT, DOT] })).toEqual({ index: 1, count: 3 });
});
