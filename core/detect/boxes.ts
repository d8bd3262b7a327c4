import type { Size } from './letterbox.ts';

/** A box around something that was found. */
export interface ScoredBox {
  /** Edges in px. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** From 0 to 1. */
  readonly score: number;
}

/** The part of a picture that a top-down network looks at. */
export interface Region {
  /** Centre in px of the picture. */
  readonly x: number;
  readonly y: number;
  /** Sides in px of the picture, in the aspect of the network's input. */
  readonly width: number;
  readonly height: number;
}

/** Room around a person, as top-down networks are trained with it. */
const PADDING = 1.25;

/**
 * The region of a box: its longer side, as seen in the network's aspect, with a margin.
 *
 * @param input - size of the network's input, of which only the aspect counts
 */
export function regionOf({ left, top, right, bottom }: ScoredBox, input: Size): Region {
  const aspect = input.width / input.height;
  const width = Math.max(right - left, (bottom - top) * aspect) * PADDING;
  return { x: (left + right) / 2, y: (top + bottom) / 2, width, height: width / aspect };
}

/**
 * Keeps the surest of boxes that cover the same thing (non-maximum suppression, greedy). A box counts its edge pixels,
 * as in YOLOX.
 *
 * @param maxOverlap - intersection over union above which the less sure box goes
 * @returns indices into the given boxes, the surest first
 */
export function suppress(boxes: readonly ScoredBox[], maxOverlap: number): number[] {
  const order = boxes.map((_, i) => i).sort((a, b) => scoreAt(boxes, b) - scoreAt(boxes, a));
  const kept: number[] = [];
  for (const i of order) {
    const box = boxes[i];
    if (box && !kept.some((other) => overlap(box, boxes[other]) > maxOverlap)) kept.push(i);
  }
  return kept;
}

function scoreAt(boxes: readonly ScoredBox[], i: number): number {
  return boxes[i]?.score ?? 0;
}

function overlap(a: ScoredBox, b: ScoredBox | undefined): number {
  if (!b) return 0;
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left) + 1;
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) + 1;
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared / (areaOf(a) + areaOf(b) - shared);
}

function areaOf({ left, top, right, bottom }: ScoredBox): number {
  return (right - left + 1) * (bottom - top + 1);
}
