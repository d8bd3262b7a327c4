/* Animals of 17 points: read, written, edited. */
import { describe, expect, it } from 'vitest';
import {
  addPerson,
  ANIMAL_EDGES,
  dragKeypoint,
  fitPose,
  limbAt,
  limbsOf,
  mirrorPeople,
  openPoseJsonFrom,
  type Person,
  personAt,
  type Point,
  type Pose,
  poseFromOpenPoseJson,
  presetPose,
  standingAnimal,
  toggleLimb,
} from '../../../core/pose/index.ts';

const CANVAS = { width: 640, height: 512 };
const [NECK, ELBOW, PAW] = [3, 6, 7];

function list(points = 17, missing: readonly number[] = []): number[] {
  return Array.from({ length: points }, (_, i) =>
    missing.includes(i) ? [0, 0, 0] : [100 + i, 50 + 2 * i, 1],
  ).flat();
}

function documentWith(animals: unknown, more: Readonly<Record<string, unknown>> = {}): unknown {
  return { people: [], animals, canvas_width: 640, canvas_height: 512, ...more };
}

function at(pose: Pose, joint: number): Point {
  const point = pose.people[0]?.animal?.[joint];
  if (!point) throw new Error(`point ${joint} is missing`);
  return point;
}

const standing: Pose = { ...CANVAS, people: [standingAnimal(CANVAS)] };

describe('a document with animals', () => {
  it('has each of 17 points on the canvas, after all people', () => {
    const person = openPoseJsonFrom(presetPose('standing', CANVAS)).people[0];
    const pose = poseFromOpenPoseJson(documentWith([list(17, [2])], { people: [person] }));
    expect(pose.people).toHaveLength(2);
    const [someone, animal] = pose.people;
    expect(someone?.animal).toBeUndefined();
    expect(animal?.body.every((point) => point === null)).toBe(true);
    expect(animal?.animal?.[0]).toEqual({ x: 100, y: 50 });
    expect(animal?.animal?.[2]).toBeNull();
  });

  it('is written as it was read, with what nobody knows', () => {
    const odd = [[1, 2, 1], null, list(12), 'cat', list(17, [...Array(17).keys()])];
    const json = documentWith([list(), ...odd], { version: 2 });
    const written = openPoseJsonFrom(poseFromOpenPoseJson(json));
    expect(written['animals']).toEqual([list(), ...odd]);
    expect(written['version']).toBe(2);
    expect(openPoseJsonFrom(poseFromOpenPoseJson(documentWith('none')))['animals']).toBe('none');
    expect(openPoseJsonFrom(poseFromOpenPoseJson(documentWith([])))['animals']).toEqual([]);
  });

  it('takes shares of the canvas for what they are', () => {
    const shares = list().map((value, i) => (i % 3 === 2 ? value : value / (i % 3 === 0 ? 640 : 512)));
    const pose = poseFromOpenPoseJson(documentWith([shares]));
    expect(at(pose, 4).x).toBeCloseTo(104, 6);
    const written = openPoseJsonFrom(pose, { units: 'normalised' })['animals'] as number[][];
    written[0]!.forEach((value, i) => expect(value).toBeCloseTo(shares[i]!, 9));
  });

  it('keeps name, lock and hiding of animals, and confidences where they are asked for', () => {
    const animal = standing.people[0]!.animal!.map((point) => point && { ...point, confidence: 0.5 });
    const named: Pose = {
      ...CANVAS,
      people: [
        { ...standing.people[0]!, animal, name: 'Rex', locked: true },
        { ...standing.people[0]!, hidden: true },
        standing.people[0]!,
      ],
    };
    const text = JSON.stringify(openPoseJsonFrom(named, { confidence: 'kept' }));
    expect(poseFromOpenPoseJson(JSON.parse(text)).people).toEqual(named.people);
  });

  it('keeps who is drawn over whom, and tells it only where it is not the usual order', () => {
    const [animal] = standing.people;
    const someone = presetPose('standing', CANVAS).people[0]!;
    const written = (...people: readonly Person[]): Record<string, unknown> =>
      JSON.parse(JSON.stringify(openPoseJsonFrom({ ...CANVAS, people }))) as Record<string, unknown>;
    expect(written(someone, someone, animal!)).not.toHaveProperty('drawing_order');
    expect(written(animal!)).not.toHaveProperty('drawing_order');
    const rex = { ...animal!, name: 'Rex' };
    for (const people of [
      [rex, someone],
      [someone, rex, { ...someone, name: 'Ann' }, animal!, someone],
    ]) {
      const pose = poseFromOpenPoseJson(written(...people));
      expect(pose).toEqual({ ...CANVAS, people });
    }
  });

  it('has those last of whom an order says nothing, and counts those who cannot be shown', () => {
    const someone = openPoseJsonFrom(presetPose('standing', CANVAS)).people[0];
    const empty = { pose_keypoints_2d: list(18, [...Array(18).keys()]) };
    const kindsOf = (fields: object): readonly string[] =>
      poseFromOpenPoseJson({ people: [someone, someone], animals: [list()], ...fields }).people.map((one) =>
        one.animal ? 'animal' : 'person',
      );
    const [person, animal] = ['person', 'animal'];
    const order = ['animals', 'animals', 'people'];
    expect(kindsOf({ drawing_order: order })).toEqual([animal, person, person]);
    expect(kindsOf({ drawing_order: order, people: [] })).toEqual([animal]);
    expect(kindsOf({ drawing_order: ['people', 'animals'], people: [empty, someone] })).toEqual([
      animal,
      person,
    ]);
    expect(kindsOf({ drawing_order: ['animals', 'people', 'animals'], animals: ['cat', list()] })).toEqual([
      person,
      animal,
      person,
    ]);
    expect(kindsOf({ drawing_order: 'animals' })).toEqual([person, person, animal]);
  });

  it('keeps an order that is none', () => {
    const json = documentWith([list()], { drawing_order: ['cats'] });
    expect(openPoseJsonFrom(poseFromOpenPoseJson(json))['drawing_order']).toEqual(['cats']);
  });

  it('lets a file go on whose animal is far away, as it came', () => {
    const far = list().with(0, 1e9);
    const pose = poseFromOpenPoseJson(documentWith([far]));
    expect(pose.people).toEqual([]);
    expect(openPoseJsonFrom(pose)['animals']).toEqual([far]);
  });
});

