import type { RgbaImage } from '../../image/index.ts';
import type { CanvasSize } from '../types.ts';
import { HALF, ONE, toPixel } from './fixed-point.ts';
import { putPixel, type Rgb } from './surface.ts';

/** A straight piece between two points with integer coordinates, in px or in fixed point. */
export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

const LEFT = 1;
const RIGHT = 2;
const ABOVE = 4;
const BELOW = 8;

function sidesOf(x: number, y: number, size: CanvasSize): number {
  return (
    (x < 0 ? LEFT : 0) |
    (x > size.width - 1 ? RIGHT : 0) |
    (y < 0 ? ABOVE : 0) |
    (y > size.height - 1 ? BELOW : 0)
  );
}

/**
 * Cuts a segment to the rectangle from (0, 0) to (width - 1, height - 1), with cut points truncated towards the
 * end that is moved. Cohen-Sutherland in the order of `cv::clipLine`: rows before columns, first end first.
 *
 * @returns the part inside, or undefined where there is none
 */
export function clipSegment(segment: Segment, size: CanvasSize): Segment | undefined {
  let { x1, y1, x2, y2 } = segment;
  let first = sidesOf(x1, y1, size);
  let second = sidesOf(x2, y2, size);
  if ((first | second) === 0) return segment;
  if ((first & second) !== 0) return undefined;

  const columns = LEFT | RIGHT;
  if (first & (ABOVE | BELOW)) {
    const edge = first & BELOW ? size.height - 1 : 0;
    x1 += Math.trunc(((edge - y1) * (x2 - x1)) / (y2 - y1));
    y1 = edge;
    first = sidesOf(x1, y1, size) & columns;
  }
  if (second & (ABOVE | BELOW)) {
    const edge = second & BELOW ? size.height - 1 : 0;
    x2 += Math.trunc(((edge - y2) * (x2 - x1)) / (y2 - y1));
    y2 = edge;
    second = sidesOf(x2, y2, size) & columns;
  }
  if ((first & second) !== 0) return undefined;
  if (first) {
    const edge = first & RIGHT ? size.width - 1 : 0;
    y1 += Math.trunc(((edge - x1) * (y2 - y1)) / (x2 - x1));
    x1 = edge;
  }
  if (second) {
    const edge = second & RIGHT ? size.width - 1 : 0;
    y2 += Math.trunc(((edge - x2) * (y2 - y1)) / (x2 - x1));
    x2 = edge;
  }
  return { x1, y1, x2, y2 };
}

/** Draws a one-pixel line between whole pixels, 8-connected and from left to right, as `cv::LineIterator` walks. */
export function drawSegment(surface: RgbaImage, segment: Segment, colour: Rgb): void {
  const inside = clipSegment(segment, surface);
  if (!inside) return;
  const flipped = inside.x2 < inside.x1;
  const startY = flipped ? inside.y2 : inside.y1;
  const endY = flipped ? inside.y1 : inside.y2;
  const width = Math.abs(inside.x2 - inside.x1);
  const height = Math.abs(endY - startY);
  const down = endY < startY ? -1 : 1;
  const steep = height > width;
  const long = steep ? height : width;
  const short = steep ? width : height;

  let x = flipped ? inside.x2 : inside.x1;
  let y = startY;
  let error = long - 2 * short;
  for (let step = 0; step <= long; step++) {
    putPixel(surface, { x, y }, colour);
    const aside = error < 0;
    error += (aside ? 2 * long : 0) - 2 * short;
    if (steep || aside) y += down;
    if (!steep || aside) x += 1;
  }
}

/** Draws a one-pixel line between fixed-point ends, as OpenCV outlines its sub-pixel polygons. */
export function drawFixedSegment(surface: RgbaImage, segment: Segment, colour: Rgb): void {
  const fixedSize = { width: surface.width * ONE, height: surface.height * ONE };
  const inside = clipSegment(segment, fixedSize);
  if (!inside) return;
  const steep = Math.abs(inside.x2 - inside.x1) <= Math.abs(inside.y2 - inside.y1);
  // The walk goes along the longer axis (u), from its smaller end; v follows.
  let [u1, v1, u2, v2] = steep
    ? [inside.y1, inside.x1, inside.y2, inside.x2]
    : [inside.x1, inside.y1, inside.x2, inside.y2];
  if (u2 < u1) [u1, v1, u2, v2] = [u2, v2, u1, v1];

  const put = (u: number, v: number): void =>
    putPixel(surface, steep ? { x: v, y: u } : { x: u, y: v }, colour);
  const length = u2 - u1;
  const slope = Math.trunc(((v2 - v1) * ONE) / (length % 2 === 0 ? length + 1 : length));
  put(toPixel(u2), toPixel(v2));
  const steps = Math.floor(length / ONE);
  const start = toPixel(u1);
  for (let step = 0, v = v1 + HALF; step <= steps; step++, v += slope) put(start + step, Math.floor(v / ONE));
}
