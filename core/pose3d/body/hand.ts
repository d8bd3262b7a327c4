/* Hands: five fingers of three bones each, bent by a few shapes. */
import {
  add,
  aroundAxis,
  AXIS,
  IDENTITY,
  multiply,
  type Quaternion,
  rotate,
  scale,
  vector,
  type Vector3,
} from '../../space/index.ts';
import type { Side } from './bones.ts';

interface HandShape {
  /** How far each finger is bent, from the thumb on: 0 straight, 1 into the fist. */
  readonly curl: readonly [number, number, number, number, number];
  /** How far the fingers stand apart, from 0 to 1. */
  readonly spread: number;
}

/** Shapes of a hand with their names for people. */
export const HAND_SHAPE_LABELS = {
  relaxed: 'Relaxed',
  open: 'Open',
  fist: 'Fist',
  point: 'Pointing',
  peace: 'Peace',
} as const satisfies Record<string, string>;

/** Name of a hand's shape. */
export type HandShapeName = keyof typeof HAND_SHAPE_LABELS;

/** The shapes in the order in which they are offered. */
export const HAND_SHAPE_NAMES = Object.keys(HAND_SHAPE_LABELS) as readonly HandShapeName[];

const SHAPES: Readonly<Record<HandShapeName, HandShape>> = {
  relaxed: { curl: [0.2, 0.22, 0.28, 0.32, 0.36], spread: 0.3 },
  open: { curl: [0, 0, 0, 0, 0], spread: 1 },
  fist: { curl: [0.85, 1, 1, 1, 1], spread: 0 },
  point: { curl: [0.75, 0, 1, 1, 1], spread: 0.1 },
  peace: { curl: [0.9, 0, 0, 1, 1], spread: 0.8 },
};

interface Finger {
  /** Of the left hand, in hand lengths from the wrist; x away from it, y to the back, z to the thumb. */
  readonly knuckle: Vector3;
  readonly bones: readonly [number, number, number];
  /** Degrees by which it points to the thumb's side when spread. */
  readonly fan: number;
}

const FINGERS: readonly Finger[] = [
  { knuckle: vector(0.13, -0.03, 0.15), bones: [0.2, 0.17, 0.14], fan: 38 },
  { knuckle: vector(0.49, 0, 0.125), bones: [0.22, 0.13, 0.1], fan: 9 },
  { knuckle: vector(0.5, 0.01, 0.04), bones: [0.24, 0.15, 0.11], fan: 1 },
  { knuckle: vector(0.48, 0.005, -0.045), bones: [0.22, 0.14, 0.11], fan: -7 },
  { knuckle: vector(0.44, -0.01, -0.12), bones: [0.17, 0.1, 0.09], fan: -16 },
];

/** Degrees by which each bone of a finger bends in a fist. */
const FULL_CURL = [82, 100, 70];
const FULL_THUMB = [28, 45, 60];
const RADIANS = Math.PI / 180;

/**
 * Gives the 21 points of a hand in the hand bone's axes, in metres: the wrist, then four per finger from the thumb on.
 *
 * @param length - wrist to the tip of the middle finger, in metres
 */
export function handPoints(shape: HandShapeName, side: Side, length: number): readonly Vector3[] {
  const mirror = side === 'left' ? 1 : -1;
  const points = [vector(0, 0, 0), ...FINGERS.flatMap((_, index) => fingerPoints(SHAPES[shape], index))];
  return points.map(({ x, y, z }) => vector(mirror * x * length, y * length, z * length));
}

function fingerPoints({ curl, spread }: HandShape, index: number): Vector3[] {
  const finger = FINGERS[index];
  if (!finger) return [];
  const isThumb = index === 0;
  const bent = curl[index] ?? 0;
  const fan = finger.fan * (isThumb ? 0.6 + 0.4 * spread : spread);
  let rotation = aroundAxis(AXIS.y, -fan * RADIANS);
  let at = finger.knuckle;
  const points = [at];
  finger.bones.forEach((bone, i) => {
    rotation = multiply(rotation, bend(isThumb, i, bent));
    at = add(at, rotate(rotation, scale(AXIS.x, bone)));
    points.push(at);
  });
  return points;
}

/** Fingers bend to the palm; the thumb bends across it. */
function bend(isThumb: boolean, joint: number, share: number): Quaternion {
  const full = (isThumb ? FULL_THUMB : FULL_CURL)[joint] ?? 0;
  if (share === 0) return IDENTITY;
  const toPalm = aroundAxis(AXIS.z, -full * share * RADIANS * (isThumb ? 0.55 : 1));
  return isThumb ? multiply(aroundAxis(AXIS.y, full * share * RADIANS), toPalm) : toPalm;
}
