/*
 * A face for a head: the template is turned to either side, stretched a little, and brought over the head's points by
 * least squares. The turn and the stretch that leave the least error win, the smaller ones where several do.
 */
import type { Point } from '../types.ts';
import { FACE_TEMPLATE, HEAD_TEMPLATE, type Place } from './templates/face.ts';

const TURN_STEP = 5;
/** In degrees about the vertical, the smaller ones first. */
const TURNS: readonly number[] = [
  0,
  ...Array.from({ length: 180 / TURN_STEP }, (_, step) => (step + 1) * TURN_STEP).flatMap((turn) => [
    turn,
    -turn,
  ]),
];
/** Height against width: skeletons have their eyes further apart than faces do, and nodding makes a face shorter. */
const STRETCHES: readonly number[] = [1, 0.95, 1.05, 0.9, 1.1, 0.85, 1.15, 0.8];

/** Points of a head in the order of `HEAD_TEMPLATE`; null where one is missing. */
export type Head = readonly (Point | null | undefined)[];

/**
 * Gives the 70 points of a face.
 *
 * @param head - at least two of the points, in px
 */
export function fitFace(head: Head): readonly Point[] {
  let best: { readonly error: number; readonly place: (place: Place) => Point } | undefined;
  for (const turn of TURNS) {
    for (const stretch of STRETCHES) {
      const seen = viewer(turn, stretch);
      const pairs = head.flatMap((point, index) => {
        const place = HEAD_TEMPLATE[index];
        return point && place ? [{ from: seen(place), to: point }] : [];
      });
      const move = similarity(pairs);
      const error = pairs.reduce((sum, { from, to }) => sum + squaredDistance(move(from), to), 0);
      // A smaller turn is the better explanation unless a larger one is clearly nearer.
      if (best && error >= best.error * 0.999 - 1e-9) continue;
      best = { error, place: (place) => move(seen(place)) };
    }
  }
  return best ? FACE_TEMPLATE.map(best.place) : [];
}

/** How the viewer sees a place of the turned head. */
function viewer(degrees: number, stretch: number): (place: Place) => Point {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return ({ x, y, z }) => ({ x: x * cos + z * sin, y: y * stretch });
}

interface Pair {
  readonly from: Point;
  readonly to: Point;
}

/**
 * Turn, scale and move that bring points nearest to others by least squares; in complex numbers to = a from + b with
 * a = sum(conj(from - mean) (to - mean)) / sum |from - mean|^2.
 */
function similarity(pairs: readonly Pair[]): (point: Point) => Point {
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

function mean(points: readonly Point[]): Point {
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function squaredDistance(a: Point, b: Point): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
}
