import type { Size } from './letterbox.ts';
import type { RgbImage } from './rgb.ts';

/**
 * Halves a picture, by averages of 2 x 2 px, until halving it once more would make it smaller than it is to be shown in a
 * field. What is sampled from it then is not too coarse for its detail. An odd last row or column is left out.
 */
export function halveTowards(image: RgbImage, field: Size): RgbImage {
  let halved = image;
  while (Math.min(field.width / halved.width, field.height / halved.height) <= 0.5) halved = halve(halved);
  return halved;
}

const CHANNELS = 3;

function halve(image: RgbImage): RgbImage {
  const width = Math.max(1, image.width >> 1);
  const height = Math.max(1, image.height >> 1);
  const right = image.width > 1 ? CHANNELS : 0;
  const below = image.height > 1 ? image.width * CHANNELS : 0;
  const data = new Uint8ClampedArray(width * height * CHANNELS);
  for (let i = 0; i < data.length; i++) {
    const pixel = Math.floor(i / CHANNELS);
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const from = (2 * y * image.width + 2 * x) * CHANNELS + (i % CHANNELS);
    const { data: old } = image;
    data[i] = (old[from]! + old[from + right]! + old[from + below]! + old[from + right + below]!) / 4;
  }
  return { width, height, data };
}
