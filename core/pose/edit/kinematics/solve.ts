/*
 * Inverse kinematics of a chain of bones in the plane. The first joint stays, all lengths are kept, and the last joint
 * goes as near to its target as they allow.
 */
import type { Point } from '../../types.ts';

/**
 * A chain is stretched to all but this share of its shortest bone. The bend that is left, a hundredth of a bone, is too
 * small to see, and tells on the way back to which side the chain was bent.
 */
const SLACK = 1e-4;
/** A joint that is nearer than this share of the bones to the straight line bends to neither side. */
const STRAIGHT = 1e-6;
/** Rounds after which a chain of three or more bones is as near as it will come. */
const MAX_ROUNDS = 64;
/** Distance in px at which such a chain has arrived. */
const ARRIVED = 1e-4;

/**
 * Solves a chain.
 *
 * @param chain - places of the joints in px, from the one that stays; a chain of one joint goes all the way
 * @param to - target of the last joint in px
 * @param away - a straight chain bends away from this place
 * @returns new places in the same order
 */
export function solveChain(chain: readonly Point[], to: Point, away: Point | null = null): readonly Point[] {
  const [root, middle, end] = chain;
  if (!root || !middle) return [to];
  if (!end) return [root, placeAt(root, distance(root, middle), to, middle)];
  return chain.length === 3 ? twoBones([root, middle, end], to, away) : manyBones(chain, to, away);
}

/**
 * Gives the place at a distance from another one, in the direction of a third.
 *
 * @param orElse - where the direction is taken from if the third is the first
 */
function placeAt(from: Point, length: number, towards: Point, orElse: Point): Point {
  const direction = directionTo(from, towards) ?? directionTo(from, orElse) ?? { x: 0, y: 1 };
  return { x: from.x + direction.x * length, y: from.y + direction.y * length };
}

/** Distance of two places in px. */
export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/** The unit vector from one place to another; undefined where they are the same. */
function directionTo(from: Point, to: Point): Point | undefined {
  const length = distance(from, to);
  return length > 0 ? { x: (to.x - from.x) / length, y: (to.y - from.y) / length } : undefined;
}

/** By the law of cosines, on the side to which the chain is bent already. */
function twoBones(chain: readonly [Point, Point, Point], to: Point, away: Point | null): readonly Point[] {
  const [root, middle, end] = chain;
  const [upper, lower] = [distance(root, middle), distance(middle, end)];
  const slack = SLACK * Math.min(upper, lower);
  const reach = Math.min(
    Math.max(distance(root, to), Math.abs(upper - lower) + slack),
    upper + lower - slack,
  );
  if (reach <= 0) return chain;
  const goal = placeAt(root, reach, to, end);
  const along = ((upper - lower) * (upper + lower) + reach * reach) / (2 * reach);
  const across = Math.sqrt(Math.max(0, upper * upper - along * along));
  const side = bendOf(root, middle, end) ?? bendAway(root, goal, away);
  const foot = { x: (goal.x - root.x) / reach, y: (goal.y - root.y) / reach };
  const bent = {
    x: root.x + foot.x * along - foot.y * across * side,
    y: root.y + foot.y * along + foot.x * across * side,
  };
  const newMiddle = placeAt(root, upper, bent, middle);
  return [root, newMiddle, placeAt(newMiddle, lower, goal, end)];
}

/**
 * FABRIK: in turns the chain is laid out from the target and from the root, each joint on the line to its neighbour.
 *
 * A. Aristidou and J. Lasenby, "FABRIK: A fast, iterative solver for the Inverse Kinematics problem", Graphical Models
 * 73 (2011).
 */
function manyBones(chain: readonly Point[], to: Point, away: Point | null): readonly Point[] {
  const lengths = chain.slice(1).map((joint, index) => distance(chain[index] ?? joint, joint));
  const root = chain[0] ?? to;
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (distance(root, to) >= total * (1 - SLACK)) return stretched(chain, lengths, to, away);
  const backwards = lengths.toReversed();
  let joints = bentALittle(chain, away);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const fromGoal = laidOut(to, joints.toReversed(), backwards);
    joints = laidOut(root, fromGoal.toReversed(), lengths);
    if (distance(joints.at(-1) ?? to, to) < ARRIVED) break;
  }
  return joints;
}

/** Lays a chain out towards what it cannot reach, each joint aside by a hundredth of a bone to where it was bent. */
function stretched(
  chain: readonly Point[],
  lengths: readonly number[],
  to: Point,
  away: Point | null,
): readonly Point[] {
  const [root, end] = [chain[0] ?? to, chain.at(-1) ?? to];
  const direction = directionTo(root, to) ?? { x: 0, y: 1 };
  const aside = Math.min(...lengths) / 100;
  let along = 0;
  const joints = chain.map((joint, index) => {
    along += index === 0 ? 0 : (lengths[index - 1] ?? 0);
    const isInner = index > 0 && index < chain.length - 1;
    const side = isInner ? aside * (bendOf(root, joint, end) ?? bendAway(root, to, away)) : 0;
    return {
      x: root.x + direction.x * along - direction.y * side,
      y: root.y + direction.y * along + direction.x * side,
    };
  });
  return laidOut(root, joints, lengths);
}

/** Lays a chain out from a new start with given lengths, each joint in the direction where it was. */
function laidOut(start: Point, joints: readonly Point[], lengths: readonly number[]): readonly Point[] {
  const placed = [start];
  lengths.forEach((length, index) => {
    const from = placed[index] ?? start;
    const towards = joints[index + 1] ?? start;
    placed.push(placeAt(from, length, towards, joints[index] ?? start));
  });
  return placed;
}

/** A chain that is straight cannot fold by itself: its inner joints are moved aside by a hundredth of its length. */
function bentALittle(chain: readonly Point[], away: Point | null): readonly Point[] {
  const root = chain[0];
  const end = chain.at(-1);
  if (!root || !end) return chain;
  const isStraight = chain.slice(1, -1).every((joint) => bendOf(root, joint, end) === undefined);
  const direction = directionTo(root, end);
  if (!isStraight || !direction) return chain;
  const aside = (distance(root, end) / 100) * bendAway(root, end, away);
  return chain.map((joint, index) =>
    index === 0 || index === chain.length - 1
      ? joint
      : { x: joint.x - direction.y * aside, y: joint.y + direction.x * aside },
  );
}

/** To which side of the line from root to end the middle lies; undefined on the line. 1 is the right hand on screen. */
function bendOf(root: Point, middle: Point, end: Point): 1 | -1 | undefined {
  const cross = (end.x - root.x) * (middle.y - root.y) - (end.y - root.y) * (middle.x - root.x);
  const size = distance(root, end) * (distance(root, middle) + distance(middle, end));
  if (Math.abs(cross) <= STRAIGHT * size) return undefined;
  return cross > 0 ? 1 : -1;
}

/** The side of the line that is further from a place. */
function bendAway(root: Point, end: Point, away: Point | null): 1 | -1 {
  return away && (bendOf(root, away, end) ?? -1) > 0 ? -1 : 1;
}
