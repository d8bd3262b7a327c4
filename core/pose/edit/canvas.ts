import { type CanvasMap, fitOf, fitPose } from '../fit.ts';
import type { CanvasSize, Pose } from '../types.ts';

/** Shortest and longest side of a canvas in px. */
export const CANVAS_LIMITS = { min: 64, max: 4096 } as const;

/** A canvas to choose, with its name for people. */
export interface CanvasPreset extends CanvasSize {
  readonly label: string;
}

/** Canvases in the sizes that models of the Stable Diffusion family are trained on, by aspect. */
export const CANVAS_PRESETS: readonly CanvasPreset[] = [
  { label: 'Square', width: 512, height: 512 },
  { label: 'Portrait 2:3', width: 512, height: 768 },
  { label: 'Landscape 3:2', width: 768, height: 512 },
  { label: 'Square, large', width: 1024, height: 1024 },
  { label: 'Portrait 3:4, large', width: 896, height: 1152 },
  { label: 'Landscape 4:3, large', width: 1152, height: 896 },
  { label: 'Portrait 2:3, large', width: 832, height: 1216 },
  { label: 'Landscape 3:2, large', width: 1216, height: 832 },
  { label: 'Portrait 9:16, large', width: 768, height: 1344 },
  { label: 'Landscape 16:9, large', width: 1344, height: 768 },
];

/** What becomes of the people when the canvas has another size. */
export type CanvasChange = 'fit' | 'keep';

/** How `resizeCanvas` takes places along. */
export function canvasMap(from: CanvasSize, to: CanvasSize, how: CanvasChange): CanvasMap {
  return how === 'fit' ? fitOf(from, to) : { scale: 1, left: 0, top: 0 };
}

/**
 * Gives the canvas another size: people are scaled with it, the aspect kept, or they keep their places in px from the top
 * left corner. Locked people go along, because a lock is about the pose.
 *
 * @param size - px; brought to whole numbers within `CANVAS_LIMITS`, and a side that is no number stays as it was
 */
export function resizeCanvas(pose: Pose, size: CanvasSize, how: CanvasChange): Pose {
  const canvas = {
    width: allowedSide(size.width, pose.width),
    height: allowedSide(size.height, pose.height),
  };
  if (canvas.width === pose.width && canvas.height === pose.height) return pose;
  return how === 'fit' ? fitPose(pose, canvas) : { ...pose, ...canvas };
}

function allowedSide(side: number, old: number): number {
  if (Number.isNaN(side)) return old;
  return Math.round(Math.min(Math.max(side, CANVAS_LIMITS.min), CANVAS_LIMITS.max));
}
