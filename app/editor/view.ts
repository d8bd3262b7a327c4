/*
 * How the canvas lies in the stage. Stage coordinates are CSS px from the stage's top left corner, canvas coordinates px
 * of the pose.
 */
import type { Box, CanvasSize, Point } from '../../core/pose/index.ts';

/** Stage = canvas × scale + offset. */
export interface View {
  readonly scale: number;
  /** Offset in stage px. */
  readonly x: number;
  readonly y: number;
}

/** The largest a px of the canvas is shown, in stage px. */
export const MAX_SCALE = 32;
/** The smallest, unless the whole canvas needs less. */
const MIN_SCALE = 0.05;
/** How much of the canvas stays in sight at the least, in stage px. */
const IN_SIGHT = 48;

/** Brings a place from the stage to the canvas. */
export function toCanvas(view: View, { x, y }: Point): Point {
  return { x: (x - view.x) / view.scale, y: (y - view.y) / view.scale };
}

/** Brings a place from the canvas to the stage. */
export function toStage(view: View, { x, y }: Point): Point {
  return { x: x * view.scale + view.x, y: y * view.scale + view.y };
}

/**
 * Shows the whole canvas, in the middle.
 *
 * @param margin - air around it, in stage px
 */
export function fittedView(stage: CanvasSize, canvas: CanvasSize, margin: number): View {
  return viewOfBox(stage, { left: 0, top: 0, right: canvas.width, bottom: canvas.height }, margin);
}

/** Shows a part of the canvas as large as the stage has room for. */
export function viewOfBox(stage: CanvasSize, { left, top, right, bottom }: Box, margin = 0): View {
  const [width, height] = [Math.max(right - left, 1), Math.max(bottom - top, 1)];
  const room = Math.min((stage.width - 2 * margin) / width, (stage.height - 2 * margin) / height);
  const scale = Math.min(Math.max(room, Number.EPSILON), MAX_SCALE);
  return centredView(stage, { x: (left + right) / 2, y: (top + bottom) / 2 }, scale);
}

/** Shows a place of the canvas in the middle of the stage. */
export function centredView(stage: CanvasSize, place: Point, scale: number): View {
  return { scale, x: stage.width / 2 - place.x * scale, y: stage.height / 2 - place.y * scale };
}

/** Enlarges or reduces about a place of the stage, which shows the same place of the canvas afterwards. */
export function zoomedView(view: View, about: Point, factor: number): View {
  const least = Math.min(MIN_SCALE, view.scale);
  const scale = Math.min(Math.max(view.scale * factor, least), MAX_SCALE);
  const place = toCanvas(view, about);
  return { scale, x: about.x - place.x * scale, y: about.y - place.y * scale };
}

/**
 * Enlarges or reduces between two fingers, which move the canvas as well.
 *
 * @param from - the middle between them where they began, in stage px
 * @param to - where it is now
 */
export function pinchedView(view: View, from: Point, to: Point, factor: number): View {
  return pannedView(zoomedView(view, from, factor), { x: to.x - from.x, y: to.y - from.y });
}

/** Moves the canvas in the stage. */
export function pannedView(view: View, by: Point): View {
  return { ...view, x: view.x + by.x, y: view.y + by.y };
}

/** Brings a view back by as much as is needed for the canvas to stay in sight. */
export function viewInSight(view: View, stage: CanvasSize, canvas: CanvasSize): View {
  return {
    ...view,
    x: offsetInSight(view.x, stage.width, canvas.width * view.scale),
    y: offsetInSight(view.y, stage.height, canvas.height * view.scale),
  };
}

function offsetInSight(offset: number, stage: number, canvas: number): number {
  const seen = Math.min(IN_SIGHT, canvas, stage);
  return Math.min(Math.max(offset, seen - canvas), stage - seen);
}
