/*
 * Which joints limbs join, told by the px between them.
 */
import { BODY_LIMBS } from '../../skeleton.ts';
import { DISC_RADIUS, type Disc } from './discs.ts';
import { distance } from './geometry.ts';
import { type LimbLook, lookAtLimb } from './limb-shape.ts';
import { bestMatching } from './matching.ts';
import type { PixelPlanes } from './pixel-planes.ts';

/** A joint: which of the 18, and where. Nothing is visible of one that was told by the ends of its limbs. */
export interface Joint extends Disc {
  readonly name: number;
}

/** The joints of one person by their name; what was not seen is missing. */
export type Figure = ReadonlyMap<number, Joint>;

/** A limb that joins two joints. */
export interface Link {
  readonly limb: number;
  readonly from: Joint;
  readonly to: Joint;
}

/** Share of a limb that may be black: it is drawn throughout, but its edges are rounded and resized. */
const MOST_BLACK = 0.12;
/** Share of a limb, and samples of it, that must be seen; the rest may be covered. */
const LEAST_SEEN = 0.03;
const FEWEST_SEEN = 6;
/** What samples are worth: nothing speaks against a limb as black does, and a covered one says next to nothing. */
const BLACK_COST = 3;
const COVERED_WORTH = 0.1;
/** Weight of joints that lie so close that their discs hide the limb, less for each px between them. */
const TOUCHING_WEIGHT = 24;
const TOUCHING = 3 * DISC_RADIUS;

/** Whether a limb could be where nothing, or too little, shows of it: whatever is there covers it. */
export function mayBeCovered({ count, black }: LimbLook): boolean {
  return black <= MOST_BLACK * count;
}

function weightOf(planes: PixelPlanes, { limb, from, to }: Link): number {
  const apart = distance(from.centre, to.centre);
  const look = lookAtLimb(planes, limb, [from.centre, to.centre]);
  const { count, seen, black } = look;
  const touching = apart <= TOUCHING ? Math.max(1, TOUCHING_WEIGHT - apart) : 0;
  if (count === 0) return touching;
  if (!mayBeCovered(look)) return 0;
  if (seen < FEWEST_SEEN || seen < LEAST_SEEN * count) return 0.5 * touching;
  return seen + COVERED_WORTH * (count - seen - black) - BLACK_COST * black + touching;
}

/**
 * Links joints by the limbs that are best seen. Limbs make a tree of the 18 joints, so that no person gets a joint twice
 * when each limb joins each joint to one other at most; the best choice is found for one limb after the other.
 */
export function linkJoints(planes: PixelPlanes, joints: readonly Joint[]): Link[] {
  return BODY_LIMBS.flatMap(([first, second], limb) => {
    const starts = joints.filter(({ name }) => name === first);
    const ends = joints.filter(({ name }) => name === second);
    const weights = starts.map((from) => ends.map((to) => weightOf(planes, { limb, from, to })));
    return bestMatching(weights).flatMap((column, row): Link[] => {
      const [from, to] = [starts[row], ends[column]];
      return from && to ? [{ limb, from, to }] : [];
    });
  });
}

/** The parts of people: joints that links hold together, directly or by others. */
export function figuresOf(joints: readonly Joint[], links: readonly Link[]): Figure[] {
  const groups = new Map(joints.map((joint) => [joint, new Set([joint])]));
  for (const { from, to } of links) {
    const [one, other] = [groups.get(from), groups.get(to)];
    if (!one || !other || one === other) continue;
    for (const joint of other) {
      one.add(joint);
      groups.set(joint, one);
    }
  }
  return [...new Set(groups.values())].map(
    (group) => new Map([...group].map((joint) => [joint.name, joint])),
  );
}
