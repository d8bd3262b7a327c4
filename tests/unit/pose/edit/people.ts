/* People for the tests of edits. */
import { expect } from 'vitest';
import {
  giveFace,
  giveFeet,
  giveHand,
  type Keypoints,
  type Person,
  type Point,
  type Pose,
  presetPerson,
  type PresetName,
} from '../../../../core/pose/index.ts';

export const CANVAS = { width: 512, height: 512 };

export const J = {
  nose: 0,
  neck: 1,
  rShoulder: 2,
  rElbow: 3,
  rWrist: 4,
  lShoulder: 5,
  lElbow: 6,
  lWrist: 7,
  rHip: 8,
  rKnee: 9,
  rAnkle: 10,
  lHip: 11,
  lKnee: 12,
  lAnkle: 13,
  rEye: 14,
  lEye: 15,
  rEar: 16,
  lEar: 17,
} as const;

/** The bones of a body, the near joint first. */
export const BONES: readonly (readonly [number, number])[] = [
  [1, 2],
  [2, 3],
  [3, 4],
  [1, 5],
  [5, 6],
  [6, 7],
  [1, 8],
  [8, 9],
  [9, 10],
  [1, 11],
  [11, 12],
  [12, 13],
  [1, 0],
  [0, 14],
  [14, 16],
  [0, 15],
  [15, 17],
];

export const PARTS = ['body', 'leftHand', 'rightHand', 'face', 'feet'] as const;

/** A person with all parts; every point has a confidence of its own. */
export function wholePerson(preset: PresetName = 'standing'): Person {
  const bare: Pose = { ...CANVAS, people: [presetPerson(preset, CANVAS)] };
  const steps = [
    (pose: Pose) => giveHand(pose, 0, 'left', 'open'),
    (pose: Pose) => giveHand(pose, 0, 'right', 'fist'),
    (pose: Pose) => giveFace(pose, 0),
    (pose: Pose) => giveFeet(pose, 0),
  ];
  const person = first(steps.reduce((pose, step) => step(pose), bare));
  const doubtful = (points: Keypoints): Keypoints =>
    points.map((point, index) => point && { ...point, confidence: 0.5 + index / 200 });
  return {
    ...person,
    ...Object.fromEntries(PARTS.map((part) => [part, doubtful(person[part] ?? [])])),
  };
}

export function wholePose(...presets: readonly PresetName[]): Pose {
  return deepFreeze({
    ...CANVAS,
    people: (presets.length > 0 ? presets : (['standing'] as const)).map((preset) => wholePerson(preset)),
  });
}

export function first(pose: Pose): Person {
  return pose.people[0]!;
}

export function locked(pose: Pose): Pose {
  return deepFreeze({ ...pose, people: pose.people.map((person) => ({ ...person, locked: true })) });
}

/** A pose without some of the body's points of the first person. */
export function without(pose: Pose, ...joints: readonly number[]): Pose {
  const [person, ...others] = pose.people;
  const body = person!.body.map((point, joint) => (joints.includes(joint) ? null : point));
  return deepFreeze({ ...pose, people: [{ ...person!, body }, ...others] });
}

export function lengthOf(points: Keypoints, [a, b]: readonly [number, number]): number {
  return distance(points[a]!, points[b]!);
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Expects that a rigid motion brings one list of points to the other. */
export function expectSameShape(points: Keypoints | undefined, before: Keypoints | undefined): void {
  const [after, old] = [shapeOf(points), shapeOf(before)];
  expect(after).toHaveLength(old.length);
  const worst = after.reduce((most, length, index) => Math.max(most, Math.abs(length - old[index]!)), 0);
  expect(worst).toBeLessThan(1e-6);
}

/** Distances of all points to each other. */
function shapeOf(points: Keypoints = []): readonly number[] {
  const present = points.filter((point) => point !== null);
  return present.flatMap((a, index) => present.slice(index + 1).map((b) => distance(a, b)));
}

/** A number from 0 to 1 for each call, the same ones in every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
