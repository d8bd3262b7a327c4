/*
 * Files that a person opens for a pose.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readPictureHeader } from '../../../app/detect/picture-header.ts';
import type { RgbaImage } from '../../../core/image/index.ts';
import { decodePng, encodePng, readPngTexts } from '../../../core/png/index.ts';
import {
  collectionJsonFrom,
  drawPose,
  openPoseJsonFrom,
  type Pose,
  type PoseId,
  presetPose,
  readPose,
  readPoseFile,
  readPoseText,
  standingAnimal,
} from '../../../core/pose/index.ts';
import { damagedPngFile } from '../inputs/png.ts';
import { mutatedBytes, utf8 } from '../inputs/bytes.ts';
import { jsonOf, nearValid, nearValidText } from '../inputs/documents.ts';
import { attempt, ensure, ensureFinite, fuzzTarget, type Outcome } from '../target.ts';
import { english } from '../../../core/words/index.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/pose-formats');
const FIXTURES = readdirSync(FOLDER).map(
  (name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as unknown,
);

const canvas = { width: 64, height: 96 };
const figure = presetPose('standing', canvas);
const traits = { name: 'A & <b>', locked: true, hidden: true, extra: { score: 0.5 } };
const OWN: Pose = {
  ...figure,
  people: figure.people.map((person) => ({ ...person, ...traits })),
  extra: { animals: [[1, 2, 1]], version: 'x' },
};
/** All fields of our own, and a face that nobody can tell. */
const DIALECT = {
  ...openPoseJsonFrom(
    { ...figure, people: [standingAnimal(canvas), ...figure.people] },
    { units: 'normalised' },
  ),
  coordinate_unit: 'normalised',
};
const FACED = {
  ...DIALECT,
  people: DIALECT.people.map((person) => ({ ...person, face_keypoints_2d: Array(56 * 3).fill(0.5) })),
};
const RECORD = { version: 1, pose: openPoseJsonFrom(OWN, { confidence: 'kept' }) };
const COLLECTION: unknown = JSON.parse(collectionJsonFrom([{ name: 'One', category: 'Mine', pose: figure }]));
const DOCUMENTS: readonly unknown[] = [
  ...FIXTURES,
  openPoseJsonFrom(OWN),
  FACED,
  RECORD,
  { poses: [openPoseJsonFrom(figure)] },
];

/** Poses of a collection that are written and read again: the time that counts is that of reading it once. */
const MOST_AGAIN = 50;
const MOST_PEOPLE = 100;
const MOST_SIDE = 8192;

/** What is promised of every pose that was read. */
function checkPose(pose: Pose): void {
  const { width, height, people } = pose;
  for (const side of [width, height])
    ensure(Number.isInteger(side) && side >= 1 && side <= MOST_SIDE, `a side of the canvas is ${side}`);
  ensure(people.length <= MOST_PEOPLE, `there are ${people.length} people`);
  for (const person of people) {
    const { extra, ...known } = person;
    ensureFinite(known, 'person');
    ensure(extra === undefined || !Object.hasOwn(extra, '__proto__'), 'a field is called __proto__');
    ensure(person.body.length === 18, `a body has ${person.body.length} points`);
  }
  checkRewriting(pose);
}

/** A pose that was read can be written, and what was written is read as the same people. */
function checkRewriting(pose: Pose): void {
  if (pose.people.length === 0) return;
  const [again] = readPoseText(JSON.stringify(openPoseJsonFrom(pose, { confidence: 'kept' }))).frames;
  const counted = pose.people.filter((person) => hasPoint(person));
  ensure(again.people.length === counted.length, `${counted.length} people became ${again.people.length}`);
  ensure(again.width === pose.width && again.height === pose.height, 'the canvas changed');
}

function hasPoint({ body, face, feet, leftHand, rightHand, animal }: Pose['people'][number]): boolean {
  return [body, face, feet, leftHand, rightHand, animal].some((part) =>
    part?.some((point) => point !== null),
  );
}

