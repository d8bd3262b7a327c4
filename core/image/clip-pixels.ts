/*
 * A picture as CLIP sees it. Reference: transformers `CLIPImageProcessor`, which resizes with Pillow.
 */
import { resizeBicubic } from './bicubic.ts';
import type { RgbaImage } from './rgba.ts';

/** Means and deviations of the pictures that CLIP learnt from, of values from 0 to 1 (transformers: OPENAI_CLIP_MEAN, _STD). */
const MEAN = [0.48145466, 0.4578275, 0.40821073] as const;
const DEVIATION = [0.26862954, 0.26130258, 0.27577711] as const;

/**
 * Cuts the square in the middle out of a picture whose shorter side is brought to `side`. What is transparent is laid on white.
 *
 * @param side - in px
 * @returns [side, side, RGB], 0 to 255
 */
export function clipSquare(image: RgbaImage, side: number): Uint8ClampedArray {
  const shorter = Math.min(image.width, image.height);
  const [width, height] = [image.width, image.height].map((length) =>
    Math.floor((side * length) / shorter),
  ) as [number, number];
  const { data } = resizeBicubic(image, width, height);
  const [left, top] = [Math.floor((width - side) / 2), Math.floor((height - side) / 2)];
  const square = new Uint8ClampedArray(3 * side * side);
  for (let y = 0; y < side; y++) {
    const start = 4 * ((top + y) * width + left);
    for (let x = 0; x < side; x++) {
      square.set(data.subarray(start + 4 * x, start + 4 * x + 3), 3 * (y * side + x));
    }
  }
  return square;
}

/**
 * Makes the tensor that CLIP's vision takes.
 *
 * @param side - of its square in px
 * @returns float32 `[1, 3, side, side]`, normalized
 */
export function clipPlanes(image: RgbaImage, side: number): Float32Array<ArrayBuffer> {
  const square = clipSquare(image, side);
  const area = side * side;
  return Float32Array.from({ length: 3 * area }, (_, i) => {
    const channel = Math.floor(i / area) as 0 | 1 | 2;
    return (square[3 * (i % area) + channel]! / 255 - MEAN[channel]) / DEVIATION[channel];
  });
}
