import type { Region } from './boxes.ts';
import type { Size } from './letterbox.ts';
import type { RgbImage } from './rgb.ts';

/**
 * Which points of region and input fall together: `edges` takes the region's size for the input's size in px, `centres`
 * for the distance between the centres of the input's first and last px, which keeps decoding free of bias (UDP: Huang
 * et al., 2020).
 */
export type Alignment = 'edges' | 'centres';

/** One axis of the way from input to picture: `picture = scale * input + offset`. */
interface Axis {
  readonly scale: number;
  readonly offset: number;
}

/**
 * Cuts a region out of a picture and brings it to a network's input size, by linear interpolation between pixel centres
 * in float32, as OpenCV's `warpAffine` with `INTER_LINEAR` does since its version 5; black where the region leaves the
 * picture. A value that lies between two levels may be rounded to the other one.
 */
export function cutOut(image: RgbImage, region: Region, input: Size, alignment: Alignment): RgbImage {
  const columns = samplesOf(axisOf(region.x, region.width, input.width, alignment), input.width);
  const rows = samplesOf(axisOf(region.y, region.height, input.height, alignment), input.height);
  const data = new Uint8ClampedArray(input.width * input.height * 3);
  for (let y = 0, to = 0; y < input.height; y++) {
    const top = rows.first[y]!;
    const down = rows.weight[y]!;
    for (let x = 0; x < input.width; x++) {
      const left = columns.first[x]!;
      const across = columns.weight[x]!;
      for (let channel = 0; channel < 3; channel++, to++) {
        const upper = mix(levelAt(image, left, top, channel), levelAt(image, left + 1, top, channel), across);
        const lower = mix(
          levelAt(image, left, top + 1, channel),
          levelAt(image, left + 1, top + 1, channel),
          across,
        );
        // A clamped array rounds halves to even, as OpenCV does.
        data[to] = mix(upper, lower, down);
      }
    }
  }
  return { ...input, data };
}

function axisOf(centre: number, length: number, target: number, alignment: Alignment): Axis {
  const span = alignment === 'edges' ? target : target - 1;
  return { scale: length / span, offset: centre - length / 2 };
}

function samplesOf({ scale, offset }: Axis, count: number): { first: Int32Array; weight: Float32Array } {
  const first = new Int32Array(count);
  const weight = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const position = Math.fround(Math.fround(scale) * i + Math.fround(offset));
    first[i] = Math.floor(position);
    weight[i] = position - Math.floor(position);
  }
  return { first, weight };
}

function levelAt({ width, height, data }: RgbImage, x: number, y: number, channel: number): number {
  return x < 0 || y < 0 || x >= width || y >= height ? 0 : data[(y * width + x) * 3 + channel]!;
}

function mix(a: number, b: number, weight: number): number {
  return Math.fround(a + Math.fround(weight * (b - a)));
}
