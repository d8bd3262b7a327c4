import { describe, expect, it } from 'vitest';
import {
  blankImage,
  createLatentRgbFit,
  type LatentCells,
  type RgbaImage,
} from '../../../core/image/index.ts';
import { createTorchNoise } from '../../../core/noise/index.ts';

const SIZE = { channels: 4, height: 6, width: 5 };
const CELLS = SIZE.height * SIZE.width;
/** Rows: channels, then the bias; columns: red, green, blue. */
const TRUTH = [
  [20, -10, 4],
  [-8, 15, 3],
  [2, 5, -18],
  [-12, 1, 9],
  [120, 130, 110],
];
const FACTOR = 4;

function latents(seed: number): LatentCells {
  return { ...SIZE, data: createTorchNoise(seed).normal(SIZE.channels * CELLS) };
}

function colour({ data }: LatentCells, cell: number, c: number): number {
  return TRUTH.reduce((sum, row, i) => sum + row[c]! * (i < 4 ? data[i * CELLS + cell]! : 1), 0);
}

/** The picture that the truth gives, each cell's pixels spread around its colour by an even amount. */
function picture(cells: LatentCells): RgbaImage {
  const image = blankImage(SIZE.width * FACTOR, SIZE.height * FACTOR);
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) {
      const cell = Math.floor(y / FACTOR) * SIZE.width + Math.floor(x / FACTOR);
      const spread = (x + y) % 2 === 0 ? 6 : -6;
      for (let c = 0; c < 3; c++) image.data[4 * (y * image.width + x) + c] = colour(cells, cell, c) + spread;
    }
  }
  return image;
}

describe('createLatentRgbFit', () => {
  it('knows nothing before the first picture', () => {
    expect(createLatentRgbFit(4).map()).toBeUndefined();
  });

  it('recovers a linear map to half a step of colour', () => {
    const fit = createLatentRgbFit(4);
    for (const seed of [1, 2, 3]) fit.learn(latents(seed), picture(latents(seed)));
    const unseen = latents(9);
    const shown = fit.map()!.show(unseen);
    expect([shown.width, shown.height]).toEqual([SIZE.width, SIZE.height]);
    for (let cell = 0; cell < CELLS; cell++) {
      for (let c = 0; c < 3; c++) {
        expect(Math.abs(shown.data[4 * cell + c]! - colour(unseen, cell, c))).toBeLessThan(1);
      }
      expect(shown.data[4 * cell + 3]).toBe(255);
    }
  });

  it('stays sane where all cells are alike, and learns more from the next picture', () => {
    const fit = createLatentRgbFit(4);
    const flat = { ...SIZE, data: new Float32Array(4 * CELLS).fill(0.5) };
    fit.learn(flat, picture(flat));
    const first = fit.map()!.show(flat);
    for (let c = 0; c < 3; c++) expect(Math.abs(first.data[c]! - colour(flat, 0, c))).toBeLessThan(1.5);
    for (const seed of [1, 2]) fit.learn(latents(seed), picture(latents(seed)));
    const unseen = latents(9);
    const shown = fit.map()!.show(unseen);
    expect(Math.abs(shown.data[0]! - colour(unseen, 0, 0))).toBeLessThan(1);
  });
});
