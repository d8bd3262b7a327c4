/*
 * Arms and legs as two bones with a ball joint and a hinge. What they can do is solved in closed form, with the swivel
 * about the line from root to end as the one thing left to choose, after Tolani, Goswami and Badler ("Real-time inverse
 * kinematics techniques for anthropomorphic limbs", Graphical Models 62, 2000).
 */
import type { BoneName, Side } from '../body/bones.ts';
import { type Figure, type Frames, framesOf, withRotation, withWorldRotation } from '../body/figure.ts';
import { anglesOf, rotationOf } from '../body/limits.ts';
import { localRotation } from '../body/figure.ts';
import {
  across,
  add,
  anyAcross,
  aroundAxis,
  AXIS,
  cross,
  directionOf,
  distance,
  dot,
  lengthOf,
  rotate,
  rotationOnto,
  scale,
  subtract,
  type Vector3,
} from '../../space/index.ts';

/** An arm or a leg. */
export interface Limb {
  readonly kind: 'arm' | 'leg';
  readonly side: Side;
}

/** The bones of a limb, from the trunk outward. */
interface LimbBones {
  readonly upper: BoneName;
  readonly lower: BoneName;
  readonly end: BoneName;
}

/** The bones of a limb. */
export function bonesOf({ kind, side }: Limb): LimbBones {
  return kind === 'arm'
    ? { upper: `${side}.upperArm`, lower: `${side}.forearm`, end: `${side}.hand` }
    : { upper: `${side}.thigh`, lower: `${side}.shin`, end: `${side}.foot` };
}

/** In the upper bone's axes: which way the limb points, and to which side it bends. */
function axesOf({ kind, side }: Limb): { readonly along: Vector3; readonly side: Vector3 } {
  if (kind === 'leg') return { along: scale(AXIS.y, -1), side: scale(AXIS.z, -1) };
  return { along: scale(AXIS.x, side === 'left' ? 1 : -1), side: AXIS.z };
}

/** Turns a limb so that its middle and its end point to two places, as far as its joints go. */
export function aimLimb(
  figure: Figure,
  limb: Limb,
  middle: Vector3,
  end: Vector3,
  frames: Frames = framesOf(figure),
): Figure {
  const { upper, lower } = bonesOf(limb);
  const axes = axesOf(limb);
  const root = frames[upper].origin;
  const held = rotate(frames[upper].rotation, axes.side);
  const along = directionOf(subtract(middle, root), rotate(frames[upper].rotation, axes.along));
  const onward = directionOf(subtract(end, middle), along);
  const bend = Math.acos(Math.min(Math.max(dot(along, onward), -1), 1));
  // A straight limb does not say to which side it bends: it stays as it was.
  const side = directionOf(
    Math.sin(bend) > 0.02 ? across(onward, along) : across(held, along),
    anyAcross(along),
  );
  const turned = withWorldRotation(figure, upper, rotationOnto(axes, { along, side }), frames);
  return withRotation(turned, lower, bentBy(figure, lower, bend));
}

/** The lower bone bent by radians, its twist kept. */
function bentBy(figure: Figure, lower: BoneName, bend: number): ReturnType<typeof rotationOf> {
  const [, ...rest] = anglesOf(lower, localRotation(figure, lower));
  return rotationOf(lower, [(bend * 180) / Math.PI, ...rest]);
}

/** What a limb is to reach. */
export interface Reach {
  /** Where the wrist or the ankle is to be, in metres. */
  readonly target: Vector3;
  /** Where elbow or knee should point to; to the side to which they do now, if it is left out. */
  readonly pole?: Vector3;
}

const SWIVELS = 48;

/**
 * Brings the end of a limb to a place, or as near to it as its length and its joints allow. Hand or foot keep their
 * rotation in the world as far as their joint goes. Elbow or knee stay as near to their side as the joints allow.
 */
export function reachWith(figure: Figure, limb: Limb, { target, pole }: Reach): Figure {
  const frames = framesOf(figure);
  const { upper, lower, end } = bonesOf(limb);
  const root = frames[upper].origin;
  const lengths = {
    upper: distance(root, frames[lower].origin),
    lower: distance(frames[lower].origin, frames[end].origin),
  };
  const direction = directionOf(subtract(target, root), rotate(frames[upper].rotation, axesOf(limb).along));
  const near = add(root, scale(direction, reachable(distance(root, target), lengths)));
  const held = bendSide(limb, frames, direction);
  const preferred = pole ? directionOf(across(subtract(pole, root), direction), held) : held;
  let best: { readonly figure: Figure; readonly cost: number } | undefined;
  for (const swivel of swivels()) {
    const outward = rotate(aroundAxis(direction, swivel), preferred);
    const middle = elbowPlace(root, near, outward, lengths);
    const tried = aimLimb(figure, limb, middle, near, frames);
    const miss = distance(framesOf(tried)[end].origin, near);
    const cost = miss * MISS_PER_SWIVEL + Math.abs(swivel);
    if (!best || cost < best.cost - 1e-9) best = { figure: tried, cost };
    // Later ones turn further away from the pole.
    if (miss < 1e-6) break;
  }
  return best ? withWorldRotation(best.figure, end, frames[end].rotation) : figure;
}

/** Radians of swivel that a metre of missing the target is worth. */
const MISS_PER_SWIVEL = 100;

/** Angles in radians from 0 outward to both sides. */
function* swivels(): Generator<number> {
  yield 0;
  for (let i = 1; i <= SWIVELS / 2; i++) {
    yield (2 * Math.PI * i) / SWIVELS;
    yield (-2 * Math.PI * i) / SWIVELS;
  }
}

interface Lengths {
  readonly upper: number;
  readonly lower: number;
}

/** How far the end can be from the root: neither beyond the stretched limb nor nearer than its hinge folds. */
function reachable(wanted: number, { upper, lower }: Lengths): number {
  const folded = Math.sqrt(upper ** 2 + lower ** 2 + 2 * upper * lower * Math.cos((149.9 / 180) * Math.PI));
  return Math.min(Math.max(wanted, folded), (upper + lower) * (1 - 1e-9));
}

/** Where the middle is when both ends are fixed, on the side that is asked for: the law of cosines. */
function elbowPlace(root: Vector3, end: Vector3, outward: Vector3, { upper, lower }: Lengths): Vector3 {
  const reach = Math.max(distance(root, end), 1e-9);
  const foot = (upper ** 2 - lower ** 2 + reach ** 2) / (2 * reach);
  const height = Math.sqrt(Math.max(upper ** 2 - foot ** 2, 0));
  const direction = scale(subtract(end, root), 1 / reach);
  return add(root, add(scale(direction, foot), scale(outward, height)));
}

/** To where elbow or knee go when the limb bends more: against the side to which its hinge bends. */
function bendSide(limb: Limb, frames: Frames, direction: Vector3): Vector3 {
  const side = rotate(frames[bonesOf(limb).upper].rotation, axesOf(limb).side);
  const away = across(scale(side, -1), direction);
  return lengthOf(away) > 1e-6 ? directionOf(away, side) : directionOf(cross(direction, AXIS.x), AXIS.z);
}
