import { describe, expect, it } from 'vitest';
import { type Person, presetPerson } from '../../../core/pose/index.ts';
import {
  type Figure,
  framesOf,
  liftPerson,
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

/** Largest distance in px of points that both have. */
function worst(a: Person, b: Person): number {
  return Math.max(
    ...a.body.map((point, i) => {
      const other = b.body[i];
      return point && other ? Math.hypot(point.x - other.x, point.y - other.y) : 0;
    }),
  );
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
      const { figure, camera, error } = liftPerson(person, CANVAS);
      const again = projectFigures([figure], camera, CANVAS, { keepHidden: true })[0]!;
      expect(error).toBeLessThan(2);
      expect(worst(person, again)).toBeLessThan(5);
    }
  });

  it('knows front from back by the face', () => {
    const random = randomNumbers(4);
    const figure = randomFigure(random, 0.15);
    for (const azimuth of [0, 180]) {
      const lifted = liftPerson(seen(figure, { azimuth }, false), CANVAS);
      const { head, neck } = framesOf(lifted.figure);
      expect(head.origin.y).toBeGreaterThan(neck.origin.y);
      const [person] = projectFigures([lifted.figure], lifted.camera, CANVAS);
      expect(person!.body[0] === null).toBe(azimuth === 180);
    }
  });

  it.each(POSES)('puts the starting pose %s on the floor, nearly as it is drawn', (name) => {
    const person = presetPerson(name, CANVAS);
    const { figure, camera } = liftPerson(person, CANVAS);
    expect(lowestOf(figure)).toBeCloseTo(0, 6);
    const again = projectFigures([figure], camera, CANVAS, { keepHidden: true })[0]!;
    // The body; faces of the starting poses are wider than people's.
    const trunkAndLimbs = (of: Person): Person => ({ body: of.body.slice(1, 14) });
    // A knee of the running pose is further across than hips allow.
    expect(worst(trunkAndLimbs(person), trunkAndLimbs(again))).toBeLessThan(name === 'running' ? 32 : 9);
  });

  it('makes one who stands straight stand straight', () => {
    const { figure } = liftPerson(presetPerson('standing', CANVAS), CANVAS);
    const frames = framesOf(figure);
    expect(frames['left.thigh'].origin.y - frames['left.foot'].origin.y).toBeGreaterThan(0.8);
    expect(Math.abs(frames.neck.origin.z - frames.pelvis.origin.z)).toBeLessThan(0.2);
  });

  it('makes do with a half-length portrait', () => {
    const { body } = presetPerson('hands-on-hips', CANVAS);
    const person = { body: body.map((point, i) => ([9, 10, 12, 13].includes(i) ? null : point)) };
    const { error } = liftPerson(person, CANVAS);
    expect(error).toBeLessThan(8);
  });

  it('says so when there is too little to see', () => {
    const body = presetPerson('standing', CANVAS).body.map((point, i) => (i === 4 ? point : null));
    expect(() => liftPerson({ body }, CANVAS)).toThrow(ArmatureError);
    expect(() => liftPerson({ body: body.map(() => null) }, CANVAS)).toThrow(/too few points/);
  });
});
