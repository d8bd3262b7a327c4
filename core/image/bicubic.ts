/*
 * Pictures at another size, as Pillow makes them: what is drawn stays smooth where it is enlarged.
 */
import { blankImage, type RgbaImage } from './rgba.ts';

/** Pillow's bicubic kernel reaches two pixels far, and its bend is -0.5. */
const REACH = 2;
const BEND = -0.5;
/** What a weight of 1 is in Pillow's whole numbers. */
const ONE = 2 ** 22;

/**
 * Resizes by cubic convolution; a picture that shrinks is smoothed. What is transparent is laid on white.
 *
 * @param width - new width in px, at least 1
 * @param height - new height in px, at least 1
 * @returns opaque; Pillow's bytes, but for pictures more than twice as tall as wide, where Pillow 13 takes the two directions in
 *   the other order
 */
export function resizeBicubic(image: RgbaImage, width: number, height: number): RgbaImage {
  const given = onWhite(image);
  const wide = width === given.width ? given : resizeRows(given, width);
  return height === wide.height ? wide : resizeColumns(wide, height);
}

/** The same picture where nothing of it is transparent. */
function onWhite(image: RgbaImage): RgbaImage {
  const { width, height, data } = image;
  if (isOpaque(data)) return image;
  const laid = blankImage(width, height);
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]! / 255;
    for (let channel = at; channel < at + 3; channel++) {
      laid.data[channel] = data[channel]! * alpha + 255 * (1 - alpha);
    }
    laid.data[at + 3] = 255;
  }
  return laid;
}

function isOpaque(data: Uint8ClampedArray): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false;
  return true;
}

/** Like Pillow with 8 bits between the two directions. */
function resizeRows(image: RgbaImage, width: number): RgbaImage {
  const { height, data } = image;
  const resized = blankImage(width, height);
  const taps = tapsOf(image.width, width);
  for (let y = 0, to = 0; y < height; y++) {
    const row = 4 * y * image.width;
    for (const { first, weights } of taps) {
      let [red, green, blue] = [ONE / 2, ONE / 2, ONE / 2];
      for (let k = 0, from = row + 4 * first; k < weights.length; k++, from += 4) {
        const weight = weights[k]!;
        red += weight * data[from]!;
        green += weight * data[from + 1]!;
        blue += weight * data[from + 2]!;
      }
      resized.data[to++] = Math.floor(red / ONE);
      resized.data[to++] = Math.floor(green / ONE);
      resized.data[to++] = Math.floor(blue / ONE);
      resized.data[to++] = 255;
    }
  }
  return resized;
}

function resizeColumns(image: RgbaImage, height: number): RgbaImage {
  const { width, data } = image;
  const resized = blankImage(width, height);
  const line = 4 * width;
  const sums = new Float64Array(line);
  for (const [y, { first, weights }] of tapsOf(image.height, height).entries()) {
    sums.fill(ONE / 2);
    for (const [k, weight] of weights.entries()) {
      const from = line * (first + k);
      for (let i = 0; i < line; i++) sums[i]! += weight * data[from + i]!;
    }
    const to = line * y;
    for (let i = 0; i < line; i++) resized.data[to + i] = Math.floor(sums[i]! / ONE);
  }
  return resized;
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
