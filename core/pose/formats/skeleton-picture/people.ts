/*
 * Whose parts are: a person without an elbow comes as two parts, and in a crowd each could be of several people.
 */
import { presetPerson } from '../../library/catalogue.ts';
import { BODY_LIMBS, BODY_KEYPOINT_NAMES } from '../../skeleton.ts';
import type { Point } from '../../types.ts';
import { distance } from './geometry.ts';
import { lookAtLimb } from './limb-shape.ts';
import { type Figure, mayBeCovered } from './limbs.ts';
import { bestMatching } from './matching.ts';
import type { PixelPlanes } from './pixel-planes.ts';

/** Parts that are farther apart than limbs of their size could reach, by this factor, are of two people. */
const FARTHEST = 1.6;
/** Share of the full reach that bodies keep as a rule, and what each share beyond it costs in missing joints. */
const USUAL_REACH = 1;
const REACH_COST = 5;
/** What a factor of e between the sizes of two parts costs in missing joints. */
const SIZE_COST = 1;
/** Of the limbs of a part the one at this share of the order tells its size: most are foreshortened. */
const SIZE_SHARE = 0.75;
/** Parts with that many joints are a person each; smaller ones are given to them. */
const LARGE = 6;
/** Above all costs, so that giving two parts is always better than giving one. */
const MOST_COST = 100;

const JOINTS = BODY_KEYPOINT_NAMES.map((_, name) => name);

/** A person who stands. */
interface Build {
  /** Of limbs. */
  readonly lengths: readonly number[];
  /** From each joint to each other one. */
  readonly ways: readonly (readonly Way[])[];
}
let known: Build | undefined;

/** Worked out when the first picture is read: it takes a while. */
function usualBuild(): Build {
  if (known) return known;
  const { body } = presetPerson('standing', { width: 512, height: 512 });
  const lengths = BODY_LIMBS.map(([first, second]) => {
    const [from, to] = [body[first], body[second]];
    return from && to ? distance(from, to) : 1;
  });
  known = { lengths, ways: JOINTS.map((joint) => waysFrom(joint, lengths)) };
  return known;
}

/** Number of limbs between two joints, and their length together. */
interface Way {
  readonly limbs: number;
  readonly length: number;
}

function waysFrom(start: number, lengths: readonly number[]): Way[] {
  const ways: Way[] = JOINTS.map(() => ({ limbs: Infinity, length: Infinity }));
  ways[start] = { limbs: 0, length: 0 };
  // Limbs are a tree: as many rounds as its longest way has limbs reach every joint.
  for (let round = 0; round < JOINTS.length; round++) {
    BODY_LIMBS.forEach(([first, second], limb) => {
      for (const [from, to] of [[first, second] as const, [second, first] as const]) {
        const { limbs, length } = ways[from]!;
        if (limbs + 1 < ways[to]!.limbs) ways[to] = { limbs: limbs + 1, length: length + lengths[limb]! };
      }
    });
  }
  return ways;
}

/**
 * Joins parts that can be of one person: no joint twice, and no limb between them that would have been seen. Small parts
 * are given to large ones so that all together lie as bodies have them; what is left goes together one by one, those with
 * the fewest joints missing between them first, if bodies of their size reach so far.
 */
export function joinParts(planes: PixelPlanes, figures: readonly Figure[]): Figure[] {
  const parts = giveSmallParts(planes, figures);
  const costs = pairCosts(planes);
  for (;;) {
    const pair = bestPair(parts, costs);
    if (!pair) return parts;
    const [one, other] = pair;
    parts.splice(parts.indexOf(other), 1);
    parts[parts.indexOf(one)] = new Map([...one, ...other]);
  }
}

/** Parts that have the same joint are of different people: they are given to people all at once. */
function giveSmallParts(planes: PixelPlanes, figures: readonly Figure[]): Figure[] {
  const people = figures.filter(({ size }) => size >= LARGE);
  let small = figures.filter(({ size }) => size < LARGE);
  for (const name of JOINTS) {
    const alike = small.filter((part) => part.has(name));
    const weights = alike.map((part) => people.map((person) => worth(planes, person, part)));
    bestMatching(weights).forEach((at, index) => {
      const [person, part] = [people[at], alike[index]];
      if (!person || !part) return;
      people[at] = new Map([...person, ...part]);
      small = small.filter((other) => other !== part);
    });
  }
  return [...people, ...small];
}