describe('an animal', () => {
  it('lies within the canvas, has all points, and steps aside for the next one', () => {
    for (const point of standing.people[0]!.animal!) {
      expect(point!.x).toBeGreaterThan(0);
      expect(point!.x).toBeLessThan(CANVAS.width);
      expect(point!.y).toBeGreaterThan(0);
      expect(point!.y).toBeLessThan(CANVAS.height);
    }
    const two = addPerson(standing, standingAnimal(CANVAS));
    expect(two.people[1]?.animal?.[NECK]?.x).not.toBe(at(standing, NECK).x);
  });

  it('is found by its lines', () => {
    for (const [from, to] of ANIMAL_EDGES) {
      const [a, b] = [at(standing, from), at(standing, to)];
      expect(personAt(standing, { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, 3)).toBe(0);
    }
    expect(personAt(standing, { x: 2, y: 2 }, 3)).toBeUndefined();
  });

  it('keeps the lengths of its bones, or turns a limb, when a joint is dragged so', () => {
    const length = (pose: Pose, a: number, b: number): number =>
      Math.hypot(at(pose, a).x - at(pose, b).x, at(pose, a).y - at(pose, b).y);
    const to = { x: at(standing, PAW).x - 60, y: at(standing, PAW).y - 40 };
    const reached = dragKeypoint(standing, { person: 0, part: 'animal', joint: PAW }, to, 'stretchless');
    expect(at(reached, PAW).x).toBeCloseTo(to.x, 3);
    for (const [a, b] of [
      [5, ELBOW],
      [ELBOW, PAW],
    ] as const)
      expect(length(reached, a, b)).toBeCloseTo(length(standing, a, b), 3);
    expect(at(reached, NECK)).toEqual(at(standing, NECK));
    const turned = dragKeypoint(standing, { person: 0, part: 'animal', joint: ELBOW }, to, 'limb');
    expect(length(turned, 5, ELBOW)).toBeCloseTo(length(standing, 5, ELBOW), 6);
    expect(length(turned, ELBOW, PAW)).toBeCloseTo(length(standing, ELBOW, PAW), 6);
    expect(at(turned, PAW)).not.toEqual(at(standing, PAW));
  });

  it('changes sides when it is mirrored, twice back to itself', () => {
    const once = mirrorPeople(standing, [0]);
    expect(at(once, 5).x).toBeCloseTo(sumOfEnds() - at(standing, 8).x, 6);
    const twice = mirrorPeople(once, [0]);
    standing.people[0]!.animal!.forEach((point, joint) => {
      expect(at(twice, joint).x).toBeCloseTo(point!.x, 6);
      expect(at(twice, joint).y).toBe(point!.y);
    });
  });

  it('is fitted to another canvas with everybody', () => {
    const fitted = fitPose(standing, { width: 1280, height: 1024 });
    expect(at(fitted, NECK)).toEqual({ x: at(standing, NECK).x * 2, y: at(standing, NECK).y * 2 });
  });
});

/** Twice the middle between the outermost points, about which a mirror turns. */
function sumOfEnds(): number {
  const xs = standing.people[0]!.animal!.map((point) => point!.x);
  return Math.min(...xs) + Math.max(...xs);
}

describe('a limb of an animal', () => {
  const limbOf = (near: number, far: number): number =>
    limbsOf(standing.people[0]).findIndex(([a, b]) => a === near && b === far);

  it('goes with all that hangs on it, and comes back to its place', () => {
    const bare = toggleLimb(standing, 0, limbOf(NECK, 5));
    expect(bare.people[0]?.animal?.flatMap((point, i) => (point ? [] : [i]))).toEqual([5, ELBOW, PAW]);
    expect(toggleLimb(bare, 0, limbOf(NECK, 5), standing.people[0])).toEqual(standing);
    const guessed = toggleLimb(bare, 0, limbOf(NECK, 5));
    expect(at(guessed, PAW).y).toBeCloseTo(at(standing, PAW).y, 6);
  });

  it('is found under a place', () => {
    const [elbow, paw] = [at(standing, ELBOW), at(standing, PAW)];
    const middle = { x: (elbow.x + paw.x) / 2, y: (elbow.y + paw.y) / 2 };
    expect(limbAt(standing, middle, 1)).toEqual({ person: 0, limb: limbOf(ELBOW, PAW) });
  });
});
