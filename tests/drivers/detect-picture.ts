import type { RgbImage } from '../../core/detect/index.ts';
import type { RgbaImage } from '../../core/image/index.ts';

/** The picture of the fixtures: smooth waves and hard edges, as `tools/fixtures/detect.py` makes it. */
export function fixturePicture(width: number, height: number): RgbImage {
  const data = new Uint8ClampedArray(width * height * 3);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++, to++) {
        const waves = (x * x + 3 * y * y + 17 * x * (c + 1) + 29 * y) >> 6;
        const tiles = ((Math.floor(x / 37) + Math.floor(y / 23)) % 2) * 90 * (c + 1);
        data[to] = (waves + tiles) & 255;
      }
    }
  }
  return { width, height, data };
}

/** The same, as the page has pictures. */
export function withAlpha({ width, height, data }: RgbImage, alpha = 255): RgbaImage {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(alpha);
  for (let i = 0; i < width * height; i++) rgba.set(data.subarray(3 * i, 3 * i + 3), 4 * i);
  return { width, height, data: rgba };
}
