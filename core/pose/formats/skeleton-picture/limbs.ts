/*
 * Which joints a limb joins, told by the pixels between them, and who the joints belong to.
 */
import { BODY_COLOURS, BODY_LIMBS } from '../../skeleton.ts';
import type { Point } from '../../types.ts';
import type { Disc } from './discs.ts';
import { DISC_RADIUS } from './discs.ts';
import { hueClass, KIND, kindAt, type PixelPlanes } from './pixel-planes.ts';

/** Number of hues of the body. */
export const BODY_HUES = BODY_COLOURS.length;

/** A joint that was seen: which of the 18, and where. */
export interface Joint extends Disc {
  readonly name: number;
}

/** The joints of one person by their name; what was not seen is missing. */
export type Figure = ReadonlyMap<number, Joint>;

/** A limb that may join two joints. */
interface Link {
  readonly limb: number;
  readonly from: Joint;
  readonly to: Joint;
  readonly score: number;
}

/** Share of a limb's middle line that may be black: it is drawn throughout, but edges are rounded. */
const MOST_BLACK = 0.1;
/** Share of the middle line that must show the limb's colour; the rest may be covered. */
const LEAST_SEEN = 0.2;
/** What a px is worth that something was drawn over. */
const COVERED_WORTH = 0.3;
/** Score of joints that lie so close that their discs hide the limb. */
const TOUCHING_SCORE = 0.25;

/** What the pixels of a straight line say about a limb: shares of the line's length. */
export interface Trace {
  /** Number of px looked at. */
  readonly length: number;
  readonly seen: number;
  readonly black: number;
}

/** Whether a px shows a limb. */
function showsLimb(planes: PixelPlanes, index: number, limb: number): boolean {
  return planes.kind[index] === KIND.dim && hueClass(planes.hue[index] ?? 0, BODY_HUES) === limb;
}

/** Follows a line between two joints, without the discs at its ends. Outside of the picture nothing is known. */
export function traceLimb(planes: PixelPlanes, limb: number, [from, to]: readonly [Point, Point]): Trace {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const margin = DISC_RADIUS + 1;
  let [seen, black, count] = [0, 0, 0];
  for (let along = margin; along <= length - margin; along++) {
    const share = along / length;
    const x = Math.round(from.x + (to.x - from.x) * share);
    const y = Math.round(from.y + (to.y - from.y) * share);
    const kind = kindAt(planes, x, y);
    if (kind === undefined) continue;
    count++;
    if (kind === KIND.black) black++;
    else if (showsLimb(planes, y * planes.width + x, limb)) seen++;
  }
  return { length: count, seen: seen / Math.max(count, 1), black: black / Math.max(count, 1) };
}

function linkOf(planes: PixelPlanes, limb: number, from: Joint, to: Joint): Link | undefined {
  const { length, seen, black } = traceLimb(planes, limb, [from.centre, to.centre]);
  if (length === 0) {
    const near = Math.hypot(from.centre.x - to.centre.x, from.centre.y - to.centre.y) <= 3 * DISC_RADIUS;
    return near ? { limb, from, to, score: TOUCHING_SCORE } : undefined;
  }
  if (black > MOST_BLACK || seen < LEAST_SEEN) return undefined;
  return { limb, from, to, score: seen + COVERED_WORTH * (1 - seen - black) - 2 * black };
}

/** Groups joints into figures by the limbs between them, the best seen limbs first. */
export function groupJoints(planes: PixelPlanes, joints: readonly Joint[]): Figure[] {
  const links = BODY_LIMBS.flatMap(([first, second], limb) => {
    const ends = joints.filter(({ name }) => name === second);
    return joints
      .filter(({ name }) => name === first)
      .flatMap((from) => ends.flatMap((to) => linkOf(planes, limb, from, to) ?? []));
  });
  links.sort((a, b) => b.score - a.score);
  const groups = new Map(joints.map((joint) => [joint, new Set([joint])]));
  const taken = BODY_LIMBS.map(() => new Set<Joint>());
  for (const { limb, from, to } of links) {
    const used = taken[limb];
    const [one, other] = [groups.get(from), groups.get(to)];
    if (!used || !one || !other || used.has(from) || used.has(to)) continue;
    if (one !== other) {
      if (haveNameInCommon(one, other)) continue;
      for (const joint of other) {
        one.add(joint);
        groups.set(joint, one);
      }
    }
    used.add(from).add(to);
  }
  return [...new Set(groups.values())].map(
    (group) => new Map([...group].map((joint) => [joint.name, joint])),
  );
}

function haveNameInCommon(one: ReadonlySet<Joint>, other: ReadonlySet<Joint>): boolean {
  const names = new Set([...one].map(({ name }) => name));
  return [...other].some(({ name }) => names.has(name));
}

/**
 * Joins figures that can be parts of one person: no joint twice, and none of one figure would be joined by a limb with one
 * of the other, because that limb would have been drawn. The nearest go together first.
 */
export function joinParts(figures: readonly Figure[]): Figure[] {
  const parts = [...figures];
  for (;;) {
    const pair = nearestPair(parts);
    if (!pair) return parts;
    const [one, other] = pair;
    parts.splice(parts.indexOf(other), 1);
    parts[parts.indexOf(one)] = new Map([...one, ...other]);
  }
}

function nearestPair(parts: readonly Figure[]): readonly [Figure, Figure] | undefined {
  let nearest: readonly [Figure, Figure] | undefined;
  let least = Infinity;
  parts.forEach((one, index) => {
    for (const other of parts.slice(index + 1)) {
      const apart = distanceBetween(one, other);
      if (apart < least && canBeOne(one, other)) {
        least = apart;
        nearest = [one, other];
      }
    }
  });
  return nearest;
}

function canBeOne(one: Figure, other: Figure): boolean {
  if ([...other.keys()].some((name) => one.has(name))) return false;
  return !BODY_LIMBS.some(
    ([first, second]) => (one.has(first) && other.has(second)) || (other.has(first) && one.has(second)),
  );
}

function distanceBetween(one: Figure, other: Figure): number {
  let least = Infinity;
  for (const { centre: a } of one.values()) {
    for (const { centre: b } of other.values()) least = Math.min(least, Math.hypot(a.x - b.x, a.y - b.y));
  }
  return least;
}
