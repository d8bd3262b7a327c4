/* Where the trunk is, how it is turned, and how the head sits on it. */
import type { Point } from '../../pose/index.ts';
import type { BoneName } from '../body/bones.ts';
import { type Figure, framesOf, localRotation } from '../body/figure.ts';
import type { BodyKeypointName } from '../body/landmarks.ts';
import { bodyLandmarks } from '../body/landmarks.ts';
import {
  add,
  aroundAxis,
  AXIS,
  multiply,
  type Quaternion,
  rotate,
  subtract,
  vector,
} from '../../space/index.ts';
import { refine, type Refined } from './refine.ts';
import { placeAt, type Sight } from './view.ts';

const TRUNK_NAMES: readonly BodyKeypointName[] = [
  'neck',
  'right shoulder',
  'left shoulder',
  'right hip',
  'left hip',
  'nose',
  'right eye',
  'left eye',
  'right ear',
  'left ear',
];

const TRUNK_BONES: readonly BoneName[] = [
  'spine',
  'chest',
  'neck',
  'head',
  'left.clavicle',
  'right.clavicle',
];

/**
 * Puts a figure's trunk and head where they are seen, in several ways, the likeliest first. Gives none where there are too
 * few points to tell.
 *
 * @param depth - metres from the camera to begin with
 */
export function liftTrunk(figure: Figure, sight: Sight, depth: number): readonly Refined[] {
  const names = TRUNK_NAMES.filter((name) => sight.points.has(name));
  if (names.length < 2) return [];
  /** The likeliest of some guesses, after a few steps towards what is seen. */
  const best = (
    guesses: readonly Figure[],
    bones: readonly BoneName[],
    steps: number,
    count: number,
  ): Refined[] =>
    guesses
      .map((guess) => scored(refine(guess, sight, { ...FIRM, bones, names, steps }), sight))
      .sort((a, b) => a.cost - b.cost)
      .slice(0, count);
  const starts = seeds(sight).map((rotation) =>
    placed({ ...figure, rotations: { ...figure.rotations, pelvis: rotation } }, sight, depth),
  );
  const coarse = best(starts, [], 8, 4).map((guess) => guess.figure);
  return best(coarse, TRUNK_BONES, 12, 4);
}

/** The build is a guess, above all of the face: it must not draw the person nearer, for that comes out as crouching. */
const FIRM = { stiffness: 0.03, depthStiffness: 1.5, loose: 0.35 } as const;

/** Rotations to begin with: to all sides, upright, bent forward and back, along the line of the back on the canvas. */
function seeds({ points }: Sight): readonly Quaternion[] {
  const [neck, hips] = [points.get('neck'), middleOf(points.get('left hip'), points.get('right hip'))];
  const lean = neck && hips ? Math.atan2(hips.x - neck.x, hips.y - neck.y) : 0;
  const roll = aroundAxis(AXIS.z, lean);
  return [0, 50, 90, 130, 180, 230, 270, 310].flatMap((yaw) =>
    [0, 45, -45].map((pitch) => {
      const turned = multiply(aroundAxis(AXIS.x, radians(pitch)), aroundAxis(AXIS.y, radians(yaw)));
      return multiply(roll, turned);
    }),
  );
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function middleOf(a: Point | undefined, b: Point | undefined): Point | undefined {
  return a && b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : (a ?? b);
}

/** Moves a figure so that a point of its trunk is seen where it should be, at a depth. */
function placed(figure: Figure, sight: Sight, depth: number): Figure {
  const places = bodyLandmarks(framesOf(figure, sight.measures), sight.measures);
  const anchor = TRUNK_NAMES.find((name) => sight.points.has(name));
  const point = anchor && sight.points.get(anchor);
  if (!anchor || !point) return figure;
  const away = subtract(placeAt(sight, point, depth), places[anchor]);
  return { ...figure, position: add(figure.position, away) };
}

/** Share of the person's size that showing a face which is not seen is worth, or hiding one that is. */
const FACING = 0.12;

/** Adds to the cost what the face says: nose and eyes are seen from the front, an ear from its side. */
function scored({ figure, cost }: Refined, { points, measures }: Sight): Refined {
  const { rotation } = framesOf(figure, measures).head;
  // The camera looks along -z: what faces it has z above 0.
  const front = rotate(rotation, AXIS.z).z;
  const left = rotate(rotation, vector(1, 0, 0)).z;
  const features = (['nose', 'left eye', 'right eye'] as const).filter((name) => points.has(name)).length;
  const ears = Number(points.has('left ear')) - Number(points.has('right ear'));
  const facing = (features / 3) * 2 - 1;
  // Leaning to the camera or away from it shows little: upright is likelier.
  const leaning = Math.abs(rotate(localRotation(figure, 'pelvis'), AXIS.y).z);
  const wrong = Math.max(0, -facing * front) + Math.max(0, -ears * left) + 0.3 * leaning;
  return { figure, cost: cost + (FACING * wrong) ** 2 };
}
