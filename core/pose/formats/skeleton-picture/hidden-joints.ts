/*
 * Joints that something was drawn over, told by where their limbs end.
 */
import { BODY_LIMBS } from '../../skeleton.ts';
import type { Point } from '../../types.ts';
import { isCovered } from './discs.ts';
import { distance } from './geometry.ts';
import { BODY_HUES, type Ends, HALF_WIDTH, isInLimb, limbShape } from './limb-shape.ts';
import { type Joint, type Link, linkJoints } from './limbs.ts';
import { untangle } from './untangle.ts';
import { KIND, kindAt, pixelsByHue, type PixelPlanes } from './pixel-planes.ts';
import { piecesOf } from './pieces.ts';

/** A stretch of a limb's colour that no known limb explains. */
interface Stretch {
  readonly limb: number;
  readonly pixels: readonly Point[];
}

/** A place where a stretch may end, and how badly its ellipse fits: px that should not be as they are. */
interface Tip {
  readonly joint: Joint;
  readonly misfit: number;
}

/** Fewer px are edges of something else. */
const FEWEST_PIXELS = 12;
/** How far along and beside the farthest px of a stretch its joint is looked for, in px. */
const ALONG: { readonly from: number; readonly to: number } = { from: -4, to: 12 };
const BESIDE = 4;
/** Misfit that a stretch may have for each of its px. */
const MOST_MISFIT = 0.25;
/** The same where both ends were seen. */
const MOST_MISFIT_OF_KNOWN = 0.5;
/** Limbs that end so close to each other, in px, end in the same joint. */
const SAME_JOINT = 6;
/** A joint that was found can be the beginning of the next limb. */
const ROUNDS = 3;

/** Joints and the limbs between them. */
export interface LinkedJoints {
  readonly joints: readonly Joint[];
  readonly links: readonly Link[];
}

/** Links joints by their limbs and adds those that lie hidden at the ends of limbs. */
export function linkWithHidden(planes: PixelPlanes, seen: readonly Joint[]): LinkedJoints {
  let joints = seen;
  let links = untangle(planes, linkJoints(planes, joints));
  for (let round = 0; round < ROUNDS; round++) {
    const found = hiddenJoints(planes, { joints, links });
    if (found.length === 0) break;
    joints = [...joints, ...found];
    links = untangle(planes, linkJoints(planes, joints));
  }
  const held = new Set(links.flatMap(({ from, to }) => [from, to]));
  return { joints: joints.filter((joint) => joint.visible > 0 || held.has(joint)), links };
}

/** New joints at the ends of stretches that no two known joints explain; the longest stretches tell most. */
function hiddenJoints(planes: PixelPlanes, { joints, links }: LinkedJoints): Joint[] {
  const found: Joint[] = [];
  for (const stretch of unexplained(planes, links)) {
    const linked = new Set(
      links.filter(({ limb }) => limb === stretch.limb).flatMap(({ from, to }) => [from, to]),
    );
    const free = [...joints, ...found].filter((joint) => !linked.has(joint));
    if (isExplained(planes, stretch, free)) continue;
    const joint = bestTip(planes, stretch, free)?.joint;
    const isKnown = free.some(
      ({ name, centre }) => name === joint?.name && distance(centre, joint.centre) <= SAME_JOINT,
    );
    if (joint && !isKnown) found.push(joint);
  }
  return found;
}

function isExplained(planes: PixelPlanes, { limb, pixels }: Stretch, free: readonly Joint[]): boolean {
  const [first, second] = BODY_LIMBS[limb] ?? [0, 0];
  const limit = MOST_MISFIT_OF_KNOWN * pixels.length;
  return free.some(
    (from) =>
      from.name === first &&
      free.some(
        (to) => to.name === second && misfit(planes, pixels, [from.centre, to.centre], limit) <= limit,
      ),
  );
}

