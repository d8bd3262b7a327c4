/*
 * Chains of ball joints, such as the spine: cyclic coordinate descent, after Wang and Chen ("A combined optimization method
 * for solving the inverse kinematics problem of mechanical manipulators", IEEE Transactions on Robotics and Automation 7,
 * 1991), with every joint kept within its range.
 */
import type { BoneName } from '../body/bones.ts';
import { type Figure, framesOf, placeOn, withWorldRotation } from '../body/figure.ts';
import {
  directionOf,
  distance,
  fromRotationVector,
  multiply,
  rotationBetween,
  rotationVector,
  scale,
  subtract,
  type Vector3,
  ZERO,
} from '../../space/index.ts';

/** A chain and what of it is to be where. */
export interface ChainReach {
  /** Bones that may turn, the one nearest to the end first. */
  readonly bones: readonly BoneName[];
  readonly end: BoneName;
  /** The point of the last bone that is to reach the target, in that bone's axes and metres. */
  readonly grip?: Vector3;
  readonly target: Vector3;
}

const ROUNDS = 40;
/** Each joint takes a part of what is missing, so that the bend is shared along the chain. */
const SHARE = 0.5;

/** Turns the bones of a chain so that its end comes as near to a place as its joints allow. */
export function reachAlong(figure: Figure, { bones, end, grip = ZERO, target }: ChainReach): Figure {
  let [best, nearest] = [figure, distance(placeOn(framesOf(figure)[end], grip), target)];
  let current = figure;
  for (let round = 0; round < ROUNDS && nearest > 1e-4; round++) {
    for (const bone of bones) {
      const frames = framesOf(current);
      const { origin, rotation } = frames[bone];
      const from = directionOf(subtract(placeOn(frames[end], grip), origin), ZERO);
      const to = directionOf(subtract(target, origin), from);
      const turn = fromRotationVector(scale(rotationVector(rotationBetween(from, to)), SHARE));
      current = withWorldRotation(current, bone, multiply(turn, rotation), frames);
    }
    const miss = distance(placeOn(framesOf(current)[end], grip), target);
    if (miss < nearest) [best, nearest] = [current, miss];
  }
  return best;
}
