/* Every form of pose files, from fixtures of the same two people. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  isAnimal,
  openPoseJsonFrom,
  type Pose,
  type PoseReading,
  readPose,
} from '../../../../core/pose/index.ts';
import { ArmatureError } from '../../../../core/result/index.ts';
import { english } from '../../../../core/words/index.ts';

const FOLDER = new URL('../../../fixtures/pose-formats/', import.meta.url);
const CANVAS = { width: 512, height: 768 };
/** The first person's nose, left ankle and right ankle, and the second one's nose. */
const NOSE = { x: 256, y: 100 };
const RIGHT_ANKLE = { x: 216, y: 620 };

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function readFixture(name: string): PoseReading {
  return readPose(readFileSync(new URL(`${name}.json`, FOLDER)), { canvas: CANVAS, name });
}

function failureOf(bytes: Uint8Array): { code: string; message: string; next?: string } {
  try {
    readPose(bytes);
  } catch (error) {
    if (error instanceof ArmatureError) return error.failure;
    throw error;
  }
  throw new Error('It was read.');
}

function expectTwoPeople(pose: Pose): void {
  expect(pose).toMatchObject(CANVAS);
  const [first, second, ...others] = pose.people;
  expect(second).toBeDefined();
  expect(others.every(isAnimal)).toBe(true);
  expect(first?.body[0]?.x).toBeCloseTo(NOSE.x, 6);
  expect(first?.body[0]?.y).toBeCloseTo(NOSE.y, 6);
  expect(first?.body[10]?.x).toBeCloseTo(RIGHT_ANKLE.x, 6);
  expect(first?.body[10]?.y).toBeCloseTo(RIGHT_ANKLE.y, 6);
  expect(second?.body[0]?.x).toBeCloseTo(NOSE.x - 120, 6);
  expect([second?.body[4], second?.body[16]]).toEqual([null, null]);
}

