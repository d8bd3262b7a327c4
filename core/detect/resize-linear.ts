import type { RgbImage } from './rgb.ts';

/** Weights have 11 bits, as in OpenCV. */
const ONE = 2048;
/** Sums of a row are cut by 4 bits, products by 16, and the last two bits are rounded away. */
const ROW_BITS = 4;
const PRODUCT_BITS = 16;
const LAST_BITS = 2;

/** Where the target's pixels of one axis lie between the source's. */
interface Taps {
  /** Index of the first source pixel for each target pixel. */
  readonly first: Int32Array;
  /** Index of the second. */
  readonly second: Int32Array;
  /** What the first counts, of {@link ONE}. */
  readonly weight: Int32Array;
}

/**
 * Resizes by linear interpolation between pixel centres, without a filter against aliasing, in the fixed-point arithmetic
 * of OpenCV's `resize` with `INTER_LINEAR`: networks see what they were trained on. OpenCV rounds the last few values of a
 * row in another way, so that they may differ by one level.
 *
 * @param width - of the result in px
 * @param height - of the result in px
 */
export function resizeLinear(image: RgbImage, width: number, height: number): RgbImage {
  if (image.width === width && image.height === height) return image;
  const columns = tapsOf(width, image.width);
  const rows = tapsOf(height, image.height);
  const data = new Uint8ClampedArray(width * height * 3);
  const above = new Int32Array(width * 3);
  const below = new Int32Array(width * 3);
  for (let y = 0; y < height; y++) {
    stretchRow(image, rows.first[y]!, columns, above);
    stretchRow(image, rows.second[y]!, columns, below);
    const upper = rows.weight[y]!;
    const lower = ONE - upper;
    for (let i = 0, to = y * width * 3; i < above.length; i++, to++) {
      const first = (upper * (above[i]! >> ROW_BITS)) >> PRODUCT_BITS;
      const second = (lower * (below[i]! >> ROW_BITS)) >> PRODUCT_BITS;
      data[to] = (first + second + LAST_BITS) >> LAST_BITS;
    }
  }
  return { width, height, data };
}

function tapsOf(target: number, source: number): Taps {
  const taps = {
    first: new Int32Array(target),
    second: new Int32Array(target),
    weight: new Int32Array(target),
  };
  for (let i = 0; i < target; i++) {
    const position = Math.fround(((i + 0.5) * source) / target - 0.5);
    const first = Math.min(source - 1, Math.max(0, Math.floor(position)));
    const outside = position < 0 || first === source - 1;
    taps.first[i] = first;
    taps.second[i] = Math.min(source - 1, first + 1);
    taps.weight[i] = outside ? ONE : ONE - roundHalfEven((position - first) * ONE);
  }
  return taps;
}

function stretchRow({ width, data }: RgbImage, y: number, taps: Taps, into: Int32Array): void {
  const start = y * width * 3;
  for (let x = 0; x < taps.first.length; x++) {
    const left = start + taps.first[x]! * 3;
    const right = start + taps.second[x]! * 3;
    const weight = taps.weight[x]!;
    for (let channel = 0; channel < 3; channel++) {
      into[x * 3 + channel] = data[left + channel]! * weight + data[right + channel]! * (ONE - weight);
    }
  }
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}
