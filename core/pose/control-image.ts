import { reduceByBox, type RgbaImage } from '../image/index.ts';
import { fitPose } from './fit.ts';
import { drawPose, DRAWING_SIDE, type DrawingOptions } from './raster/draw-pose.ts';
import type { Pose } from './types.ts';

/**
 * Draws the control picture for a picture of a given size. The skeleton is drawn at the smallest whole multiple of the
 * size whose short side is at least 512 px, and averaged down by that number, so that lines keep their share of the
 * picture. From a short side of 512 px on this is the drawing itself. A pose of another aspect is fitted, not stretched.
 *
 * @param width - px, at least 1
 * @param height - px, at least 1
 * @param options - none for what a model gets
 * @returns opaque RGBA of the given size
 */
export function renderControlImage(
  pose: Pose,
  width: number,
  height: number,
  options: DrawingOptions = {},
): RgbaImage {
  const factor = Math.ceil(DRAWING_SIDE / Math.min(width, height));
  const drawing = drawPose(fitPose(pose, { width: width * factor, height: height * factor }), options);
  return reduceByBox(drawing, factor);
}
