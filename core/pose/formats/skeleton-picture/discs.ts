/*
 * Discs of one colour, whole or partly covered by what was drawn later.
 */
import type { Point } from '../../types.ts';
import { KIND, kindAt, type PixelPlanes } from './pixel-planes.ts';

/** A disc that was found. */
export interface Disc {
  /** px; with fractions where the drawing was resized. */
  readonly centre: Point;
  /** Share of its pixels that show its colour, 0 to 1. */
  readonly visible: number;
}

/** Radius in px of joints and dots of hands in a drawing with a short side of 512 px. */
export const DISC_RADIUS = 4;
/** Visible px below which a disc is not told from noise. */
const FEWEST_PIXELS = 10;
/** Nothing is drawn under a disc, so black inside of it speaks against it; edges of resized discs are dark, though. */
const MOST_BLACK = 0.12;
const BLACK_COST = 2;
/** Pixels of the colour just outside belong to a neighbour, or to the same disc a px further. */
const OUTSIDE_COST = 0.35;
/** Share of the surroundings that may have the colour, too; above it this is a part of an area, not a disc. */
const MOST_OUTSIDE = 0.7;
/** More discs of one colour than that are no skeleton. */
const MOST_DISCS = 400;

/** What a picture shows of one disc. */
interface Score {
  readonly score: number;
  /** Number of px inside that have the colour. */
  readonly pixels: number;
}

interface Stamp {
  readonly inside: readonly Point[];
  readonly around: readonly Point[];
  readonly reach: readonly Point[];
}

/** Offsets of the px between two radii around a centre. */
function ring(from: number, to: number): readonly Point[] {
  const reach = Math.ceil(to);
  const side = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  const all = side.flatMap((y) => side.map((x) => ({ x, y })));
  return all.filter(({ x, y }) => (from < 0 || x * x + y * y > from * from) && x * x + y * y <= to * to);
}

const STAMP: Stamp = {
  inside: ring(-1, DISC_RADIUS + 0.1),
  around: ring(DISC_RADIUS + 0.1, DISC_RADIUS + 2.1),
  reach: ring(-1, 2 * DISC_RADIUS + 1),
};
const CLEARED = ring(-1, DISC_RADIUS + 1);

/**
 * Finds the discs of one colour with a radius of {@link DISC_RADIUS}, the most visible first.
 *
 * @param coloured - indices of the px that have the colour
 */
export function findDiscs(planes: PixelPlanes, coloured: readonly number[]): Disc[] {
  const mask = new Uint8Array(planes.width * planes.height);
  for (const index of coloured) mask[index] = 1;
  const open = mask.slice();
  const scores = new Map<number, Score>();
  const rate = (index: number): void => {
    const found = scoreOf(planes, { mask, open }, index);
    if (found) scores.set(index, found);
    else scores.delete(index);
  };
  const near = new Uint8Array(mask.length);
  for (const index of coloured) {
    for (const at of around(planes, index, STAMP.inside)) {
      if (near[at] === 1) continue;
      near[at] = 1;
      rate(at);
    }
  }
  const discs: Disc[] = [];
  while (discs.length < MOST_DISCS) {
    const best = bestOf(scores, planes.width);
    if (!best) break;
    discs.push({ centre: best.centre, visible: best.pixels / STAMP.inside.length });
    const index = Math.round(best.centre.y) * planes.width + Math.round(best.centre.x);
    const explained = around(planes, index, CLEARED).filter((at) => open[at] === 1);
    if (explained.length === 0) break;
    for (const at of explained) open[at] = 0;
    for (const at of around(planes, index, STAMP.reach)) if (scores.has(at)) rate(at);
  }
  return discs;
}

interface Masks {
  readonly mask: Uint8Array;
  /** The part of the mask that no disc explains yet. */
  readonly open: Uint8Array;
}

function scoreOf(planes: PixelPlanes, { mask, open }: Masks, index: number): Score | undefined {
  const { width, height } = planes;
  const [x, y] = [index % width, Math.floor(index / width)];
  let [pixels, fresh, black] = [0, 0, 0];
  for (const offset of STAMP.inside) {
    const [atX, atY] = [x + offset.x, y + offset.y];
    if (atX < 0 || atY < 0 || atX >= width || atY >= height) continue;
    const at = atY * width + atX;
    pixels += mask[at] ?? 0;
    fresh += open[at] ?? 0;
    if (planes.kind[at] === KIND.black) black++;
  }
  if (fresh < FEWEST_PIXELS || black > MOST_BLACK * STAMP.inside.length) return undefined;
  let outside = 0;
  for (const offset of STAMP.around) {
    const [atX, atY] = [x + offset.x, y + offset.y];
    if (atX >= 0 && atY >= 0 && atX < width && atY < height) outside += mask[atY * width + atX] ?? 0;
  }
  if (outside > MOST_OUTSIDE * STAMP.around.length) return undefined;
  return { score: (pixels + fresh) / 2 - OUTSIDE_COST * outside - BLACK_COST * black, pixels };
}

/** The best score; of equal ones the middle, since a disc that is partly covered leaves its place open. */
function bestOf(
  scores: ReadonlyMap<number, Score>,
  width: number,
): { readonly centre: Point; readonly pixels: number } | undefined {
  let top: Score | undefined;
  let places: Point[] = [];
  for (const [index, score] of scores) {
    if (top && score.score < top.score) continue;
    if (!top || score.score > top.score) places = [];
    top = score;
    places.push({ x: index % width, y: Math.floor(index / width) });
  }
  const first = places[0];
  if (!top || !first || top.score <= 0) return undefined;
  const close = places.filter(({ x, y }) => Math.hypot(x - first.x, y - first.y) <= DISC_RADIUS);
  const middle = close.reduce((sum, { x, y }) => ({ x: sum.x + x, y: sum.y + y }), { x: 0, y: 0 });
  return { centre: { x: middle.x / close.length, y: middle.y / close.length }, pixels: top.pixels };
}

/** Indices of the px at some offsets that lie in the picture. */
function around({ width, height }: PixelPlanes, index: number, offsets: readonly Point[]): number[] {
  const [x, y] = [index % width, Math.floor(index / width)];
  const indices: number[] = [];
  for (const offset of offsets) {
    const [atX, atY] = [x + offset.x, y + offset.y];
    if (atX >= 0 && atY >= 0 && atX < width && atY < height) indices.push(atY * width + atX);
  }
  return indices;
}

/** Whether something lies where a disc would be: only then it can be there unseen. */
export function isCovered(planes: PixelPlanes, { x, y }: Point): boolean {
  let black = 0;
  for (const offset of STAMP.inside) {
    if (kindAt(planes, x + offset.x, y + offset.y) === KIND.black) black++;
  }
  return black <= MOST_BLACK * STAMP.inside.length;
}
