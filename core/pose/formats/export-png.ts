import type { RgbaImage } from '../../image/index.ts';
import { encodePng } from '../../png/index.ts';
import { renderControlImage } from '../control-image.ts';
import type { DrawingOptions } from '../raster/draw-pose.ts';
import type { CanvasSize, Pose } from '../types.ts';
import { openPoseJsonFrom } from './openpose-json.ts';
import { RECORD_KEYWORD } from './read-pose.ts';

/** How to write a skeleton's picture. */
export interface SkeletonWriting extends DrawingOptions {
  /** px */
  readonly size: CanvasSize;
  /** Black unless given. */
  readonly background?: 'black' | 'transparent';
}

/** Layout of the record in our PNG files. */
const RECORD_VERSION = 1;

/**
 * Draws the control picture of a pose: the very pixels that a model gets at that size, unless feet are asked for. A
 * transparent background shows through wherever nothing is drawn.
 */
export function skeletonImage(
  pose: Pose,
  { size, background = 'black', ...options }: SkeletonWriting,
): RgbaImage {
  const image = renderControlImage(pose, size.width, size.height, options);
  return background === 'black' ? image : { ...image, data: withoutBlack(image.data) };
}

/**
 * Writes the control picture of a pose as PNG, with the pose inside as text, so that the file can be opened as a pose
 * again: on its own canvas, whatever the size of the picture.
 */
export function skeletonPng(pose: Pose, writing: SkeletonWriting): Uint8Array<ArrayBuffer> {
  const record = { version: RECORD_VERSION, pose: openPoseJsonFrom(pose, { confidence: 'kept' }) };
  return encodePng(skeletonImage(pose, writing), { [RECORD_KEYWORD]: JSON.stringify(record) });
}

function withoutBlack(rgba: Uint8ClampedArray<ArrayBuffer>): Uint8ClampedArray<ArrayBuffer> {
  const clear = rgba.slice();
  for (let i = 0; i < clear.length; i += 4) {
    if (!clear[i] && !clear[i + 1] && !clear[i + 2]) clear[i + 3] = 0;
  }
  return clear;
}
