import type { RgbaImage } from '../image/index.ts';

/** A picture as networks see it, without transparency. */
export interface RgbImage {
  /** In px. */
  readonly width: number;
  /** In px. */
  readonly height: number;
  /** R, G, B per pixel, `[height, width, 3]`. */
  readonly data: Uint8ClampedArray;
}

/** How pixels become the numbers of a network. */
export interface PlanarOptions {
  /** Networks trained on OpenCV's pictures take blue first. */
  readonly order: 'rgb' | 'bgr';
  /** Of each channel in the given order, from 0 to 255; nothing is subtracted unless given. */
  readonly mean?: readonly [number, number, number];
  /** Of each channel in the given order, from 0 to 255; 1 unless given. */
  readonly std?: readonly [number, number, number];
}

const WHITE = 255;
const NO_MEAN = [0, 0, 0] as const;
const NO_STD = [1, 1, 1] as const;

/** Puts a picture on white, since a cut-out figure has colours of no meaning where it is transparent. */
export function flatten({ width, height, data: rgba }: RgbaImage): RgbImage {
  const data = new Uint8ClampedArray(width * height * 3);
  for (let from = 0, to = 0; to < data.length; from += 4, to += 3) {
    const alpha = rgba[from + 3]! / WHITE;
    for (let channel = 0; channel < 3; channel++) {
      data[to + channel] = WHITE + (rgba[from + channel]! - WHITE) * alpha;
    }
  }
  return { width, height, data };
}

/**
 * Lays a picture out channel by channel.
 *
 * @returns float32 `[1, 3, height, width]`: `(value - mean) / std`
 */
export function planar({ width, height, data }: RgbImage, options: PlanarOptions): Float32Array {
  const { order, mean = NO_MEAN, std = NO_STD } = options;
  const size = width * height;
  const values = new Float32Array(3 * size);
  for (let channel = 0; channel < 3; channel++) {
    const from = order === 'rgb' ? channel : 2 - channel;
    for (let i = 0; i < size; i++) {
      values[channel * size + i] = (data[3 * i + from]! - mean[channel]!) / std[channel]!;
    }
  }
  return values;
}
