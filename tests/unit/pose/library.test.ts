import { describe, expect, it } from 'vitest';
import {
  BODY_KEYPOINT_NAMES,
  type Keypoints,
  matchesQuery,
  type Person,
  type Point,
  POSE_CATEGORIES,
  poseEntries,
  type PoseId,
  presetPerson,
  presetPose,
  standingPerson,
} from '../../../core/pose/index.ts';

const SQUARE = { width: 1000, height: 1000 };
const IDS = poseEntries().map(({ id }) => id);
const joint = (name: (typeof BODY_KEYPOINT_NAMES)[number]): number => BODY_KEYPOINT_NAMES.indexOf(name);

function between(body: Keypoints, a: number, b: number): number | undefined {
  const [from, to] = [body[a], body[b]];
  return from && to ? Math.hypot(from.x - to.x, from.y - to.y) : undefined;
}

function pointsOf({ body, leftHand = [], rightHand = [] }: Person): readonly Point[] {
  return [...body, ...leftHand, ...rightHand].flatMap((point) => point ?? []);
}

function at(id: PoseId, name: (typeof BODY_KEYPOINT_NAMES)[number], person = 0): Point {
  const point = presetPose(id, SQUARE).people[person]?.body[joint(name)];
  if (!point) throw new Error(`${name} of ${id} cannot be seen`);
  return point;
}

