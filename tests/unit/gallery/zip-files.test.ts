/* ZIP files of the gallery, out and in again. */
import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { exportZip } from '../../../app/gallery/export-zip.ts';
import { importFiles } from '../../../app/gallery/import-files.ts';
import type { GalleryRecord } from '../../../app/gallery/record.ts';
import type { NewPicture } from '../../../app/gallery/shelf.ts';
import { openZip } from '../../../app/gallery/zip-directory.ts';
import { veil } from '../../../core/image/index.ts';
import { decodePng, encodePng } from '../../../core/png/index.ts';
import { type Pose, presetPose, standingAnimal } from '../../../core/pose/index.ts';
import { pictureTexts } from '../../../core/request/index.ts';
import { newPictureOf } from '../../drivers/gallery-pictures.ts';
import { queueRequest } from '../../drivers/queue-entries.ts';

const DOT = { width: 1, height: 1, data: new Uint8ClampedArray([1, 2, 3, 255]) };
/** Black and white in turn. */
const STRIPES = {
  ...{ width: 16, height: 1 },
  data: Uint8ClampedArray.from({ length: 64 }, (_, i) => (i % 4 === 3 || i % 8 < 4 ? 255 : 0)),
};
const CANVAS = { width: 128, height: 128 };
const [SOMEBODY] = presetPose('standing', CANVAS).people;
const POSE = { ...CANVAS, people: [SOMEBODY!, SOMEBODY!, SOMEBODY!] };
const SHA256 = 'a'.repeat(64);

function recordOf(id: string, bytes: number): GalleryRecord {
  return { ...newPictureOf(id, { favourite: true, madeAt: 5000 }).record, bytes, place: 'files' };
}

async function exported(
  records: readonly GalleryRecord[],
  pose: Pose = POSE,
  texts: Readonly<Record<string, string>> = {},
): Promise<readonly File[]> {
  const files: File[] = [];
  await exportZip(
    {
      shelf: {
        file: () => Promise.resolve(new Blob([encodePng(STRIPES, texts)])),
        start: () => Promise.resolve(undefined),
        details: (id) =>
          Promise.resolve({
            id,
            pose,
            digests: [{ path: 'model/unet', sha256: SHA256 }],
            people: [0, 2],
          }),
      },
      tell: () => undefined,
      download: (blob, name) => files.push(new File([blob], name)),
      now: () => 0,
    },
    records,
  );
  return files;
}

async function imported(files: readonly File[]) {
  const pictures: NewPicture[] = [];
  let said: readonly string[] = [];
  await importFiles(
    {
      decode: async (file) => decodePng(new Uint8Array(await file.arrayBuffer())),
      add: (added) => Promise.resolve(void pictures.push(...added)),
      tell: (_, problems = []) => (said = problems),
      newId: () => `new-${pictures.length}`,
      small: ({ data }) => Promise.resolve(new Blob([data])),
    },
    files,
  );
  return { pictures, problems: said };
}

/** A file like those that the gallery exports. */
function zipOf(pictures: readonly object[], files: Record<string, Uint8Array> = {}): File {
  const list = strToU8(JSON.stringify({ version: 1, pictures }));
  return new File([zipSync({ 'a.png': encodePng(DOT), ...files, 'pictures.json': list })], 'pictures.zip');
}

it('more than one file holds is exported as several', async () => {
  const files = await exported([recordOf('a', 1.5e9), recordOf('b', 1.5e9), recordOf('c', 1e8)]);
  expect(files.map(({ name }) => name)).toEqual(['armature-1970-01-01-1.zip', 'armature-1970-01-01-2.zip']);
});

it('what was exported comes in again with what the list tells', async () => {
  const { pictures } = await imported(await exported([recordOf('a', 10), recordOf('b', 10)]));
  expect(pictures).toHaveLength(2);
  expect(pictures[0]).toMatchObject({
    record: { madeAt: 5000, favourite: true, posed: 2 },
    details: { people: [0, 2], digests: [{ path: 'model/unet', sha256: SHA256 }] },
  });
});

const SOURCES: readonly GalleryRecord['source'][] = [
  newPictureOf('').record.source,
  {
    ...{ kind: 'remote', backendId: 'segmind', label: 'Segmind', model: 'sd15' },
    ...{ dollars: 0.02, ownSampling: true },
  },
];
it.each(SOURCES)(
  'what was exported comes in again with who drew it, for how much, and how long that took',
  async (source) => {
    const { pictures } = await imported(await exported([{ ...recordOf('a', 10), source, totalMs: 1234 }]));
    expect(pictures[0]?.record).toMatchObject({ source, totalMs: 1234 });
  },
);

