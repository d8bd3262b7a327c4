/*
 * Turn, scale and move that bring points nearest to others by least squares.
 */
import type { Point } from '../types.ts';

/** A point and where it should come to. */
export interface PointPair {
  readonly from: Point;
  readonly to: Point;
}

/** Moves a point. */
export type PointMap = (point: Point) => Point;

/**
 * Finds the similarity of least squares; in complex numbers to = a from + b with
 * a = sum(conj(from - mean) (to - mean)) / sum |from - mean|^2.
 *
 * @param pairs - at least one; from a single one nothing is known of turn and scale, and all points come to its place
 */
export function similarity(pairs: readonly PointPair[]): PointMap {
  const from = mean(pairs.map((pair) => pair.from));
  const to = mean(pairs.map((pair) => pair.to));
  let [real, imaginary, size] = [0, 0, 0];
  for (const pair of pairs) {
    const [fx, fy, tx, ty] = [pair.from.x - from.x, pair.from.y - from.y, pair.to.x - to.x, pair.to.y - to.y];
    real += fx * tx + fy * ty;
    imaginary += fx * ty - fy * tx;
    size += fx * fx + fy * fy;
  }
  const [a, b] = size > 0 ? [real / size, imaginary / size] : [0, 0];
  return ({ x, y }) => ({
    x: to.x + a * (x - from.x) - b * (y - from.y),
    y: to.y + b * (x - from.x) + a * (y - from.y),
  });
}

/** What a map leaves: the sum of the squared distances to where the points should be. */
export function errorOf(pairs: readonly PointPair[], map: PointMap): number {
  return pairs.reduce((sum, { from, to }) => sum + squaredDistance(map(from), to), 0);
}

function mean(points: readonly Point[]): Point {
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function squaredDistance(a: Point, b: Point): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
}
