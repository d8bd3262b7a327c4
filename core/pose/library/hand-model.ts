/*
 * A hand with its 21 points in metres. Fingers are chains that bend towards the palm.
 */
import {
  across,
  add,
  cross,
  directionOf,
  radians,
  scale,
  sum,
  type Vector3,
  ZERO,
} from '../../space/index.ts';
import type { Side } from './side.ts';

/** Degrees by which a finger bends at its three joints, and to which it points sideways (to the thumb's side). */
type Finger = readonly [knuckle: number, middle: number, tip: number, sideways: number];

/** The thumb, then the fingers from the index on. For the thumb the knuckle's angle is towards the palm. */
type Fingers = readonly [thumb: Finger, index: Finger, middle: Finger, ring: Finger, little: Finger];

const STRAIGHT_THUMB: Finger = [15, 8, 5, 48];
const FOLDED_THUMB: Finger = [50, 25, 30, 8];
const CURLED = (sideways: number): Finger => [80, 95, 60, sideways];
const STRAIGHT = (sideways: number): Finger => [5, 5, 3, sideways];

const SHAPES = {
  open: [STRAIGHT_THUMB, STRAIGHT(12), STRAIGHT(3), STRAIGHT(-6), STRAIGHT(-16)],
  flat: [[10, 8, 5, 25], STRAIGHT(3), STRAIGHT(0), STRAIGHT(-2), STRAIGHT(-5)],
  relaxed: [
    [25, 10, 10, 32],
    [20, 25, 15, 6],
    [26, 30, 18, 1],
    [30, 34, 20, -4],
    [34, 36, 22, -10],
  ],
  fist: [FOLDED_THUMB, CURLED(3), CURLED(1), CURLED(-2), CURLED(-5)],
  point: [FOLDED_THUMB, STRAIGHT(2), CURLED(1), CURLED(-2), CURLED(-5)],
  peace: [FOLDED_THUMB, STRAIGHT(14), STRAIGHT(-8), CURLED(-2), CURLED(-5)],
  'thumbs-up': [[0, 0, -8, 75], CURLED(3), CURLED(1), CURLED(-2), CURLED(-5)],
  ok: [[45, 25, 20, 20], [50, 60, 40, 4], STRAIGHT(2), STRAIGHT(-7), STRAIGHT(-16)],
  horns: [FOLDED_THUMB, STRAIGHT(8), CURLED(1), CURLED(-2), STRAIGHT(-14)],
  grip: [
    [45, 20, 15, 20],
    [45, 60, 30, 3],
    [48, 62, 30, 1],
    [50, 64, 32, -2],
    [52, 66, 34, -5],
  ],
} as const satisfies Readonly<Record<string, Fingers>>;

/** What the fingers do. */
export type HandShape = keyof typeof SHAPES;

/** All of them. */
export const HAND_SHAPES = Object.keys(SHAPES) as readonly HandShape[];

/** From the wrist, in metres: where a chain begins (along the hand, to the thumb's side) and how long its bones are. */
const CHAINS: readonly { readonly base: readonly [number, number]; readonly bones: readonly number[] }[] = [
  { base: [0.028, 0.026], bones: [0.042, 0.034, 0.028] },
  { base: [0.09, 0.026], bones: [0.042, 0.026, 0.02] },
  { base: [0.093, 0.004], bones: [0.046, 0.029, 0.021] },
  { base: [0.088, -0.016], bones: [0.043, 0.027, 0.021] },
  { base: [0.08, -0.035], bones: [0.033, 0.021, 0.018] },
];

/** Where a hand is and how it is turned. */
export interface HandPlan {
  readonly side: Side;
  readonly shape: HandShape;
  readonly wrist: Vector3;
  /** Where the fingers point before they bend. */
  readonly along: Vector3;
  /** Where the palm looks; brought at right angles to the fingers. */
  readonly palm: Vector3;
  readonly size: number;
}

/** Gives the 21 points in OpenPose's order: the wrist, then four per finger from the thumb on. */
export function buildHand({ side, shape, wrist, along, palm, size }: HandPlan): readonly Vector3[] {
  const forward = directionOf(along, ZERO);
  const inward = directionOf(across(palm, forward), ZERO);
  const thumbward = side === 'right' ? cross(forward, inward) : cross(inward, forward);
  const frame: HandFrame = { wrist, forward, inward, thumbward, size };
  return [wrist, ...CHAINS.flatMap((_, finger) => buildFinger(frame, SHAPES[shape], finger))];
}

interface HandFrame extends Pick<HandPlan, 'wrist' | 'size'> {
  readonly forward: Vector3;
  readonly inward: Vector3;
  readonly thumbward: Vector3;
}

function buildFinger(hand: HandFrame, fingers: Fingers, index: number): readonly Vector3[] {
  const { forward, inward, thumbward, size } = hand;
  const { base, bones } = CHAINS[index] ?? { base: [0, 0], bones: [] };
  const [knuckle, middle, tip, sideways] = fingers[index] ?? [0, 0, 0, 0];
  const straight = turned(forward, thumbward, sideways);
  const bends = [knuckle, knuckle + middle, knuckle + middle + tip];
  const points = [sum(hand.wrist, scale(forward, base[0] * size), scale(thumbward, base[1] * size))];
  bones.forEach((bone, i) => {
    const step = turned(straight, inward, bends[i] ?? 0);
    points.push(add(points[i] ?? hand.wrist, scale(step, bone * size)));
  });
  return points;
}

/** A direction turned towards another one that stands across it. */
function turned(from: Vector3, towards: Vector3, degrees: number): Vector3 {
  const angle = radians(degrees);
  return add(scale(from, Math.cos(angle)), scale(towards, Math.sin(angle)));
}