it('who drew it stays unknown where the list does not tell, or not in a way that can be read', async () => {
  const told = { file: 'a.png', madeAt: new Date(5000).toISOString(), favourite: true, digests: [] };
  for (const more of [{}, { source: { kind: 'remote', label: 5 }, totalMs: -1 }]) {
    const { pictures } = await imported([zipOf([{ ...told, ...more }])]);
    expect(pictures[0]?.record).toMatchObject({ source: { kind: 'file', name: 'a.png' }, favourite: true });
    expect(pictures[0]?.record).not.toHaveProperty('totalMs');
  }
});

it('a picture alone tells for whom of two its pose counted', async () => {
  const pose = { ...CANVAS, people: [SOMEBODY!, SOMEBODY!] };
  const request = queueRequest({ control: { kind: 'pose', pose, people: [1] } });
  const file = new File([encodePng(DOT, pictureTexts(request, 'sd15'))], 'two.png');
  const { pictures } = await imported([file]);
  expect(pictures).toMatchObject([{ record: { posed: 1 }, details: { pose, people: [1] } }]);
});

it('the pose counts for the same people where an animal is among them', async () => {
  const animal = standingAnimal(POSE);
  const pose = { ...CANVAS, people: [SOMEBODY!, animal, { ...SOMEBODY!, name: 'Mia' }] };
  const request = queueRequest({ control: { kind: 'pose', pose, people: [0, 2] } });
  const files = await exported([recordOf('a', 10)], pose, pictureTexts(request, 'sd15'));
  const [{ details } = { details: undefined }] = (await imported(files)).pictures;
  expect(details?.people).toEqual([0, 2]);
  expect(details?.pose?.people.map(({ name }) => name)).toEqual([undefined, undefined, 'Mia']);
});

it('a ZIP file of another program is told, and costs the others nothing', async () => {
  const old = new File([encodePng(DOT)], 'old.png', { lastModified: 1234 });
  const { pictures, problems } = await imported([new File(['no archive'], 'other.zip'), old]);
  expect(pictures).toMatchObject([{ record: { madeAt: 1234 } }]);
  expect(problems[0]).toContain('other.zip: This ZIP file has no readable list');
});

it.each([0, 9] as const)(
  'more than is asked for is not read out of a ZIP file, at level %i',
  async (level) => {
    const zip = zipSync({ 'zeros.png': [new Uint8Array(2e6), { level }] });
    const read = await openZip(new Blob([zip]));
    await expect(read?.('zeros.png', 2e6 - 1)).rejects.toThrow('zeros.png is too large in the ZIP file.');
    expect((await read?.('zeros.png', 2e6))?.size).toBe(2e6);
  },
);

it('a file that the list names again and again comes in once', async () => {
  const picture = { file: 'a.png', madeAt: new Date(5000).toISOString(), favourite: false, digests: [] };
  const { pictures, problems } = await imported([zipOf([picture, picture, { ...picture, favourite: true }])]);
  expect(pictures).toHaveLength(1);
  expect(problems).toEqual(['a.png: It does not tell how it was made.']);
});

it('a date that no row can have is brought to one that can', async () => {
  const old = new File([encodePng(DOT)], 'old.png', { lastModified: -5000 });
  const dated = (madeAt: string) => zipOf([{ file: 'a.png', madeAt, favourite: false, digests: [] }]);
  const before = Date.now();
  const { pictures } = await imported([old, dated('1969-12-31T23:00:00Z'), dated('2026-01-01T00:00:00+05')]);
  const [single, early, unread] = pictures.map(({ record }) => record.madeAt);
  expect([single, early]).toEqual([0, 0]);
  expect(unread).toBeGreaterThanOrEqual(before);
});

it('a flagged picture stays one', async () => {
  const flagged = encodePng(DOT, { armature: JSON.stringify({ version: 1, safety: 'flagged' }) });
  const { pictures } = await imported([new File([flagged], 'flagged.png')]);
  expect(pictures).toMatchObject([{ record: { safety: 'flagged' } }]);
});

it('a flagged picture stays one where its file does not tell, and is listed as a blur', async () => {
  const { pictures } = await imported(await exported([{ ...recordOf('a', 10), safety: 'flagged' }]));
  expect(pictures).toMatchObject([{ record: { safety: 'flagged' } }]);
  expect(await pictures[0]?.thumbnail.bytes()).toEqual(new Uint8Array(veil(STRIPES).data));
});
