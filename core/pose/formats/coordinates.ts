/*
 * In which unit a document has its coordinates. It never says so.
 */
import type { CanvasSize, Point } from '../types.ts';
import { MAX_SIDE } from './openpose-schema.ts';

/** Normalised points may lie off the canvas, but no figure in px is as small as this. */
const NORMALISED_LIMIT = 4;
/** On a canvas below this side, in px, coordinates between 1 and the limit are taken for px. */
const SMALLEST_NORMALISED_CANVAS = 64;
const UNKNOWN_CANVAS: CanvasSize = { width: 512, height: 512 };
/** An unknown canvas of px coordinates ends at a multiple of this. */
const CANVAS_STEP = 64;

/** The canvas of a document, and how its points come to lie on it. */
export interface Placing {
  readonly canvas: CanvasSize;
  readonly unit: 'px' | 'normalised' | 'signed';
  /** From the document's unit to px. */
  readonly place: (point: Point) => Point;
}

/**
 * Finds the unit of a document's points: px, shares of the canvas, or shares from -1 to 1.
 *
 * @param points - all points of the document
 * @param told - the canvas that the document tells
 * @param given - the canvas for a document that tells none; not taken where px do not lie on it, as with those of a larger
 *   picture
 */
export function placingOf(
  points: readonly Point[],
  told: CanvasSize | undefined,
  given: CanvasSize | undefined,
): Placing {
  if (!isNormalised(points, told)) {
    const canvas = told ?? (given && holds(given, points) ? given : canvasAround(points));
    return { canvas, unit: 'px', place: (point) => point };
  }
  const canvas = told ?? given ?? UNKNOWN_CANVAS;
  const { width, height } = canvas;
  return isSigned(points, told)
    ? {
        canvas,
        unit: 'signed',
        place: ({ x, y }) => ({ x: ((x + 1) / 2) * width, y: ((y + 1) / 2) * height }),
      }
    : { canvas, unit: 'normalised', place: ({ x, y }) => ({ x: x * width, y: y * height }) };
}

/**
 * Whether coordinates are shares of the canvas. Some points off the canvas must not turn a whole file into px; most of
 * them are on it, though.
 */
function isNormalised(points: readonly Point[], canvas: CanvasSize | undefined): boolean {
  const extents = points.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y)));
  const outside = extents.filter((extent) => extent > 1);
  if (outside.length === 0) return true;
  const largeCanvas = !canvas || Math.min(canvas.width, canvas.height) >= SMALLEST_NORMALISED_CANVAS;
  const mostInside = outside.length < points.length / 2;
  return largeCanvas && mostInside && outside.every((extent) => extent <= NORMALISED_LIMIT);
}

/** Whether normalised coordinates run from -1 to 1: only CMU's files do, which tell no canvas. */
function isSigned(points: readonly Point[], told: CanvasSize | undefined): boolean {
  const negative = points.filter(({ x, y }) => x < 0 || y < 0).length;
  return !told && negative > points.length / 4;
}

function holds({ width, height }: CanvasSize, points: readonly Point[]): boolean {
  return points.every(({ x, y }) => x <= width && y <= height);
}

function canvasAround(points: readonly Point[]): CanvasSize {
  const around = (values: readonly number[]): number => {
    const far = values.reduce((a, b) => Math.max(a, b), 1);
    return Math.min(Math.ceil(far / CANVAS_STEP) * CANVAS_STEP, MAX_SIDE);
  };
  return { width: around(points.map(({ x }) => x)), height: around(points.map(({ y }) => y)) };
}
