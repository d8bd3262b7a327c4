import type { RgbaImage } from '../../core/image/index.ts';

/** Peak signal-to-noise ratio of two pictures in dB, over red, green and blue. */
export function peakSignalToNoise(a: RgbaImage, b: RgbaImage): number {
  if (a.width !== b.width || a.height !== b.height) throw new Error('The pictures differ in size.');
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) {
    if (i % 4 < 3) sum += (a.data[i]! - b.data[i]!) ** 2;
  }
  return 10 * Math.log10(255 ** 2 / (sum / (0.75 * a.data.length)));
}

/** Norm of the difference over the norm of what is expected. */
export function relativeError(found: Float32Array, expected: Float32Array): number {
  if (found.length !== expected.length) throw new Error('The tensors differ in length.');
  const difference = found.reduce((sum, value, i) => sum + (value - expected[i]!) ** 2, 0);
  return Math.sqrt(difference / expected.reduce((sum, value) => sum + value ** 2, 0));
}
