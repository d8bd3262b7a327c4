import type { Keypoints, Point } from '../../types.ts';
import { rotation, type Transform, transformed } from '../transform.ts';
import { distance } from './solve.ts';
import type { JointTree } from './tree.ts';

/** How the joints of a part move, and whatever is attached to them. Joints that stay are left out. */
export type Motions = ReadonlyMap<number, Transform>;

/** A part with its bones turned. */
export interface TurnedPart {
  readonly points: Keypoints;
  readonly motions: Motions;
}

/**
 * Puts the joints of a chain in new places; all that hangs on one of them turns rigidly with its bone.
 *
 * @param chain - joints that are there, each hanging on the one before
 * @param places - where they go, in px
 */
export function turnChain(
  points: Keypoints,
  tree: JointTree,
  chain: readonly number[],
  places: readonly Point[],
): TurnedPart {
  const motions = new Map<number, Transform>();
  const placed = new Map<number, Point>();
  chain.forEach((joint, index) => {
    const [from, to] = [points[joint], places[index]];
    if (!from || !to || (index === 0 && distance(from, to) === 0)) return;
    placed.set(joint, to);
    const near = index > 0 ? points[chain[index - 1] ?? joint] : null;
    const newNear = index > 0 ? places[index - 1] : null;
    const motion =
      near && newNear ? motionOfBone([near, from], [newNear, to]) : motionOfBone([from, from], [to, to]);
    for (const moved of [joint, ...tree.beyond(joint)]) motions.set(moved, motion);
  });
  const turned = points.map((point, joint) => {
    const motion = motions.get(joint);
    return point && motion ? { ...point, ...(placed.get(joint) ?? transformed(motion, point)) } : point;
  });
  return { points: turned, motions };
}

type Bone = readonly [near: Point, far: Point];

/** The rigid motion that brings the far end of a bone to its new place and turns as the bone does. */
function motionOfBone([near, far]: Bone, [newNear, newFar]: Bone): Transform {
  const isBone = distance(near, far) > 0 && distance(newNear, newFar) > 0;
  const angle = (a: Point, b: Point): number => Math.atan2(b.y - a.y, b.x - a.x);
  const turn = rotation(far, isBone ? angle(newNear, newFar) - angle(near, far) : 0);
  return { ...turn, e: turn.e + newFar.x - far.x, f: turn.f + newFar.y - far.y };
}
