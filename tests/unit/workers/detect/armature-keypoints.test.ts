/*
 * The detector that comes with the page, on pictures that built-in models made of a pose: standing (of an earlier model, at 128 px),
 * T-pose, waving.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchPoses } from '../../../../core/adherence/index.ts';
import { blankImage, type RgbaImage, resizeImage } from '../../../../core/image/index.ts';
import { decodePng } from '../../../../core/png/index.ts';
import { fitPose, type Person, poseFromOpenPoseJson } from '../../../../core/pose/index.ts';
import { nodeFolder } from '../../../../tools/cli/node-folder.ts';
import { openDetector, type OpenDetector } from '../../../../workers/detect/detector.ts';
import { createRuntime, type Runtime } from '../../../../workers/runtime/index.ts';
import { loadOrtForNode } from '../../../../workers/runtime/ort-node.ts';

const fixture = (name: string): URL => new URL(`../../../fixtures/keypoints/${name}`, import.meta.url);
const MODEL = fileURLToPath(new URL('../../../../public/models/armature-keypoints', import.meta.url));

let runtime: Runtime;
let detector: OpenDetector;

beforeAll(async () => {
  runtime = createRuntime({ loaded: loadOrtForNode(1), clock: () => performance.now() });
  const entry = { pipeline: 'armature-keypoints', keypoints: 'openpose-18' } as const;
  detector = await openDetector({ entry, folder: nodeFolder(MODEL), runtime });
});

afterAll(async () => {
  await detector.release();
  runtime.dispose();
});

async function readPicture(name: string): Promise<RgbaImage> {
  return decodePng(await readFile(fixture(`${name}.png`)));
}

async function askedOf(name: string, image: RgbaImage): Promise<readonly Person[]> {
  const pose = poseFromOpenPoseJson(JSON.parse(await readFile(fixture(`${name}.json`), 'utf8')));
  return fitPose(pose, image).people;
}

async function look(image: RgbaImage): Promise<readonly Person[]> {
  const { people } = await detector.look({ image }, new AbortController().signal);
  return people;
}

describe('the built-in detector', () => {
  // The last has no right hand, which is then found at the left one.
  it.each([
    ['page-00', 0.12],
    ['page-03', 0.12],
    ['page-04', 0.16],
  ])('finds the one person of %s near the asked pose', async (name, distance) => {
    const image = await readPicture(name);
    const found = await look(image);
    expect(found).toHaveLength(1);
    const match = matchPoses({ asked: await askedOf(name, image), found, canvas: image });
    expect(match?.share).toBeGreaterThan(0.7);
    expect(match?.meanDistance).toBeLessThan(distance);
  });

  it('gives px of the picture, whatever its size', async () => {
    const small = await readPicture('page-00');
    const large = resizeImage(small, 384, 384);
    const [found] = await look(large);
    const [same] = await look(small);
    const neck = found?.body[1];
    expect(Math.abs((neck?.x ?? NaN) - 3 * (same?.body[1]?.x ?? NaN))).toBeLessThan(9);
    expect(Math.abs((neck?.y ?? NaN) - 3 * (same?.body[1]?.y ?? NaN))).toBeLessThan(9);
  });

  it('tells two people apart', async () => {
    const { drawn } = JSON.parse(await readFile(fixture('people.json'), 'utf8')) as {
      readonly drawn: readonly (readonly (readonly [number, number] | null)[])[];
    };
    const image = await readPicture('two-people');
    // The places are written for a picture of 96 px.
    const scale = image.width / 96;
    const asked = drawn.map((points) => ({
      body: points.map((point) => point && { x: scale * point[0], y: scale * point[1] }),
    }));
    const found = await look(image);
    expect(found).toHaveLength(2);
    const match = matchPoses({ asked, found, canvas: image });
    expect(match?.extra).toBe(0);
    expect(match?.share).toBeGreaterThan(0.5);
    expect(match?.meanDistance).toBeLessThan(0.25);
  });

  it('finds nobody in an empty picture', async () => {
    expect(await look(blankImage(128, 128))).toEqual([]);
  });
});