function worth(planes: PixelPlanes, person: Figure, part: Figure): number {
  const cost = costOf(person, part);
  return cost < MOST_COST && canBeOne(planes, person, part) ? MOST_COST - cost : 0;
}

function bestPair(
  parts: readonly Figure[],
  costs: (one: Figure) => (other: Figure) => number,
): readonly [Figure, Figure] | undefined {
  let best: readonly [Figure, Figure] | undefined;
  let least = Infinity;
  parts.forEach((one, index) => {
    const costWith = costs(one);
    for (let next = index + 1; next < parts.length; next++) {
      const other = parts[next]!;
      const cost = costWith(other);
      if (cost < least) {
        least = cost;
        best = [one, other];
      }
    }
  });
  return best;
}

/** What it costs to take two parts for one person's, worked out once for each pair; infinite where they cannot be. */
function pairCosts(planes: PixelPlanes): (one: Figure) => (other: Figure) => number {
  const known = new Map<Figure, Map<Figure, number>>();
  return (one) => {
    const row = known.get(one) ?? new Map<Figure, number>();
    known.set(one, row);
    return (other) => {
      let cost = row.get(other);
      if (cost === undefined) {
        cost = costOf(one, other);
        if (cost < Infinity && !canBeOne(planes, one, other)) cost = Infinity;
        row.set(other, cost);
      }
      return cost;
    };
  };
}

function canBeOne(planes: PixelPlanes, one: Figure, other: Figure): boolean {
  if ([...other.keys()].some((name) => one.has(name))) return false;
  return BODY_LIMBS.every(([first, second], limb) => {
    const [from, to] = [one.get(first) ?? other.get(first), one.get(second) ?? other.get(second)];
    if (!from || !to || one.has(first) === one.has(second)) return true;
    return mayBeCovered(lookAtLimb(planes, limb, [from.centre, to.centre]));
  });
}

/** What it costs to take two parts for one person's; infinite where they are too far apart. */
function costOf(one: Figure, other: Figure): number {
  const { way, apart } = nearestJoints(one, other);
  const sizes = [sizeOf(one), sizeOf(other)].filter((size) => size !== undefined);
  const size = sizes.length > 0 ? Math.max(...sizes) : undefined;
  if (size === undefined) return way.limbs;
  const share = apart / (way.length * size);
  if (share > FARTHEST) return Infinity;
  const unlike = sizes.length === 2 ? Math.abs(Math.log(sizes[0]! / sizes[1]!)) : 0;
  return way.limbs + REACH_COST * Math.max(0, share - USUAL_REACH) + share + SIZE_COST * unlike;
}

/** The joints of two parts with the fewest limbs between them. */
function nearestJoints(one: Figure, other: Figure): { readonly way: Way; readonly apart: number } {
  let way: Way = { limbs: Infinity, length: Infinity };
  let apart = Infinity;
  const visit = (a: Point, b: Point, next: Way): void => {
    if (next.limbs > way.limbs || (next.limbs === way.limbs && distance(a, b) >= apart)) return;
    way = next;
    apart = distance(a, b);
  };
  const { ways } = usualBuild();
  for (const [from, a] of one) {
    for (const [to, b] of other) visit(a.centre, b.centre, ways[from]![to]!);
  }
  return { way, apart };
}

/** How large a part is drawn, where 1 is a person who stands on a canvas of 512 px; undefined without limbs. */
function sizeOf(figure: Figure): number | undefined {
  const { lengths } = usualBuild();
  const sizes = BODY_LIMBS.flatMap(([first, second], limb) => {
    const [from, to] = [figure.get(first), figure.get(second)];
    return from && to ? [distance(from.centre, to.centre) / lengths[limb]!] : [];
  });
  return sizes.toSorted((a, b) => a - b)[Math.floor(SIZE_SHARE * sizes.length)];
}
