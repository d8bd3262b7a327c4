/*
 * Joints that something was drawn over, told by where their limbs end.
 */
import { BODY_LIMBS } from '../../skeleton.ts';
import type { Point } from '../../types.ts';
import { DISC_RADIUS } from './discs.ts';
import { distanceToLine } from './geometry.ts';
import { BODY_HUES, type Figure, traceLimb } from './limbs.ts';
import { KIND, kindAt, pixelsByHue, type PixelPlanes } from './pixel-planes.ts';

const NEIGHBOURS: readonly Point[] = [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((x) => ({ x, y })));

/** A stretch of a limb's colour that no known limb explains. */
interface Stretch {
  readonly limb: number;
  readonly pixels: readonly Point[];
}

/** Half the width of a limb, in px. */
const HALF_WIDTH = 4;
/** Fewer px are edges of something else. */
const FEWEST_PIXELS = 14;
/** How far from a joint the visible part of its limb may begin: discs and dots lie over it. */
const NEAR = 3 * DISC_RADIUS;
/** How far around the visible end the joint is looked for, in px. */
const REACH = 7;

/** Adds the joints to figures that lie hidden at the ends of their limbs, limb by limb from the known joints out. */
export function withHiddenJoints(planes: PixelPlanes, figures: readonly Figure[]): Figure[] {
  let known = [...figures];
  // A joint that was found can be the beginning of the next limb.
  for (let round = 0; round < 3; round++) {
    const stretches = unexplained(planes, known);
    const grown = known.map((figure) => grow(planes, figure, stretches));
    if (grown.every((figure, index) => figure.size === known[index]?.size)) return grown;
    known = grown;
  }
  return known;
}

function grow(planes: PixelPlanes, figure: Figure, stretches: readonly Stretch[]): Figure {
  const joints = new Map(figure);
  for (const { limb, pixels } of stretches) {
    const [first, second] = BODY_LIMBS[limb] ?? [0, 0];
    const [from, to] = [joints.get(first), joints.get(second)];
    if ((from === undefined) === (to === undefined)) continue;
    const start = (from ?? to)?.centre;
    if (!start || distanceTo(start, pixels) > NEAR) continue;
    const tip = fitTip(planes, { limb, start, pixels });
    const name = from ? second : first;
    if (tip) joints.set(name, { name, centre: tip, visible: 0 });
  }
  return joints;
}

function distanceTo(point: Point, pixels: readonly Point[]): number {
  return pixels.reduce((least, { x, y }) => Math.min(least, Math.hypot(x - point.x, y - point.y)), Infinity);
}

interface OpenLimb extends Stretch {
  readonly start: Point;
}

/** Where a limb ends whose start is known: the end whose ellipse fits its pixels best. */
function fitTip(planes: PixelPlanes, open: OpenLimb): Point | undefined {
  const { start, pixels } = open;
  const far = pixels.reduce((best, point) =>
    Math.hypot(point.x - start.x, point.y - start.y) > Math.hypot(best.x - start.x, best.y - start.y)
      ? point
      : best,
  );
  let tip: Point | undefined;
  let least = Infinity;
  for (let dy = -REACH; dy <= REACH; dy++) {
    for (let dx = -REACH; dx <= REACH; dx++) {
      const end = { x: far.x + dx, y: far.y + dy };
      const cost = misfit(planes, open, end);
      if (cost < least) {
        least = cost;
        tip = end;
      }
    }
  }
  if (!tip) return undefined;
  return traceLimb(planes, open.limb, [start, tip]).black < 0.2 ? tip : undefined;
}

/** Counts px of the limb's colour outside of its ellipse, and px inside of it that show nothing at all. */
function misfit(planes: PixelPlanes, { start, pixels }: OpenLimb, end: Point): number {
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  if (length < 2) return Infinity;
  const along = { x: (end.x - start.x) / length, y: (end.y - start.y) / length };
  const middle = { x: Math.trunc((start.x + end.x) / 2), y: Math.trunc((start.y + end.y) / 2) };
  const half = Math.trunc(length / 2) + 0.5;
  const outside = ({ x, y }: Point): boolean => {
    const u = (x - middle.x) * along.x + (y - middle.y) * along.y;
    const v = (y - middle.y) * along.x - (x - middle.x) * along.y;
    return (u / half) ** 2 + (v / (HALF_WIDTH + 0.5)) ** 2 > 1;
  };
  let cost = pixels.filter(outside).length;
  const reach = Math.ceil(half);
  // The ellipse is looked through along three lines: its middle and halfway to both of its sides.
  for (const v of [-2, 0, 2]) {
    for (let u = -reach; u <= reach; u++) {
      const x = Math.round(middle.x + u * along.x - v * along.y);
      const y = Math.round(middle.y + u * along.y + v * along.x);
      if (!outside({ x, y }) && kindAt(planes, x, y) === KIND.black) cost += 2;
    }
  }
  return cost;
}

/** Finds the stretches of limb colours that lie beside all limbs of the figures. */
function unexplained(planes: PixelPlanes, figures: readonly Figure[]): Stretch[] {
  const { width } = planes;
  const coloured = pixelsByHue(planes, KIND.dim, BODY_HUES);
  return BODY_LIMBS.flatMap(([first, second], limb) => {
    const known = figures.flatMap((figure) => {
      const [from, to] = [figure.get(first), figure.get(second)];
      return from && to ? [[from.centre, to.centre] as const] : [];
    });
    const points = (coloured[limb] ?? []).map((index) => ({
      x: index % width,
      y: Math.floor(index / width),
    }));
    const open = points.filter(
      (point) => !known.some(([from, to]) => distanceToLine(point, from, to) <= HALF_WIDTH + 2),
    );
    return piecesOf(open)
      .filter((pixels) => pixels.length >= FEWEST_PIXELS)
      .map((pixels) => ({ limb, pixels }));
  });
}

/** Splits px into pieces: they go together over gaps of about the width of a limb that crosses. */
function piecesOf(points: readonly Point[]): Point[][] {
  const cellOf = (value: number): number => Math.floor(value / (2 * HALF_WIDTH));
  const cells = new Map<string, Point[]>();
  for (const point of points) {
    const key = `${cellOf(point.x)},${cellOf(point.y)}`;
    const cell = cells.get(key);
    if (cell) cell.push(point);
    else cells.set(key, [point]);
  }
  const pieces: Point[][] = [];
  for (const [key, cell] of cells) {
    cells.delete(key);
    const piece = [...cell];
    for (let next = 0; next < piece.length; next++) {
      const { x = 0, y = 0 } = piece[next] ?? {};
      for (const offset of NEIGHBOURS) {
        const near = `${cellOf(x) + offset.x},${cellOf(y) + offset.y}`;
        piece.push(...(cells.get(near) ?? []));
        cells.delete(near);
      }
    }
    pieces.push(piece);
  }
  return pieces;
}
