/*
 * Noise in a drawing: colours on it are flat, so that a median brings them back without moving edges.
 */
import type { RgbaImage } from '../../../image/index.ts';

/** The background of a clean drawing is black to that value, and in a resized one mostly. */
const CLEAN_BLACK = 6;
const BACKGROUND = 40;
/** Share of the background that is not black where there is noise. */
const MOST_UNCLEAN = 0.2;
/** Px darker than that become no colour by a median. */
const DARK = 50;
const RADIUS = 1;

/** The picture itself where it has no noise, else a median of 3 by 3 px of all that is not dark. */
export function withoutNoise(image: RgbaImage): RgbaImage {
  if (!isNoisy(image)) return image;
  const { width, height, data } = image;
  const clean = data.slice();
  const window = new Uint8Array((2 * RADIUS + 1) ** 2);
  for (let y = RADIUS; y < height - RADIUS; y++) {
    for (let x = RADIUS; x < width - RADIUS; x++) {
      const at = 4 * (y * width + x);
      if (Math.max(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0) < DARK) continue;
      for (let channel = 0; channel < 3; channel++)
        clean[at + channel] = medianAround(image, at + channel, window);
    }
  }
  return { width, height, data: clean };
}

function isNoisy({ data }: RgbaImage): boolean {
  let [dark, unclean] = [0, 0];
  for (let at = 0; at < data.length; at += 4) {
    const most = Math.max(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
    if (most >= BACKGROUND) continue;
    dark++;
    if (most > CLEAN_BLACK) unclean++;
  }
  return unclean > MOST_UNCLEAN * dark;
}

function medianAround({ width, data }: RgbaImage, at: number, window: Uint8Array): number {
  let next = 0;
  for (let dy = -RADIUS; dy <= RADIUS; dy++) {
    for (let dx = -RADIUS; dx <= RADIUS; dx++) window[next++] = data[at + 4 * (dy * width + dx)] ?? 0;
  }
  return window.sort()[window.length >> 1] ?? 0;
}