/** The best place for the other end of a stretch, of all that the joints allow which have no such limb yet. */
function bestTip(planes: PixelPlanes, stretch: Stretch, free: readonly Joint[]): Tip | undefined {
  const [first, second] = BODY_LIMBS[stretch.limb] ?? [0, 0];
  const tips = free
    .filter(({ name }) => name === first || name === second)
    .flatMap(
      ({ centre, name }) =>
        fitTip(planes, stretch, { start: centre, name: name === first ? second : first }) ?? [],
    );
  return tips.toSorted((a, b) => a.misfit - b.misfit)[0];
}

interface OpenEnd {
  /** The joint at the known end. */
  readonly start: Point;
  /** Which joint the other end is. */
  readonly name: number;
}

/** Where a limb ends whose start is known: the covered place whose ellipse fits its px best. */
function fitTip(planes: PixelPlanes, { limb, pixels }: Stretch, { start, name }: OpenEnd): Tip | undefined {
  const far = pixels.reduce((best, point) => (distance(point, start) > distance(best, start) ? point : best));
  const length = distance(far, start);
  if (length < 2 * HALF_WIDTH) return undefined;
  const [ux, uy] = [(far.x - start.x) / length, (far.y - start.y) / length];
  const isFirst = BODY_LIMBS[limb]?.[0] === name;
  let best: Point[] = [];
  let least = MOST_MISFIT * pixels.length;
  for (let along = ALONG.from; along <= ALONG.to; along++) {
    for (let beside = -BESIDE; beside <= BESIDE; beside++) {
      const end = {
        x: Math.round(far.x + along * ux - beside * uy),
        y: Math.round(far.y + along * uy + beside * ux),
      };
      if (!isCovered(planes, end)) continue;
      const cost = misfit(planes, pixels, isFirst ? [end, start] : [start, end], least);
      if (cost < least) best = [];
      if (cost <= least) best.push(end);
      least = Math.min(least, cost);
    }
  }
  const centre = middleOf(best);
  return centre && { joint: { name, centre, visible: 0 }, misfit: least / pixels.length };
}

/** The point nearest to the mean: places that nothing tells apart. */
function middleOf(points: readonly Point[]): Point | undefined {
  const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  const mean = { x: sum.x / points.length, y: sum.y / points.length };
  return points.toSorted((a, b) => distance(a, mean) - distance(b, mean))[0];
}

/** Counts px of the limb's colour outside of its ellipse, and px inside of it that show nothing at all. */
function misfit(planes: PixelPlanes, pixels: readonly Point[], ends: Ends, limit: number): number {
  const shape = limbShape(ends);
  let cost = 0;
  for (const point of pixels) if (!isInLimb(shape, point, 0.5)) cost++;
  if (cost > limit) return cost;
  const { centre, along, half } = shape;
  for (let v = 1 - HALF_WIDTH; v < HALF_WIDTH; v++) {
    const reach = Math.floor(half * Math.sqrt(1 - (v / HALF_WIDTH) ** 2)) - 1;
    for (let u = -reach; u <= reach; u++) {
      const x = Math.round(centre.x + u * along.x - v * along.y);
      const y = Math.round(centre.y + u * along.y + v * along.x);
      if (kindAt(planes, x, y) === KIND.black) cost++;
    }
    if (cost > limit) return cost;
  }
  return cost;
}

/** Finds the stretches of limb colours that lie beside all known limbs. */
function unexplained(planes: PixelPlanes, links: readonly Link[]): Stretch[] {
  const { width } = planes;
  const coloured = pixelsByHue(planes, KIND.dim, BODY_HUES);
  return BODY_LIMBS.flatMap((_, limb) => {
    const known = links
      .filter((link) => link.limb === limb)
      .map(({ from, to }) => limbShape([from.centre, to.centre]));
    const points = (coloured[limb] ?? []).map((index) => ({
      x: index % width,
      y: Math.floor(index / width),
    }));
    const open = points.filter((point) => !known.some((shape) => isInLimb(shape, point, 2)));
    return piecesOf(open, 2 * HALF_WIDTH)
      .filter((pixels) => pixels.length >= FEWEST_PIXELS)
      .map((pixels) => ({ limb, pixels }));
  }).toSorted((a, b) => b.pixels.length - a.pixels.length);
}
