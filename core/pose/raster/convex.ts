import type { RgbaImage } from '../../image/index.ts';
import type { Point } from '../types.ts';
import { ONE, toPixel } from './fixed-point.ts';
import { drawFixedSegment, drawSegment } from './segment.ts';
import { putSpan, type Rgb } from './surface.ts';

/**
 * Fills a convex polygon and its outline, `cv::fillConvexPoly` without anti-aliasing.
 *
 * @param corners - whole px, in order
 */
export function fillConvex(surface: RgbaImage, corners: readonly Point[], colour: Rgb): void {
  forEachEdge(corners, (from, to) =>
    drawSegment(surface, { x1: from.x, y1: from.y, x2: to.x, y2: to.y }, colour),
  );
  fillInside(
    surface,
    corners.map(({ x, y }) => ({ x: x * ONE, y: y * ONE })),
    colour,
  );
}

/**
 * Fills a convex polygon and its outline.
 *
 * @param corners - fixed point with 16 fractional bits, in order
 */
export function fillFixedConvex(surface: RgbaImage, corners: readonly Point[], colour: Rgb): void {
  forEachEdge(corners, (from, to) =>
    drawFixedSegment(surface, { x1: from.x, y1: from.y, x2: to.x, y2: to.y }, colour),
  );
  fillInside(surface, corners, colour);
}

function forEachEdge(corners: readonly Point[], visit: (from: Point, to: Point) => void): void {
  corners.forEach((corner, index) => visit(corners[(index || corners.length) - 1]!, corner));
}

/** One of the two chains of edges that lead from the topmost corner down. */
interface Chain {
  /** Corner that the present edge ends in. */
  corner: number;
  readonly direction: 1 | -1;
  /** Row in which the present edge ends, px. */
  endRow: number;
  /** Fixed-point x in the present row, and its change from row to row. */
  x: number;
  slope: number;
}

function fillInside(surface: RgbaImage, corners: readonly Point[], colour: Rgb): void {
  if (corners.length < 3) return;
  const rows = corners.map((corner) => toPixel(corner.y));
  const top = corners.reduce((best, corner, index) => (corner.y < corners[best]!.y ? index : best), 0);
  const bottom = Math.min(
    rows.reduce((a, b) => Math.max(a, b)),
    surface.height - 1,
  );
  const start = (direction: 1 | -1): Chain => ({
    corner: top,
    direction,
    endRow: rows[top]!,
    x: -ONE,
    slope: 0,
  });
  const [one, other] = [start(1), start(-1)];

  // Flat edges are passed over; each corner is visited once by one of the chains.
  let edgesLeft = corners.length;
  const nextEdge = (chain: Chain, row: number): boolean => {
    let from = chain.corner;
    while (edgesLeft-- > 0) {
      const to = (from + chain.direction + corners.length) % corners.length;
      const height = rows[to]! - row;
      if (height > 0) {
        const run = corners[to]!.x - corners[from]!.x;
        chain.corner = to;
        chain.endRow = rows[to]!;
        chain.slope = Math.trunc((run * 2 + height) / (2 * height));
        chain.x = corners[from]!.x;
        return true;
      }
      from = to;
    }
    return false;
  };

  for (let row = rows[top]!; row <= bottom;) {
    if (row >= one.endRow && !nextEdge(one, row)) return;
    if (row >= other.endRow && !nextEdge(other, row)) return;
    if (row >= 0) {
      const left = Math.min(one.x, other.x);
      const right = Math.max(one.x, other.x);
      putSpan(surface, { y: row, from: toPixel(left), to: toPixel(right) }, colour);
    }
    // Rows above the surface are passed over in one go.
    const advance = row < 0 ? Math.min(-row, one.endRow - row, other.endRow - row) : 1;
    one.x += one.slope * advance;
    other.x += other.slope * advance;
    row += advance;
  }
}
