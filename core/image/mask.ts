import { resizeImage } from './resize.ts';
import { blankImage, type RgbaImage } from './rgba.ts';

/**
 * Reads a mask: the share of each cell that is painted, the average of its red values where it is opaque.
 *
 * @param width - of the result, in cells
 * @param height - of the result, in cells
 * @returns float32 `[height, width]`, 0 (kept) to 1 (painted)
 */
export function maskFrom(mask: RgbaImage, width: number, height: number): Float32Array<ArrayBuffer> {
  const { data } = resizeImage(mask, width, height);
  return Float32Array.from(
    { length: width * height },
    (_, i) => (data[4 * i]! / 255) * (data[4 * i + 3]! / 255),
  );
}

/**
 * Lays the painted part of one picture over another of the same size.
 *
 * @param mask - share of each pixel that is painted, `[height, width]`
 */
export function compose(painted: RgbaImage, kept: RgbaImage, mask: Float32Array): RgbaImage {
  const composed = blankImage(painted.width, painted.height);
  for (let i = 0; i < composed.data.length; i++) {
    const share = mask[Math.floor(i / 4)]!;
    composed.data[i] = share * painted.data[i]! + (1 - share) * kept.data[i]!;
  }
  return composed;
}

/** A stroke of a round brush. */
export interface MaskStroke {
  /** Ends, in px of the mask. */
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  /** px */
  readonly radius: number;
  /** Paint, or take paint away. */
  readonly paint: boolean;
}

/** Draws a stroke on a mask: white on black, without soft edges. */
export function strokeMask(mask: RgbaImage, { from, to, radius, paint }: MaskStroke): RgbaImage {
  const { width, height } = mask;
  const data = mask.data.slice();
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = dx ** 2 + dy ** 2;
  const value = paint ? 255 : 0;
  const clamped = (at: number, end: number): number => Math.min(Math.max(at, 0), end);
  const left = clamped(Math.floor(Math.min(from[0], to[0]) - radius), width);
  const right = clamped(Math.ceil(Math.max(from[0], to[0]) + radius), width);
  const top = clamped(Math.floor(Math.min(from[1], to[1]) - radius), height);
  const bottom = clamped(Math.ceil(Math.max(from[1], to[1]) + radius), height);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const [px, py] = [x + 0.5 - from[0], y + 0.5 - from[1]];
      const along = length === 0 ? 0 : clamped((px * dx + py * dy) / length, 1);
      const distance = (px - along * dx) ** 2 + (py - along * dy) ** 2;
      if (distance <= radius ** 2) data.fill(value, 4 * (y * width + x), 4 * (y * width + x) + 3);
    }
  }
  return { width, height, data };
}
