import { describe, expect, it } from 'vitest';
import {
  boundsOfPeople,
  openPoseJsonFrom,
  poseFromOpenPoseJson,
  type Pose,
  presetPose,
  scaling,
  transformPeople,
} from '../../../core/pose/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';
import { DRAWINGS } from './fixtures.ts';

/** Values of a part of n points: x 10 + i, y 20 + i, all there. */
function part(points: number, at = (i: number): [number, number, number] => [10 + i, 20 + i, 1]): number[] {
  return Array.from({ length: points }, (_, i) => at(i)).flat();
}

function person(body: readonly number[], rest: object = {}): object {
  return { pose_keypoints_2d: body, ...rest };
}

function messageOf(json: unknown): string {
  try {
    poseFromOpenPoseJson(json);
  } catch (error) {
    expect(error).toBeInstanceOf(ArmatureError);
    const { code, message, next } = (error as ArmatureError).failure;
    expect(code).toBe('bad-pose');
    expect(next).toBeDefined();
    return message;
  }
  throw new Error('It was read.');
}

const CANVAS = { width: 512, height: 512 };

/** A person of another size, whose right hand stays in the upper left corner. */
function closeUp(factor: number): Pose {
  const pose = presetPose('standing', CANVAS);
  const { left = 0, top = 0 } = boundsOfPeople(pose, [0]) ?? {};
  const origin = transformPeople(pose, [0], { a: 1, b: 0, c: 0, d: 1, e: -left, f: -top });
  return transformPeople(origin, [0], scaling({ x: 0, y: 0 }, factor, factor));
}

describe('openPoseJsonFrom', () => {
  it.each(DRAWINGS)('is read back as it was: $name', ({ pose }) => {
    const json: unknown = JSON.parse(JSON.stringify(openPoseJsonFrom(pose)));
    expect(poseFromOpenPoseJson(json)).toEqual(pose);
  });

  it.each([
    ['stands mostly off its canvas', 4],
    ['is hardly on it at all', 8],
    ['lies at one place', 0.001],
  ])('is read back in either unit where a person %s', (_, factor) => {
    const pose = closeUp(factor);
    for (const units of ['px', 'normalised'] as const) {
      const read = poseFromOpenPoseJson(JSON.parse(JSON.stringify(openPoseJsonFrom(pose, { units }))));
      expect(read.extra).toBeUndefined();
      read.people[0]?.body.forEach((point, joint) => {
        expect(point?.x).toBeCloseTo(pose.people[0]!.body[joint]!.x, 6);
        expect(point?.y).toBeCloseTo(pose.people[0]!.body[joint]!.y, 6);
      });
    }
  });

  it('tells the unit only where it cannot be seen from the numbers', () => {
    const fields = (pose: Pose, units: 'px' | 'normalised'): unknown =>
      openPoseJsonFrom(pose, { units })['coordinate_unit'];
    const standing = presetPose('standing', CANVAS);
    for (const pose of [standing, closeUp(4), { ...CANVAS, people: [] }])
      expect([fields(pose, 'px'), fields(pose, 'normalised')]).toEqual([undefined, undefined]);
    expect(fields(closeUp(8), 'normalised')).toBe('normalised');
    expect(fields(closeUp(0.001), 'px')).toBe('px');
  });

  it('writes px, confidence 1 or 0, and null for a part that is missing', () => {
    const body = Array.from({ length: 18 }, (_, i) => (i === 3 ? null : { x: i + 0.5, y: 2 * i }));
    const hand = Array.from({ length: 21 }, () => null);
    const json = openPoseJsonFrom({ width: 512, height: 768, people: [{ body, leftHand: hand }] });
    expect(json.canvas_width).toBe(512);
    expect(json.canvas_height).toBe(768);
    expect(json.people[0]?.pose_keypoints_2d.slice(6, 15)).toEqual([2.5, 4, 1, 0, 0, 0, 4.5, 8, 1]);
    expect(json.people[0]?.pose_keypoints_2d).toHaveLength(54);
    expect(json.people[0]).toMatchObject({
      hand_left_keypoints_2d: null,
      hand_right_keypoints_2d: null,
      face_keypoints_2d: null,
    });
  });
});

