import { describe, expect, it } from 'vitest';
import { type Person, presetPerson, presetPose } from '../../../core/pose/index.ts';
import {
  type Figure,
  framesOf,
  liftPeople,
  lowestOf,
  type OrbitCamera,
  projectFigures,
} from '../../../core/pose3d/index.ts';
import { vector } from '../../../core/space/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';
import { randomFigure, randomNumbers } from './random-figures.ts';

const CANVAS = { width: 512, height: 512 };

function seen(figure: Figure, camera: Partial<OrbitCamera>, keepHidden = true): Person {
  const view = {
    azimuth: 0,
    elevation: 5,
    distance: 4,
    target: vector(0, 0.9, 0),
    fieldOfView: 35,
    ...camera,
  };
  return projectFigures([figure], view, CANVAS, { keepHidden })[0]!;
}

/** Distances in px of points that both have. */
function misses(a: Person, b: Person): number[] {
  return a.body.flatMap((point, i) => {
    const other = b.body[i];
    return point && other ? [Math.hypot(point.x - other.x, point.y - other.y)] : [];
  });
}

function worst(a: Person, b: Person): number {
  return Math.max(...misses(a, b));
}

/** Root mean square of the distances. */
function error(a: Person, b: Person): number {
  const all = misses(a, b);
  return Math.sqrt(all.reduce((sum, miss) => sum + miss * miss, 0) / all.length);
}

function lifted(person: Person): {
  readonly figure: Figure;
  readonly camera: OrbitCamera;
  readonly again: Person;
} {
  const { figures, camera } = liftPeople([person], CANVAS);
  const figure = figures[0]!;
  return { figure, camera, again: projectFigures([figure], camera, CANVAS, { keepHidden: true })[0]! };
}

const POSES = [
  'standing',
  't-pose',
  'arms-up',
  'hands-on-hips',
  'waving',
  'flexing',
  'running',
  'sitting',
] as const;

describe('lifting', () => {
  it('finds poses that are seen where they were, from all sides', () => {
    const random = randomNumbers(2);
    for (let i = 0; i < 10; i++) {
      const person = seen(randomFigure(random, 0.6), {
        azimuth: random() * 360,
        elevation: random() * 40 - 10,
      });
      const { again } = lifted(person);
      expect(error(person, again)).toBeLessThan(2);
      expect(worst(person, again)).toBeLessThan(5);
    }
  });

  it('knows front from back by the face', () => {
    const random = randomNumbers(4);
    const figure = randomFigure(random, 0.15);
    for (const azimuth of [0, 180]) {
      const found = lifted(seen(figure, { azimuth }, false));
      const { head, neck } = framesOf(found.figure);
      expect(head.origin.y).toBeGreaterThan(neck.origin.y);
      const [person] = projectFigures([found.figure], found.camera, CANVAS);
      expect(person!.body[0] === null).toBe(azimuth === 180);
    }
  });

  it.each(POSES)('puts the starting pose %s on the floor, nearly as it is drawn', (name) => {
    const person = presetPerson(name, CANVAS);
    const { figure, again } = lifted(person);
    expect(lowestOf(figure)).toBeCloseTo(0, 6);
    // The body; faces of the starting poses are wider than people's.
    const trunkAndLimbs = (of: Person): Person => ({ body: of.body.slice(1, 14) });
    // A knee of the running pose is further across than hips allow.
    expect(worst(trunkAndLimbs(person), trunkAndLimbs(again))).toBeLessThan(name === 'running' ? 32 : 9);
  });

  it('makes one who stands straight stand straight', () => {
    const { figure } = lifted(presetPerson('standing', CANVAS));
    const frames = framesOf(figure);
    expect(frames['left.thigh'].origin.y - frames['left.foot'].origin.y).toBeGreaterThan(0.8);
    expect(Math.abs(frames.neck.origin.z - frames.pelvis.origin.z)).toBeLessThan(0.2);
  });

  it('makes do with a half-length portrait', () => {
    const { body } = presetPerson('hands-on-hips', CANVAS);
    const person = { body: body.map((point, i) => ([9, 10, 12, 13].includes(i) ? null : point)) };
    expect(error(person, lifted(person).again)).toBeLessThan(8);
  });

  it('says so when there is too little to see', () => {
    const body = presetPerson('standing', CANVAS).body.map((point, i) => (i === 4 ? point : null));
    expect(() => liftPeople([{ body }], CANVAS)).toThrow(ArmatureError);
    expect(() => liftPeople([{ body: body.map(() => null) }], CANVAS)).toThrow(/too few points/);
  });

  describe('of several people', () => {
    const { people } = presetPose('hugging', CANVAS);

    it('sees all of them with one camera where they were, the lowest on the floor', () => {
      const { figures, camera } = liftPeople(people, CANVAS);
      const found = figures.filter((figure) => figure !== undefined);
      const again = projectFigures(found, camera, CANVAS, { keepHidden: true });
      expect(again).toHaveLength(2);
      again.forEach((person, i) => expect(error(people[i]!, person)).toBeLessThan(3));
      expect(Math.min(...found.map(lowestOf))).toBeCloseTo(0, 6);
      // They stand before each other, not each in the middle of the floor.
      const [a, b] = found.map(({ position }) => position);
      expect(Math.hypot(a!.x - b!.x, a!.z - b!.z)).toBeGreaterThan(0.15);
    });

    it('leaves out who has too few points, and keeps the places of the others', () => {
      const blank = { body: people[0]!.body.map(() => null) };
      const { figures } = liftPeople([blank, people[1]!], CANVAS);
      expect(figures[0]).toBeUndefined();
      expect(figures[1]).toEqual(lifted(people[1]!).figure);
    });
  });
});
