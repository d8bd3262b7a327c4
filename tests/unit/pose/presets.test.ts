import { describe, expect, it } from 'vitest';
import {
  BODY_KEYPOINT_NAMES,
  nearestKeypoint,
  personAt,
  type Point,
  type Pose,
  PRESET_LABELS,
  PRESET_NAMES,
  presetPerson,
  presetPose,
} from '../../../core/pose/index.ts';

function between(body: readonly (Point | null)[], a: number, b: number): number {
  return Math.hypot(body[a]!.x - body[b]!.x, body[a]!.y - body[b]!.y);
}

describe('presets', () => {
  it('are at least twelve, with a label each', () => {
    expect(PRESET_NAMES.length).toBeGreaterThanOrEqual(12);
    expect(new Set(Object.values(PRESET_LABELS)).size).toBe(PRESET_NAMES.length);
  });

  it.each(PRESET_NAMES)('%s lies on canvases of every aspect with a margin', (name) => {
    for (const [width, height] of [
      [512, 512],
      [512, 768],
      [768, 512],
      [256, 1024],
      [1024, 320],
    ] as const) {
      const { body } = presetPerson(name, { width, height });
      expect(body).toHaveLength(BODY_KEYPOINT_NAMES.length);
      for (const point of body) {
        expect(point!.x).toBeGreaterThan(0.03 * width);
        expect(point!.x).toBeLessThan(0.97 * width);
        expect(point!.y).toBeGreaterThan(0.03 * height);
        expect(point!.y).toBeLessThan(0.97 * height);
      }
    }
  });

  it.each(PRESET_NAMES)('%s has both sides alike and no bone longer than on the standing figure', (name) => {
    const [{ body }, standing] = [
      presetPerson(name, { width: 1000, height: 1000 }),
      presetPerson('standing', { width: 1000, height: 1000 }).body,
    ];
    for (const [a, b] of [
      [2, 3],
      [3, 4],
      [5, 6],
      [6, 7],
      [8, 9],
      [9, 10],
      [11, 12],
      [12, 13],
      [1, 8],
    ] as const) {
      expect(between(body, a, b)).toBeLessThan(between(standing, a, b) * 1.02);
      expect(between(body, a, b)).toBeGreaterThan(between(standing, a, b) * 0.45);
    }
    expect(between(body, 3, 4) / between(body, 6, 7)).toBeCloseTo(1, 1);
  });

  it('puts the right side at the left in front view', () => {
    const { body } = presetPerson('standing', { width: 512, height: 512 });
    expect(body[2]!.x).toBeLessThan(body[5]!.x);
    expect(body[10]!.y).toBeGreaterThan(body[9]!.y);
  });
});

describe('hit-test', () => {
  const { body } = presetPerson('standing', { width: 512, height: 512 });
  const pose: Pose = { width: 512, height: 512, people: [{ body }, { body }] };
  const elbow = body[3]!;

  it('finds the nearest keypoint within reach, on the person on top', () => {
    expect(nearestKeypoint(pose, { x: elbow.x + 3, y: elbow.y }, 14)).toEqual({ person: 1, joint: 3 });
    expect(nearestKeypoint(pose, { x: elbow.x - 15, y: elbow.y }, 14)).toBeUndefined();
  });

  it('does not find a hidden keypoint', () => {
    const hidden = { ...pose, people: [{ body }, { body: body.with(3, null) }] };
    expect(nearestKeypoint(hidden, elbow, 14)).toEqual({ person: 0, joint: 3 });
  });

  it('finds the person by limbs and torso', () => {
    const knee = body[9]!;
    const shin = { x: (knee.x + body[10]!.x) / 2, y: (knee.y + body[10]!.y) / 2 };
    expect(personAt(pose, { x: shin.x + 4, y: shin.y }, 5)).toBe(1);
    const belly = { x: (body[2]!.x + body[5]!.x) / 2 - 25, y: (body[2]!.y + body[8]!.y) / 2 - 30 };
    expect(personAt(pose, belly, 0)).toBe(1);
    expect(personAt(pose, { x: 5, y: 5 }, 20)).toBeUndefined();
    expect(personAt(presetPose('t-pose', { width: 512, height: 512 }), { x: 256, y: 20 }, 5)).toBeUndefined();
  });
});