describe('poseFromOpenPoseJson', () => {
  it('reads px with several people and all parts', () => {
    const whole = person(part(18), {
      hand_left_keypoints_2d: part(21),
      hand_right_keypoints_2d: null,
      face_keypoints_2d: part(70),
    });
    const pose = poseFromOpenPoseJson({
      people: [whole, person(part(18))],
      canvas_width: 640,
      canvas_height: 480,
    });
    expect([pose.width, pose.height, pose.people.length]).toEqual([640, 480, 2]);
    expect(pose.people[0]?.body[17]).toEqual({ x: 27, y: 37 });
    expect(pose.people[0]?.leftHand?.[20]).toEqual({ x: 30, y: 40 });
    expect(pose.people[0]?.rightHand).toBeUndefined();
    expect(pose.people[0]?.face?.[69]).toEqual({ x: 79, y: 89 });
    expect(Object.keys(pose.people[1] ?? {})).toEqual(['body']);
  });

  it('scales normalised coordinates to the canvas', () => {
    const body = part(18, (i) => [i / 20, 0.5, 1]);
    const pose = poseFromOpenPoseJson({ people: [person(body)], canvas_width: 400, canvas_height: 800 });
    expect(pose.people[0]?.body[5]).toEqual({ x: 100, y: 400 });
  });

  it('decides over the whole document: one point off the canvas leaves it normalised', () => {
    const body = part(18, (i) => [i === 4 ? 1.11 : 0.5, 0.25, 1]);
    const hand = part(21, () => [0.5, 0.5, 1]);
    const json = {
      people: [person(body, { hand_left_keypoints_2d: hand })],
      canvas_width: 200,
      canvas_height: 100,
    };
    const [first] = poseFromOpenPoseJson(json).people;
    expect(first?.body[4]?.x).toBeCloseTo(222);
    expect(first?.leftHand?.[0]).toEqual({ x: 100, y: 50 });
  });

  it('decides over the whole document: the point between the hips counts as well', () => {
    const body = part(25, (i) => [i === 8 ? 500 : 0.5, 0.25, 1]);
    const pose = poseFromOpenPoseJson({ people: [person(body)], canvas_width: 512, canvas_height: 512 });
    expect(pose.people[0]?.midHip?.x).toBe(500);
    expect(poseFromOpenPoseJson(openPoseJsonFrom(pose)).people[0]?.midHip?.x).toBe(500);
  });

  it('decides over the whole document: a part within one px does not make it normalised', () => {
    const hand = part(21, () => [0.5, 0.5, 1]);
    const json = {
      people: [person(part(18), { hand_left_keypoints_2d: hand })],
      canvas_width: 512,
      canvas_height: 512,
    };
    expect(poseFromOpenPoseJson(json).people[0]?.leftHand?.[0]).toEqual({ x: 0.5, y: 0.5 });
  });

  it('takes shares for what they are where most points of a figure are off a canvas that is told', () => {
    const body = part(18, (i) => [i < 8 ? 0.4 : 1.5 + i / 10, 0.25, 1]);
    const people = [person(body)];
    const told = { people, canvas_width: 512, canvas_height: 512 };
    expect(poseFromOpenPoseJson(told).people[0]?.body[0]?.x).toBeCloseTo(204.8);
    expect(poseFromOpenPoseJson(told).people[0]?.body[17]?.x).toBeCloseTo(3.2 * 512);
    expect(poseFromOpenPoseJson({ people }).people[0]?.body[0]?.x).toBe(0.4);
  });

  it('keeps a unit that is none, and believes none that would put points out of reach', () => {
    const people = [person(part(18, () => [5000, 200, 1]))];
    const odd = { people, coordinate_unit: 'cm', canvas_width: 512, canvas_height: 512 };
    expect(openPoseJsonFrom(poseFromOpenPoseJson(odd))['coordinate_unit']).toBe('cm');
    const wrong = { ...odd, coordinate_unit: 'normalised' };
    expect(poseFromOpenPoseJson(wrong).people[0]?.body[0]).toEqual({ x: 5000, y: 200 });
  });

  it('takes small numbers for px where most are above 1 or the canvas is small', () => {
    const corner = { people: [person(part(18, () => [3, 2, 1]))], canvas_width: 512, canvas_height: 512 };
    expect(poseFromOpenPoseJson(corner).people[0]?.body[0]).toEqual({ x: 3, y: 2 });
    const body = part(18, (i) => [i === 0 ? 3 : 0.5, 0.5, 1]);
    const tiny = { people: [person(body)], canvas_width: 8, canvas_height: 8 };
    expect(poseFromOpenPoseJson(tiny).people[0]?.body[0]).toEqual({ x: 3, y: 0.5 });
  });

  it('reads BODY_25, whose mid-hip and feet stand by themselves', () => {
    const pose = poseFromOpenPoseJson({
      version: 1.1,
      people: [person(part(25, (i) => [100 + i, 200, 0.6]))],
    });
    const xs = pose.people[0]?.body.map((point) => point?.x);
    expect(xs).toEqual([
      100, 101, 102, 103, 104, 105, 106, 107, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118,
    ]);
    expect(pose.people[0]?.midHip).toEqual({ x: 108, y: 200, confidence: 0.6 });
    const again = poseFromOpenPoseJson(openPoseJsonFrom(pose, { confidence: 'kept' }));
    expect(again.people[0]).toEqual(pose.people[0]);
  });

  it('keeps every point with a confidence above 0, or above a given one', () => {
    const body = part(18, (i) => [10, 20, i / 17]);
    const present = (minConfidence?: number) =>
      poseFromOpenPoseJson(
        { people: [person(body)] },
        minConfidence === undefined ? {} : { minConfidence },
      ).people[0]?.body.filter((point) => point !== null).length;
    expect(present()).toBe(17);
    expect(present(0.5)).toBe(9);
  });

  it('finds a canvas around px where none is told, or takes the given one if it holds them', () => {
    const json = { people: [person(part(18, () => [700, 130, 1]))] };
    expect(poseFromOpenPoseJson(json)).toMatchObject({ width: 704, height: 192 });
    expect(poseFromOpenPoseJson(json, { canvas: { width: 1280, height: 720 } })).toMatchObject({
      width: 1280,
    });
    expect(poseFromOpenPoseJson(json, { canvas: { width: 512, height: 512 } })).toMatchObject({
      width: 704,
      height: 192,
    });
    const normalised = { people: [person(part(18, () => [0.5, 0.25, 1]))] };
    expect(poseFromOpenPoseJson(normalised)).toMatchObject({
      width: 512,
      height: 512,
      people: [{ body: expect.arrayContaining([{ x: 256, y: 128 }]) as unknown }],
    });
  });

  it('reads the range from -1 to 1 where no canvas is told', () => {
    const pose = poseFromOpenPoseJson({ people: [person(part(18, (i) => [i % 2 ? -0.5 : 0.5, 0, 0.9]))] });
    expect(pose.people[0]?.body.slice(0, 2)).toEqual([
      { x: 384, y: 256, confidence: 0.9 },
      { x: 128, y: 256, confidence: 0.9 },
    ]);
  });

  it('reads one document of a list', () => {
    const frames = [100, 200].map((x) => ({
      people: [person(part(18, () => [x, 5, 1]))],
      canvas_width: 512,
      canvas_height: 512,
    }));
    expect(poseFromOpenPoseJson(frames).people[0]?.body[0]?.x).toBe(100);
    expect(poseFromOpenPoseJson(frames, { frame: 1 }).people[0]?.body[0]?.x).toBe(200);
    expect(() => poseFromOpenPoseJson(frames, { frame: 2 })).toThrow(
      'The list of poses has no entry 2; it has 2.',
    );
    expect(messageOf([])).toContain('no entry 0');
  });

  it('leaves out animals and people without points, and takes empty parts for missing', () => {
    const empty = person(
      part(18, () => [0, 0, 0]),
      { hand_left_keypoints_2d: [] },
    );
    const json = {
      people: [empty, person(part(18))],
      animals: [[1, 2, 1]],
      canvas_width: 99,
      canvas_height: 99,
    };
    expect(poseFromOpenPoseJson(json).people).toHaveLength(1);
  });

  it('takes hands, face and feet of zeros, or of unsure points alone, for missing', () => {
    const partsOf = (values: (points: number) => number[]): object =>
      person(part(18), {
        hand_left_keypoints_2d: values(21),
        hand_right_keypoints_2d: values(21),
        face_keypoints_2d: values(70),
        foot_keypoints_2d: values(6),
      });
    const zeros = { people: [partsOf((points) => part(points, () => [0, 0, 0]))] };
    expect(Object.keys(poseFromOpenPoseJson(zeros).people[0] ?? {})).toEqual(['body']);
    const unsure = { people: [partsOf((points) => part(points, () => [9, 9, 0.2]))] };
    expect(Object.keys(poseFromOpenPoseJson(unsure, { minConfidence: 0.3 }).people[0] ?? {})).toEqual([
      'body',
    ]);
    const few = { people: [partsOf((points) => [...part(points - 1, () => [0, 0, 0]), 9, 9, 0.2])] };
    expect(Object.keys(poseFromOpenPoseJson(few).people[0] ?? {})).toHaveLength(5);
  });

  it('has the feet of BODY_25 where their own field is of zeros', () => {
    const feet = { foot_keypoints_2d: part(6, () => [0, 0, 0]) };
    const pose = poseFromOpenPoseJson({ people: [person(part(25), feet)] });
    expect(pose.people[0]?.feet?.[0]).toEqual({ x: 29, y: 39 });
  });

  it('fills a face of 68 points up with missing pupils', () => {
    const json = { people: [person(part(18), { face_keypoints_2d: part(68) })] };
    const face = poseFromOpenPoseJson(json).people[0]?.face;
    expect(face).toHaveLength(70);
    expect(face?.slice(67)).toEqual([{ x: 77, y: 87 }, null, null]);
  });

  it.each([
    ['text', 'no pose', 'The file'],
    ['null', null, 'The file'],
    ['no people', { canvas_width: 5 }, 'people'],
    ['people of another type', { people: 'all' }, 'people'],
    ['a person of another type', { people: [7] }, 'people[0]'],
    [
      'text for a coordinate',
      { people: [person(['1', 2, 1, ...part(17)] as never)] },
      'people[0].pose_keypoints_2d[0]',
    ],
    ['NaN', { people: [person([Number.NaN, 2, 1, ...part(17)])] }, 'people[0].pose_keypoints_2d[0]'],
    ['infinity', { people: [person([1, Infinity, 1, ...part(17)])] }, 'people[0].pose_keypoints_2d[1]'],
    ['a distant point', { people: [person([1, 1e9, 1, ...part(17)])] }, 'people[0].pose_keypoints_2d[0]'],
    ['17 points', { people: [person(part(17))] }, 'people[0].pose_keypoints_2d: 51 numbers'],
    ['points without confidence', { people: [person(part(18).slice(0, 36))] }, '18 or 25 points'],
    ['a million points', { people: [person(part(1_000_000))] }, '3000000 numbers'],
    [
      'a mid-hip of two numbers',
      { people: [person(part(18), { mid_hip_keypoint_2d: [1, 2] })] },
      'people[0].mid_hip_keypoint_2d: 2 numbers',
    ],
    [
      'a hand of 20',
      { people: [person(part(18), { hand_right_keypoints_2d: part(20) })] },
      'hand_right_keypoints_2d',
    ],
    ['a crowd', { people: Array.from({ length: 101 }, () => person(part(18))) }, 'people'],
    ['half a pixel', { people: [], canvas_width: 512.5, canvas_height: 512 }, 'canvas_width'],
    ['no width', { people: [], canvas_width: 0, canvas_height: 512 }, 'canvas_width'],
    ['a giant canvas', { people: [], canvas_width: 512, canvas_height: 1e7 }, 'canvas_height'],
    ['a list with a bad entry', [{ people: [{ pose_keypoints_2d: {} }] }], '[0].people[0].pose_keypoints_2d'],
    ['long text', { people: ['x'.repeat(10_000)] }, 'people[0]'],
  ])('refuses %s and names the field', (_, json, named) => {
    const message = messageOf(json);
    expect(message).toContain(named);
    expect(message.length).toBeLessThan(300);
  });

  it('is not misled by a name of the prototype', () => {
    const json: unknown = JSON.parse('{"people":[],"__proto__":{"canvas_width":64,"canvas_height":64}}');
    expect(poseFromOpenPoseJson(json)).toMatchObject({ width: 512, height: 512, people: [] });
  });

  it('takes what the page saves', () => {
    const pose = presetPose('dancing', { width: 512, height: 768 });
    expect(poseFromOpenPoseJson(openPoseJsonFrom(pose))).toEqual(pose);
  });
});
