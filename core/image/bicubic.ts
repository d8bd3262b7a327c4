/*
 * Pictures at another size, as Pillow makes them: what is drawn stays smooth where it is enlarged.
 */
import { blankImage, type RgbaImage } from './rgba.ts';

/** Pillow's bicubic kernel reaches two pixels far, and its bend is -0.5. */
const REACH = 2;
const BEND = -0.5;
/** What a weight of 1 is in Pillow's whole numbers. */
const ONE = 2 ** 22;

/** Rows of pixels, [height, width, RGB]. */
interface RgbRows {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/**
 * Resizes by cubic convolution; a picture that shrinks is smoothed. What is transparent is laid on white.
 *
 * @param width - new width in px, at least 1
 * @param height - new height in px, at least 1
 * @returns opaque; Pillow's bytes, but for pictures more than twice as tall as wide, where Pillow 13 takes the two directions in
 *   the other order
 */
export function resizeBicubic(image: RgbaImage, width: number, height: number): RgbaImage {
  const wide = resizeRows(opaque(image), width);
  const { data } = transposed(resizeRows(transposed(wide), height));
  const resized = blankImage(width, height);
  for (let i = 0; i < width * height; i++) {
    resized.data.set(data.subarray(3 * i, 3 * i + 3), 4 * i);
    resized.data[4 * i + 3] = 255;
  }
  return resized;
}

function opaque({ width, height, data }: RgbaImage): RgbRows {
  const rgb = new Uint8ClampedArray(3 * width * height);
  for (let i = 0; i < width * height; i++) {
    const alpha = data[4 * i + 3]! / 255;
    for (let channel = 0; channel < 3; channel++) {
      rgb[3 * i + channel] = data[4 * i + channel]! * alpha + 255 * (1 - alpha);
    }
  }
  return { width, height, data: rgb };
}

/** Resizes each row; like Pillow with 8 bits between the two directions. */
function resizeRows(image: RgbRows, width: number): RgbRows {
  if (width === image.width) return image;
  const { height } = image;
  const taps = tapsOf(image.width, width);
  const data = new Uint8ClampedArray(3 * width * height);
  for (let y = 0; y < height; y++) {
    const row = 3 * y * image.width;
    taps.forEach(({ first, weights }, x) => {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let k = 0; k < weights.length; k++) {
          sum += weights[k]! * image.data[row + 3 * (first + k) + channel]!;
        }
        data[3 * (y * width + x) + channel] = Math.floor((sum + ONE / 2) / ONE);
      }
    });
  }
  return { width, height, data };
}

/** For each new pixel of an axis: the first old one that counts, and weights from there on that sum to about {@link ONE}. */
function tapsOf(from: number, to: number): { readonly first: number; readonly weights: readonly number[] }[] {
  const scale = from / to;
  // A picture that shrinks is smoothed, so that nothing of it is passed over.
  const stretch = Math.max(1, scale);
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale;
    const first = Math.max(0, Math.floor(centre - REACH * stretch + 0.5));
    const last = Math.min(from, Math.floor(centre + REACH * stretch + 0.5));
    const weights = Array.from({ length: last - first }, (_unused, k) =>
      cubic((first + k - centre + 0.5) / stretch),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    // Halves go away from 0, as a cast in C has them.
    return {
      first,
      weights: weights.map((weight) => Math.trunc((weight / sum) * ONE + 0.5 * Math.sign(weight))),
    };
  });
}

/** R. Keys, Cubic Convolution Interpolation for Digital Image Processing, 1981. */
function cubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return ((BEND + 2) * x - (BEND + 3)) * x * x + 1;
  return x < REACH ? (((x - 5) * x + 8) * x - 4) * BEND : 0;
}

function transposed({ width, height, data }: RgbRows): RgbRows {
  const turned = new Uint8ClampedArray(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      turned.set(data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3), 3 * (x * height + y));
    }
  }
  return { width: height, height: width, data: turned };
}
