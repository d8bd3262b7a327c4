import type { CanvasSize, Point } from '../../../core/pose/index.ts';

/** A rectangle in CSS px, or a size with its place. */
export interface Frame extends CanvasSize {
  readonly left: number;
  readonly top: number;
}

/** Share of the stage that stays around the canvas. */
const MARGIN = 0.06;

/** Where the editor's canvas lies in the stage: as large as fits with its aspect kept, in the middle. */
export function frameIn(stage: CanvasSize, canvas: CanvasSize): Frame {
  const room = 1 - 2 * MARGIN;
  const scale = Math.min((stage.width * room) / canvas.width, (stage.height * room) / canvas.height);
  const [width, height] = [canvas.width * scale, canvas.height * scale];
  return { left: (stage.width - width) / 2, top: (stage.height - height) / 2, width, height };
}

/** A point of the stage as a point of the frame. */
export function inFrame({ left, top }: Frame, { x, y }: Point): Point {
  return { x: x - left, y: y - top };
}