describe('the library', () => {
  it('has at least 64 poses, each with an id and a label of its own', () => {
    const entries = poseEntries();
    expect(entries.length).toBeGreaterThanOrEqual(64);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    expect(new Set(entries.map(({ label }) => label)).size).toBe(entries.length);
  });

  it.each(POSE_CATEGORIES.map(({ id }) => id))('has poses of the kind %s', (category) => {
    expect(poseEntries().filter((entry) => entry.category === category).length).toBeGreaterThanOrEqual(8);
  });

  it('has the poses that saved requests and tools name', () => {
    expect(IDS).toEqual(
      expect.arrayContaining([
        ...['standing', 't-pose', 'arms-up', 'hands-on-hips', 'waving', 'pointing', 'flexing', 'walking'],
        ...['running', 'jumping', 'lunge', 'kicking', 'dancing', 'sitting', 'crouching'],
      ]),
    );
  });

  it.each(IDS)('%s lies on canvases of every aspect and fills them', (id) => {
    for (const [width, height] of [
      [512, 512],
      [512, 768],
      [768, 512],
      [256, 1024],
      [1024, 320],
    ] as const) {
      const { people } = presetPose(id, { width, height });
      const points = people.flatMap(pointsOf);
      for (const { body } of people) {
        expect(body).toHaveLength(BODY_KEYPOINT_NAMES.length);
        expect(body.filter((point) => point !== null).length).toBeGreaterThanOrEqual(4);
      }
      for (const { x, y } of points) {
        expect(x).toBeGreaterThan(0.02 * width);
        expect(x).toBeLessThan(0.98 * width);
        expect(y).toBeGreaterThan(0.02 * height);
        expect(y).toBeLessThanOrEqual(height);
      }
      const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
      const [across, down] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
      expect(Math.max(across / width, down / height)).toBeGreaterThan(0.25);
    }
  });

  it.each(IDS)('%s has limbs that perspective shortens, but nothing stretches', (id) => {
    // Upper arm 0.29 m, forearm 0.255 m, thigh and shin 0.42 m; the camera is near enough to enlarge by a quarter.
    const metres = [
      [2, 3, 0.29],
      [3, 4, 0.255],
      [5, 6, 0.29],
      [6, 7, 0.255],
      [8, 9, 0.42],
      [9, 10, 0.42],
      [11, 12, 0.42],
      [12, 13, 0.42],
      [2, 5, 0.38],
      [8, 11, 0.19],
      [1, 8, 0.55],
      [1, 11, 0.55],
      [0, 1, 0.3],
    ] as const;
    for (const { body } of presetPose(id, SQUARE).people) {
      const shares = metres.flatMap(([a, b, length]) => {
        const seen = between(body, a, b);
        return seen === undefined ? [] : [seen / length];
      });
      // Too little of a close-up is left to tell its scale from.
      if (shares.length < 6) continue;
      const pixelsPerMetre = shares.toSorted((a, b) => b - a)[Math.min(2, shares.length - 1)]!;
      for (const share of shares) expect(share).toBeLessThan(pixelsPerMetre * 1.3);
    }
  });

  it('puts the right side at the left in front view, and at the right from behind', () => {
    expect(at('standing', 'right shoulder').x).toBeLessThan(at('standing', 'left shoulder').x);
    expect(at('standing-back', 'right shoulder').x).toBeGreaterThan(at('standing-back', 'left shoulder').x);
  });

  it('leaves out of a head what cannot be seen', () => {
    const seen = (id: PoseId): string[] =>
      ['nose', 'right eye', 'left eye', 'right ear', 'left ear'].filter(
        (name) => presetPerson(id, SQUARE).body[joint(name as (typeof BODY_KEYPOINT_NAMES)[number])],
      );
    expect(seen('standing')).toHaveLength(5);
    expect(seen('standing-back')).toEqual(['right ear', 'left ear']);
    expect(seen('standing-side')).toEqual(['nose', 'right eye', 'right ear']);
  });

  it('shortens the shoulders of who stands sideways', () => {
    const shoulders = (id: PoseId): number => between(presetPerson(id, SQUARE).body, 2, 5)!;
    expect(shoulders('standing-side')).toBeLessThan(shoulders('standing') * 0.2);
  });

  it('keeps the feet of standing people on one floor', () => {
    for (const id of ['standing', 't-pose', 'attention', 'hero-stance', 'arms-crossed'] as const) {
      expect(at(id, 'right ankle').y).toBeCloseTo(at(id, 'left ankle').y, 0);
    }
  });

  it('cuts portraits off below the chest', () => {
    const { body } = presetPerson('portrait-front', SQUARE);
    for (const name of ['right hip', 'right knee', 'left ankle'] as const)
      expect(body[joint(name)]).toBeNull();
    expect(body[joint('nose')]).not.toBeNull();
  });

  it.each([
    ['handshake', 'right wrist', 'right wrist'],
    ['high-five', 'right wrist', 'right wrist'],
    ['holding-hands', 'left wrist', 'right wrist'],
    ['parent-and-child', 'left wrist', 'right wrist'],
    ['couple-back', 'left wrist', 'right wrist'],
  ] as const)('%s: hands meet', (id, one, other) => {
    const torso = between(presetPerson(id, SQUARE).body, 1, 8)!;
    const [a, b] = [at(id, one, 0), at(id, other, 1)];
    expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeLessThan(torso * 0.35);
  });

  it('gives hands of 21 points whose wrist is the arm’s', () => {
    const { body, rightHand } = presetPerson('peace-sign', SQUARE);
    expect(rightHand).toHaveLength(21);
    expect(rightHand?.[0]).toEqual(body[joint('right wrist')]);
    // Index and middle finger are up, ring and little finger are folded.
    const tips = [8, 12, 16, 20].map((tip) => rightHand![tip]!.y);
    expect(Math.max(tips[0]!, tips[1]!)).toBeLessThan(Math.min(tips[2]!, tips[3]!));
  });
});

describe('the search', () => {
  const found = (query: string): PoseId[] =>
    poseEntries().flatMap(({ id, searchText }) => (matchesQuery(searchText, query) ? [id] : []));

  it('finds by label, kind and further words, whatever the case', () => {
    expect(found('Salut')).toContain('saluting');
    expect(found('yoga TREE')).toEqual(['yoga-tree']);
    expect(found('fighting sword')).toEqual(expect.arrayContaining(['sword-guard', 'sword-overhead']));
  });

  it('wants every word, and words from their beginning', () => {
    expect(found('run tree')).toEqual([]);
    expect(found('aluting')).toEqual([]);
    expect(found('  ')).toHaveLength(poseEntries().length);
  });
});

it('knows its first pose without the tables', () => {
  expect(standingPerson(SQUARE)).toEqual(presetPerson('standing', SQUARE));
});
