/*
 * The pictures of tools/fixtures/safety.py, made again, and what the reference made of them.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { blankImage, type RgbaImage } from '../../../core/image/index.ts';

/** One picture and what became of it. */
export interface ReferencePicture {
  readonly width: number;
  readonly height: number;
  /** [side, side, RGB] */
  readonly levels: readonly number[];
  readonly flagged: boolean;
}

/** tests/fixtures/safety/pictures.json. */
export interface SafetyReference {
  /** In px. */
  readonly side: number;
  readonly normalized: { readonly first: readonly number[] };
  readonly pictures: readonly ReferencePicture[];
  readonly large: {
    readonly index: number;
    readonly width: number;
    readonly height: number;
    readonly side: number;
    readonly at: readonly number[];
    readonly levels: readonly number[];
  };
}

/** Reads the reference. */
export async function readSafetyReference(): Promise<SafetyReference> {
  const path = resolve(import.meta.dirname, '../../fixtures/safety/pictures.json');
  return JSON.parse(await readFile(path, 'utf8')) as SafetyReference;
}

/** Bands, a disc and a texture by whole numbers. */
export function picture(index: number, width: number, height: number): RgbaImage {
  const image = blankImage(width, height);
  const radius = Math.floor(Math.min(width, height) / 3);
  const [middleX, middleY] = [Math.floor(width / 3), Math.floor(height / 2)];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const disc = (x - middleX) ** 2 + (y - middleY) ** 2 < radius ** 2 ? 60 + 90 * index : 0;
      const plain = x * (3 + index) + y * (5 - index) + disc + ((x * y * (index + 1)) % 23);
      const pixel = [0, 70, 140].map((shift) => (plain + shift) % 256);
      image.data.set(pixel, 4 * (y * width + x));
    }
  }
  return image;
}
