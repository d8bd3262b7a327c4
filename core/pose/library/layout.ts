/*
 * From what the camera sees to points on a canvas.
 */
import { BODY } from '../skeleton.ts';
import type { CanvasSize, Keypoints, Person, Point } from '../types.ts';
import type { SeenFigure, SeenPoint } from './camera.ts';
import type { Crop } from './types.ts';

/** Share of the canvas's sides that a pose may take. */
const FILL = { width: 0.92, height: 0.84 };
/** Metres that the height of a canvas shows at least, so that who crouches stays smaller than who stands. */
const SMALLEST_HEIGHT = { full: 1.35, knees: 1, waist: 0.7, chest: 0.42 };

/** How far down a crop shows: between two joints, and which joints are then left out. */
const CROPS: Readonly<Record<Crop, { readonly from: Joints; readonly to: Joints; readonly share: number }>> =
  {
    knees: { from: [BODY.rightHip, BODY.leftHip], to: [BODY.rightKnee, BODY.leftKnee], share: 0.7 },
    waist: { from: [BODY.neck, BODY.neck], to: [BODY.rightHip, BODY.leftHip], share: 1.06 },
    chest: { from: [BODY.neck, BODY.neck], to: [BODY.rightHip, BODY.leftHip], share: 0.5 },
  };

type Joints = readonly [number, number];

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Puts figures on a canvas, as large as they fit; with a crop the lower edge cuts them. What is cut off is left out. */
export function layOut(
  figures: readonly SeenFigure[],
  crop: Crop | undefined,
  canvas: CanvasSize,
): readonly Person[] {
  const cut = crop ? cutLine(figures, crop) : Infinity;
  const kept = figures.map((figure) => keepAbove(figure, cut));
  const box = boxAround(kept.flatMap(pointsOf));
  const bottom = crop ? cut : box.bottom;
  const shown = Math.max(bottom - box.top, SMALLEST_HEIGHT[crop ?? 'full']);
  const scale = Math.min(
    (canvas.height * (crop ? (1 + FILL.height) / 2 : FILL.height)) / shown,
    (canvas.width * FILL.width) / (box.right - box.left),
  );
  const middle = (box.left + box.right) / 2;
  const left = canvas.width / 2 - middle * scale;
  const top = crop
    ? canvas.height - bottom * scale
    : canvas.height / 2 - ((box.top + bottom) / 2) * scale + sink(bottom - box.top, shown) * scale;
  const place = ({ x, y }: Point): Point => ({ x: left + x * scale, y: top + y * scale });
  return kept.map((figure) => personOf(figure, place));
}

/** A low pose is set lower on the canvas than in its middle. */
function sink(height: number, shown: number): number {
  return (shown - height) * 0.3;
}

function personOf({ body, rightHand, leftHand }: SeenFigure, place: (point: Point) => Point): Person {
  const placed = (points: readonly (SeenPoint | null)[]): Keypoints =>
    points.map((point) => point && place(point));
  return {
    body: placed(body),
    ...(rightHand && { rightHand: placed(rightHand) }),
    ...(leftHand && { leftHand: placed(leftHand) }),
  };
}

function keepAbove({ body, rightHand, leftHand }: SeenFigure, cut: number): SeenFigure {
  const whole = (hand: readonly SeenPoint[] | undefined): boolean => hand?.every(({ y }) => y < cut) ?? false;
  return {
    body: body.map((point) => (point && point.y < cut ? point : null)),
    ...(rightHand && whole(rightHand) && { rightHand }),
    ...(leftHand && whole(leftHand) && { leftHand }),
  };
}

function cutLine(figures: readonly SeenFigure[], crop: Crop): number {
  const { from, to, share } = CROPS[crop];
  const heightOf = (joints: Joints): number => {
    const ys = figures.flatMap(({ body }) => joints.flatMap((joint) => body[joint]?.y ?? []));
    return ys.reduce((a, b) => a + b, 0) / ys.length;
  };
  return heightOf(from) + (heightOf(to) - heightOf(from)) * share;
}

function pointsOf({ body, rightHand = [], leftHand = [] }: SeenFigure): readonly SeenPoint[] {
  return [...body, ...rightHand, ...leftHand].flatMap((point) => point ?? []);
}

function boxAround(points: readonly SeenPoint[]): Box {
  return {
    left: Math.min(...points.map(({ x, flesh }) => x - flesh)),
    right: Math.max(...points.map(({ x, flesh }) => x + flesh)),
    top: Math.min(...points.map(({ y, flesh }) => y - flesh)),
    bottom: Math.max(...points.map(({ y, flesh }) => y + flesh)),
  };
}