async function tryText(text: string): Promise<Outcome> {
  const read = await attempt(() => readPoseText(text, canvas));
  if ('refusal' in read) return 'refused';
  read.value.frames.forEach(checkPose);
  return 'accepted';
}

async function tryFile(text: string): Promise<Outcome> {
  const read = await attempt(() => readPoseFile(text, 'folder/poses.json'));
  if ('refusal' in read) return 'refused';
  for (const { name, category } of read.value.poses)
    ensure(name.length > 0 && name.length <= 80 && category.length <= 80, 'a name is too long');
  for (const { pose } of read.value.poses.slice(0, MOST_AGAIN)) checkPose(pose);
  ensure(
    read.value.problems.every((problem) => english(problem).length < 500),
    'a problem is told in too many words',
  );
  if (read.value.poses.length > 0)
    readPoseFile(collectionJsonFrom(read.value.poses.slice(0, MOST_AGAIN)), 'again.json');
  return read.value.poses.length > 0 ? 'accepted' : 'refused';
}

async function tryBytes(bytes: Uint8Array): Promise<Outcome> {
  const read = await attempt(() => readPose(bytes, { canvas, name: 'a.png' }));
  if ('refusal' in read) return 'refused';
  read.value.frames.forEach(checkPose);
  return 'accepted';
}

/** Drawing takes what reading lets through, however far away it stands. */
async function tryDrawing(text: string): Promise<Outcome> {
  const read = await attempt(() => readPoseText(text, canvas));
  if ('refusal' in read) return 'refused';
  const [pose] = read.value.frames;
  const image = drawPose({ ...pose, ...canvas }, { feet: true });
  ensure(image.data.length === 4 * canvas.width * canvas.height, 'the drawing has another size');
  return 'accepted';
}

async function tryPng(bytes: Uint8Array): Promise<Outcome> {
  const texts = await attempt(() => readPngTexts(bytes));
  if ('value' in texts) {
    const length = Object.values(texts.value).reduce((sum, text) => sum + text.length, 0);
    ensure(length <= bytes.length, 'the texts are longer than the file');
  }
  const picture = await attempt(() => decodePng(bytes));
  if ('refusal' in picture) return 'refused';
  const { width, height, data } = picture.value;
  ensure(
    width > 0 && height > 0 && data.length === 4 * width * height,
    `${width}x${height} has ${data.length} samples`,
  );
  return 'accepted';
}

function tryHeader(bytes: Uint8Array): Outcome {
  const header = readPictureHeader(bytes);
  if (!header) return 'refused';
  for (const side of [header.width, header.height])
    ensure(Number.isInteger(side) && side >= 0, `a side is ${side}`);
  return 'accepted';
}

/** How large joints and limbs are drawn: as on canvases of that side. */
const DRAWN_FOR = { width: 512, height: 512 };

/** A drawing of a small figure with joints of the usual size, cut out, so that it need not be enlarged to be read. */
function cutOut(id: PoseId, { width, height }: { width: number; height: number }): RgbaImage {
  const drawing = drawPose({ ...presetPose(id, { width, height }), ...DRAWN_FOR });
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++) {
    const from = 4 * y * drawing.width;
    data.set(drawing.data.subarray(from, from + 4 * width), 4 * y * width);
  }
  return { width, height, data };
}

/** Skeletons, some with a record inside. */
const SKELETONS: readonly Uint8Array[] = (['standing', 'disco'] as const).flatMap((id) => {
  const picture = cutOut(id, { width: 90, height: 190 });
  return [encodePng(picture, { armature: JSON.stringify(RECORD) }), encodePng(picture)];
});

/** A skeleton with rectangles painted over it: black, white, or in the colour of some joint. */
const paintedSkeleton: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    fc.constantFrom(...SKELETONS),
    fc.array(
      fc.tuple(
        fc.nat(89),
        fc.nat(189),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(0, 0xffffff, 0xff0000, 0x00ff55, 0x7f7f7f, 0x5500ff),
      ),
      {
        maxLength: 5,
      },
    ),
  )
  .map(([png, boxes]) => {
    const { width, height, data } = decodePng(png);
    for (const [left, top, side, colour] of boxes) {
      for (let y = top; y < Math.min(height, top + side); y++) {
        for (let x = left; x < Math.min(width, left + side); x++) {
          data.set([colour >> 16, (colour >> 8) & 255, colour & 255], 4 * (y * width + x));
        }
      }
    }
    return encodePng({ width, height, data });
  });

