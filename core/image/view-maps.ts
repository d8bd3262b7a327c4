/* Pictures of what a camera sees of solids, as ControlNet's annotators draw them. */
import type { GreyImage } from './grey.ts';
import { blankImage, type RgbaImage } from './rgba.ts';

/**
 * Draws a depth map as MiDaS does (Ranftl et al., 2020), whose pictures ControlNet's depth models were trained on: light is
 * the inverse of depth, the nearest place white, the farthest place and the background black.
 *
 * @param depths - metres along the camera's direction, `[height, width]`; Infinity where there is nothing
 */
export function depthMap(depths: Float32Array, width: number, height: number): GreyImage {
  let [nearest, farthest] = [Infinity, 0];
  for (const depth of depths) {
    if (depth === Infinity) continue;
    nearest = Math.min(nearest, depth);
    farthest = Math.max(farthest, depth);
  }
  const data = new Uint8ClampedArray(width * height);
  const reach = 1 / nearest - 1 / farthest;
  depths.forEach((depth, i) => {
    if (depth === Infinity) return;
    // A plane that faces the camera has no range.
    data[i] = reach > 0 ? (255 * (1 / depth - 1 / farthest)) / reach : 255;
  });
  return { width, height, data };
}

/** Directions that the camera sees, with what covers a pixel in part blended. */
export interface SeenNormals {
  /** In px. */
  readonly width: number;
  /** In px. */
  readonly height: number;
  /**
   * uint8 `[height, width, 4]`: right, up and towards the viewer, -1 to 1 as 0 to 255, times the share of the pixel that is
   * covered, and this share.
   */
  readonly data: Uint8Array;
}

/** Nothing is there: as if a plane faced the viewer. */
const FACING = [128, 128, 255] as const;

/**
 * Draws a normal map in the axes of the camera as ControlNet 1.1 (normal_bae) reads it. By its readme, blue is front, red is
 * left and green is top: red is the opposite of that of OpenGL's normal maps. What is not covered is (128, 128, 255).
 */
export function normalMap({ width, height, data }: SeenNormals): RgbaImage {
  const image = blankImage(width, height);
  for (let at = 0; at < data.length; at += 4) {
    const share = data[at + 3]!;
    const bare = 1 - share / 255;
    image.data[at] = share - data[at]! + bare * FACING[0];
    image.data[at + 1] = data[at + 1]! + bare * FACING[1];
    image.data[at + 2] = data[at + 2]! + bare * FACING[2];
  }
  return image;
}

/**
 * Shades solids on black by how much they face the viewer, from half as light at an outline: what edges are looked for in. Light
 * falls off outwards all the way, so that an outline is one edge.
 */
export function facingMap({ width, height, data }: SeenNormals): GreyImage {
  const shaded = new Uint8ClampedArray(width * height);
  shaded.forEach((_, i) => (shaded[i] = data[4 * i + 2]!));
  return { width, height, data: shaded };
}