describe('readPose', () => {
  it.each(['controlnet-px', 'controlnet-normalised', 'editor-message', 'comfyui-frames'])(
    'reads body, hand and face of %s',
    (name) => {
      const [pose] = readFixture(name).frames;
      expectTwoPeople(pose);
      expect(pose.people[0]?.leftHand?.[20]?.x).toBeCloseTo(400, 6);
      expect(pose.people[0]?.face).toHaveLength(70);
      expect(pose.people[0]?.rightHand).toBeUndefined();
      expect(pose.people[0]?.body[0]?.confidence).toBeUndefined();
    },
  );

  it.each(['cmu-body25-px', 'cmu-body25-normalised', 'cmu-body25-signed', 'cmu-coco-px'])(
    'reads %s with its confidences',
    (name) => {
      const [pose] = readFixture(name).frames;
      expectTwoPeople(pose);
      expect(pose.people[0]?.body[0]?.confidence).toBe(0.75);
      expect(pose.extra).toEqual({ version: 1.3 });
      expect(pose.people[0]?.extra).toMatchObject({ person_id: [-1], pose_keypoints_3d: [] });
    },
  );

  it('reads the feet of BODY_25', () => {
    const { people } = readFixture('cmu-body25-normalised').frames[0];
    expect(people[0]?.feet?.[0]?.x).toBeCloseTo(300, 6);
    expect(people[0]?.feet?.[5]?.x).toBeCloseTo(222, 6);
    expect(people[1]?.feet).toBeUndefined();
    expect(people[0]?.midHip?.x).toBeCloseTo(256, 6);
    expect(people[0]?.midHip?.y).toBeCloseTo(340, 6);
  });

  it('reads all frames of a list, and keeps animals on their canvas', () => {
    const { found, frames } = readFixture('comfyui-frames');
    expect(english(found)).toBe('List of 2 poses in OpenPose JSON');
    expect(frames).toHaveLength(2);
    frames.forEach(expectTwoPeople);
    expect(frames[0].people[2]?.animal?.filter(Boolean).length).toBeGreaterThan(0);
    const normalised = openPoseJsonFrom(frames[0], { units: 'normalised' });
    const [animal] = normalised['animals'] as number[][];
    expect(animal?.[3]).toBeCloseTo(35 / 512, 9);
    expect(animal?.[4]).toBeCloseTo(700 / 768, 9);
  });

  it('reads the 2D editor and points in space', () => {
    expectTwoPeople(readFixture('editor-2d').frames[0]);
    const body = readFixture('points-in-space').frames[0].people[0]?.body ?? [];
    const [nose, neck, ankle] = [body[0], body[1], body[10]];
    if (!nose || !neck || !ankle) throw new Error('points are missing');
    // Upright, in the proportions of the figure, inside of the canvas.
    expect(nose.y).toBeLessThan(neck.y);
    expect((ankle.y - nose.y) / (neck.y - nose.y)).toBeCloseTo(520 / 60, 6);
    for (const point of body) {
      expect(point?.x).toBeGreaterThan(0);
      expect(point?.y).toBeLessThan(CANVAS.height);
    }
  });

  it('refuses the scene of a 3D editor with a way out', () => {
    const failure = failureOf(readFileSync(new URL('scene-3d.json', FOLDER)));
    expect(failure.message).toContain('3D');
    expect(failure.next).toContain('picture of the skeleton');
  });

  it('reads a face of unknown size as none, and says so', () => {
    const values = (count: number): number[] =>
      Array.from({ length: count * 3 }, (_, i) => (i % 3 < 2 ? 40 + i : 1));
    const people = [{ pose_keypoints_2d: values(18), face_keypoints_2d: values(56) }];
    const { frames, notes } = readPose(bytesOf(JSON.stringify({ people })));
    expect(frames[0].people[0]?.face).toBeUndefined();
    expect(notes.map(english)).toEqual([
      'The face of person 1 is not shown: of 56 points nobody can tell which is which. JSON files keep it.',
    ]);
  });

  it('says nothing of a face of unknown size that has no point', () => {
    const people = [{ pose_keypoints_2d: Array(54).fill(40), face_keypoints_2d: Array(168).fill(0) }];
    expect(readPose(bytesOf(JSON.stringify({ people }))).notes).toEqual([]);
  });

  it.each([
    ['no text', new Uint8Array([0xff, 0xfe, 0, 1]), 'neither JSON nor a PNG'],
    ['no JSON', bytesOf('{"people": ['), 'no JSON'],
    ['deep JSON', bytesOf(`{"people":[],"x":${'['.repeat(5000)}${']'.repeat(5000)}}`), 'nested'],
    ['other JSON', bytesOf('{"prompt": "a cat"}'), 'no people'],
    ['an empty list', bytesOf('[]'), 'no people'],
    ['a crowd', bytesOf(JSON.stringify({ people: Array(101).fill({ pose_keypoints_2d: [] }) })), 'people'],
    ['a film', bytesOf(JSON.stringify(Array(2001).fill({ people: [] }))), '2001 poses'],
    ['an endless number', bytesOf('{"people":[{"pose_keypoints_2d":[1e999,0,1]}]}'), 'pose_keypoints_2d[0]'],
    ['a wrong 2D editor', bytesOf('{"width":5,"height":"x","keypoints":[]}'), 'height'],
    ['points of another number', bytesOf('[[1,2],[3,4]]'), 'no people'],
  ])('refuses %s in words', (_, bytes, words) => {
    const { code, message, next } = failureOf(bytes);
    expect(code).toBe('bad-pose');
    expect(message).toContain(words);
    expect(next).toBeDefined();
  });

  it('refuses a megapixel bomb before decoding it', () => {
    const header = new Uint8Array(64);
    header.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    new DataView(header.buffer).setUint32(16, 60_000);
    new DataView(header.buffer).setUint32(20, 60_000);
    expect(failureOf(header).message).toContain('60000x60000');
  });
});