const withRecord = nearValid([RECORD]).map((record) =>
  encodePng(
    { width: 1, height: 1, data: new Uint8ClampedArray([0, 0, 0, 255]) },
    { armature: jsonOf(record) },
  ),
);

/** The beginnings of files of each kind whose header is read. */
const HEADS: readonly Uint8Array[] = [
  encodePng({ width: 2, height: 3, data: new Uint8ClampedArray(24) }),
  Uint8Array.from([
    0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 3, 0, 2, 1, 1, 0x11, 0, 0xff, 0xd9,
  ]),
  Uint8Array.from([
    ...utf8('GIF89a'),
    2,
    0,
    3,
    0,
    0x80,
    0,
    0,
    ...Array.from({ length: 6 }, () => 7),
    0x21,
    0xf9,
    1,
    0,
    0,
  ]),
  Uint8Array.from([
    ...utf8('GIF89a'),
    2,
    0,
    3,
    0,
    0,
    0,
    0,
    0x2c,
    0,
    0,
    0,
    0,
    2,
    0,
    3,
    0,
    0,
    2,
    1,
    0,
    0,
    0x2c,
    0,
    0,
  ]),
  Uint8Array.from([
    ...utf8('RIFF'),
    30,
    0,
    0,
    0,
    ...utf8('WEBPVP8X'),
    10,
    0,
    0,
    0,
    2,
    0,
    0,
    0,
    1,
    0,
    0,
    2,
    0,
    0,
  ]),
  Uint8Array.from([
    ...utf8('RIFF'),
    30,
    0,
    0,
    0,
    ...utf8('WEBPVP8L'),
    10,
    0,
    0,
    0,
    0x2f,
    1,
    0x80,
    0,
    0,
    0,
    0,
  ]),
  Uint8Array.from([
    ...utf8('RIFF'),
    30,
    0,
    0,
    0,
    ...utf8('WEBPVP8 '),
    10,
    0,
    0,
    0,
    1,
    2,
    3,
    0x9d,
    1,
    0x2a,
    2,
    0,
    3,
    0,
  ]),
  Uint8Array.from([
    ...utf8('BM'),
    ...Array.from({ length: 12 }, () => 0),
    40,
    0,
    0,
    0,
    2,
    0,
    0,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
  ]),
  Uint8Array.from([
    0,
    0,
    0,
    24,
    ...utf8('ftypavif'),
    0,
    0,
    0,
    0,
    ...utf8('ispe'),
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    2,
    0,
    0,
    0,
    3,
  ]),
];

/** Poses and pictures. */
export const POSE_TARGETS = [
  fuzzTarget({ name: 'pose JSON', inputs: nearValidText(DOCUMENTS), check: tryText }),
  fuzzTarget({ name: 'pose collections', inputs: nearValidText([COLLECTION, ...FIXTURES]), check: tryFile }),
  fuzzTarget({
    name: 'pose files',
    inputs: fc.oneof(mutatedBytes(nearValidText(DOCUMENTS).map(utf8)), withRecord, damagedPngFile),
    check: tryBytes,
  }),
  fuzzTarget({ name: 'pose drawing', inputs: nearValidText(DOCUMENTS), check: tryDrawing }),
  fuzzTarget({ name: 'PNG chunks', inputs: damagedPngFile, check: tryPng }),
  fuzzTarget({
    name: 'skeleton PNGs',
    cost: 10,
    inputs: fc.oneof(
      { weight: 3, arbitrary: paintedSkeleton },
      { weight: 1, arbitrary: mutatedBytes(fc.constantFrom(...SKELETONS)) },
    ),
    check: tryBytes,
  }),
  fuzzTarget({
    name: 'picture headers',
    inputs: mutatedBytes(fc.constantFrom(...HEADS)),
    check: tryHeader,
  }),
];
