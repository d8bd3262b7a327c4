/*
 * A guess at the picture of some latents without a decoder: each cell's colour as a linear function of its channels,
 * learnt by ridge regression from pictures that were decoded.
 */
import { blankImage, type RgbaImage } from './rgba.ts';
import type { Extent } from './tiles.ts';

/** Latents of one picture. */
export interface LatentCells extends Extent {
  readonly channels: number;
  /** float32 `[channels, height, width]` */
  readonly data: Float32Array;
}

/** A linear map from latents to colours. */
export interface LatentRgb {
  /** A picture of one pixel for each cell. */
  show(latents: LatentCells): RgbaImage;
}

/** A {@link LatentRgb} in the making. */
export interface LatentRgbFit {
  /**
   * Adds a picture to those learnt from.
   *
   * @param picture - what the latents decode to; its sides are the same multiple of theirs
   */
  learn(latents: LatentCells, picture: RgbaImage): void;
  /** The map that fits best so far; nothing before the first picture. */
  map(): LatentRgb | undefined;
}

/** Red, green, blue. */
const COLOURS = 3;

/**
 * Weight of the ridge for each cell, against latents of about unit variance: too little to be seen, enough for pictures
 * whose cells are all alike.
 */
const RIDGE = 1e-4;

/**
 * Starts a fit.
 *
 * @param channels - of the latents
 */
export function createLatentRgbFit(channels: number): LatentRgbFit {
  const size = channels + 1;
  /** Sums over cells of x xᵀ and x yᵀ, where x are the channels and 1, and y the colours 0 to 255. */
  const gram = new Float64Array(size * size);
  const cross = new Float64Array(size * COLOURS);
  let cells = 0;
  let known: LatentRgb | undefined;
  return {
    learn(latents, picture) {
      const colours = meanColours(picture, latents);
      const area = latents.height * latents.width;
      const x = new Float64Array(size).fill(1);
      for (let cell = 0; cell < area; cell++) {
        for (let channel = 0; channel < channels; channel++) {
          x[channel] = latents.data[channel * area + cell]!;
        }
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) gram[i * size + j]! += x[i]! * x[j]!;
          for (let c = 0; c < COLOURS; c++) cross[i * COLOURS + c]! += x[i]! * colours[cell * COLOURS + c]!;
        }
      }
      cells += area;
      known = undefined;
    },
    map() {
      if (cells === 0) return undefined;
      known ??= linearMap(solve(withRidge(gram, size, RIDGE * cells), cross, size), channels);
      return known;
    },
  };
}

/** Mean colour of the pixels of each cell, `[cells, 3]`. */
function meanColours({ data, width, height }: RgbaImage, cells: Extent): Float64Array {
  const side = width / cells.width;
  const sums = new Float64Array(cells.height * cells.width * COLOURS);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const cell = Math.floor(y / side) * cells.width + Math.floor(x / side);
      for (let c = 0; c < COLOURS; c++) sums[cell * COLOURS + c]! += data[4 * (y * width + x) + c]!;
    }
  }
  return sums.map((sum) => sum / side ** 2);
}

function linearMap(weights: Float64Array, channels: number): LatentRgb {
  return {
    show({ data, height, width }) {
      const image = blankImage(width, height);
      const area = height * width;
      for (let cell = 0; cell < area; cell++) {
        for (let c = 0; c < COLOURS; c++) {
          let value = weights[channels * COLOURS + c]!;
          for (let i = 0; i < channels; i++) value += weights[i * COLOURS + c]! * data[i * area + cell]!;
          image.data[4 * cell + c] = value;
        }
      }
      return image;
    },
  };
}

/** The brightness itself, the last row and column, is not held back. */
function withRidge(gram: Float64Array, size: number, ridge: number): Float64Array {
  const sum = gram.slice();
  for (let i = 0; i < size - 1; i++) sum[i * size + i]! += ridge;
  return sum;
}

/**
 * Solves A X = B by elimination; A is symmetric and positive definite, so that no pivoting is needed.
 *
 * @param a - `[size, size]`
 * @param b - `[size, 3]`
 * @returns `[size, 3]`
 */
function solve(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const [m, x] = [a.slice(), b.slice()];
  for (let pivot = 0; pivot < size; pivot++) {
    for (let row = pivot + 1; row < size; row++) {
      const factor = m[row * size + pivot]! / m[pivot * size + pivot]!;
      for (let j = pivot; j < size; j++) m[row * size + j]! -= factor * m[pivot * size + j]!;
      for (let c = 0; c < COLOURS; c++) x[row * COLOURS + c]! -= factor * x[pivot * COLOURS + c]!;
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let c = 0; c < COLOURS; c++) {
      for (let j = row + 1; j < size; j++) x[row * COLOURS + c]! -= m[row * size + j]! * x[j * COLOURS + c]!;
      x[row * COLOURS + c]! /= m[row * size + row]!;
    }
  }
  return x;
}
