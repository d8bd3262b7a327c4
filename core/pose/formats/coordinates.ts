/*
 * In which unit a document has its coordinates. Only our own ever say so, and only where their numbers mislead.
 */
import type { CanvasSize, Point } from '../types.ts';
import { MAX_COORDINATE } from './keypoint-triples.ts';
import { type CoordinateUnit, MAX_SIDE } from './openpose-schema.ts';

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
  readonly unit: CoordinateUnit | 'signed';
  /** From the document's unit to px. */
  readonly place: (point: Point) => Point;
}

/** What is known about the coordinates of a document besides their numbers. */
export interface PlacingHints {
  /** The canvas that the document tells. */
  readonly told?: CanvasSize | undefined;
  /** The canvas for a document that tells none; not taken where px do not lie on it, as with those of a larger picture. */
  readonly given?: CanvasSize | undefined;
  /** The unit that the document tells. */
  readonly unit?: CoordinateUnit | undefined;
}

/**
 * Finds the unit of a document's points: px, shares of the canvas, or shares from -1 to 1.
 *
 * @param points - all points of the document
 */
export function placingOf(points: readonly Point[], { told, given, unit }: PlacingHints): Placing {
  const whole = told ?? given ?? UNKNOWN_CANVAS;
  const areShares = unit === 'normalised' ? canBeShares(points, whole) : !unit && isNormalised(points, told);
  if (!areShares) {
    const canvas = told ?? (given && holds(given, points) ? given : canvasAround(points));
    return { canvas, unit: 'px', place: (point) => point };
  }
  const { width, height } = whole;
  return !unit && isSigned(points, told)
    ? {
        ...{ canvas: whole, unit: 'signed' },
        place: ({ x, y }) => ({ x: ((x + 1) / 2) * width, y: ((y + 1) / 2) * height }),
      }
    : { canvas: whole, unit: 'normalised', place: ({ x, y }) => ({ x: x * width, y: y * height }) };
}

/**
 * Whether coordinates are shares of the canvas. Points off the canvas must not turn a whole file into px. A close-up has
 * more of them than others, and yet some on its canvas; where no canvas is told, most must be within it.
 */
function isNormalised(points: readonly Point[], canvas: CanvasSize | undefined): boolean {
  const outside = points.map(extentOf).filter((extent) => extent > 1);
  if (outside.length === 0) return true;
  if (outside.some((extent) => extent > NORMALISED_LIMIT)) return false;
  if (!canvas) return outside.length < points.length / 2;
  return (
    Math.min(canvas.width, canvas.height) >= SMALLEST_NORMALISED_CANVAS && outside.length < points.length
  );
}

/** Whether coordinates can be shares of a canvas at all: their points are not further away than any may be. */
function canBeShares(points: readonly Point[], { width, height }: CanvasSize): boolean {
  return points.every((point) => extentOf(point) * Math.max(width, height) <= MAX_COORDINATE);
}

function extentOf({ x, y }: Point): number {
  return Math.max(Math.abs(x), Math.abs(y));
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
