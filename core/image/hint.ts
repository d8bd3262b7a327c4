import type { RgbaImage } from './rgba.ts';

/**
 * Makes the tensor that a ControlNet takes: RGB planes, 0 to 1 (diffusers: VaeImageProcessor without normalization).
 * Transparency counts as black.
 *
 * @returns float32 `[1, 3, height, width]`
 */
export function hintFrom({ width, height, data }: RgbaImage): Float32Array<ArrayBuffer> {
  const area = width * height;
  const planes = new Float32Array(3 * area);
  for (let i = 0; i < area; i++) {
    const alpha = data[4 * i + 3]! / 255;
    for (let channel = 0; channel < 3; channel++) {
      planes[channel * area + i] = (data[4 * i + channel]! / 255) * alpha;
    }
  }
  return planes;
}
