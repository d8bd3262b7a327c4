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
