/*
 * What part of a picture is seen: how much larger than it fits, and how far its middle is from the middle of the stage.
 */
import type { CanvasSize, Point } from '../../../core/pose/index.ts';

/** Offsets in CSS px; at zoom 1 the whole picture fits. */
export interface ZoomView extends Point {
  readonly zoom: number;
}

/** The whole picture. */
export const FITTED: ZoomView = { zoom: 1, x: 0, y: 0 };

/** Sizes in CSS px: of the stage, and of the picture as it fits into it. */
export interface ZoomRoom {
  readonly stage: CanvasSize;
  readonly fitted: CanvasSize;
  /** The largest zoom. */
  readonly most: number;
}

/** So many CSS px a pixel of the picture has at the most. */
const LARGEST_PIXEL = 16;

/** Fits a picture into a stage. */
export function roomOf(stage: CanvasSize, picture: CanvasSize): ZoomRoom {
  const scale = Math.min(stage.width / picture.width, stage.height / picture.height);
  return {
    stage,
    fitted: { width: picture.width * scale, height: picture.height * scale },
    most: Math.max(4, LARGEST_PIXEL / Math.max(scale, Number.EPSILON)),
  };
}

/** Moves the picture; it does not leave the stage. */
export function panned(view: ZoomView, by: Point, room: ZoomRoom): ZoomView {
  return kept({ ...view, x: view.x + by.x, y: view.y + by.y }, room);
}

/**
 * Zooms.
 *
 * @param at - the point that stays where it is, from the middle of the stage
 */
export function zoomed(view: ZoomView, factor: number, at: Point, room: ZoomRoom): ZoomView {
  const zoom = Math.min(Math.max(view.zoom * factor, 1), room.most);
  const ratio = zoom / view.zoom;
  return kept({ zoom, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio }, room);
}

function kept({ zoom, x, y }: ZoomView, { stage, fitted }: ZoomRoom): ZoomView {
  const reach = (inner: number, outer: number): number => Math.max(0, (inner * zoom - outer) / 2);
  const within = (value: number, most: number): number => Math.min(Math.max(value, -most), most);
  return {
    zoom,
    x: within(x, reach(fitted.width, stage.width)),
    y: within(y, reach(fitted.height, stage.height)),
  };
}
