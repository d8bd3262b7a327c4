import { blankImage, type RgbaImage } from './rgba.ts';

/** Why a decoded tensor is no picture. */
export type PictureFlaw = 'not-finite' | 'all-black';

/** Below half of one 8-bit step a pixel is black. */
const BLACK = -1 + 1 / 255;

/**
 * Looks for the two ways in which a decoder fails without an exception.
 *
 * @param planes - float32 of any shape, -1 (black) to 1
 * @returns undefined for a sound picture
 */
export function findFlaw(planes: Float32Array): PictureFlaw | undefined {
  let black = true;
  for (const value of planes) {
    if (!Number.isFinite(value)) return 'not-finite';
    if (value > BLACK) black = false;
  }
  return black ? 'all-black' : undefined;
}

/**
 * Turns a decoded tensor into a picture as diffusers does: clamped to -1..1, scaled to 0..255, rounded to nearest.
 *
 * @param planes - float32 `[1, 3, height, width]`
 */
export function pictureFrom(planes: Float32Array, width: number, height: number): RgbaImage {
  const image = blankImage(width, height);
  const area = width * height;
  for (let i = 0; i < area; i++) {
    // A Uint8ClampedArray clamps and rounds on assignment, halves to even.
    for (let channel = 0; channel < 3; channel++) {
      image.data[4 * i + channel] = (planes[channel * area + i]! / 2 + 0.5) * 255;
    }
  }
  return image;
}

/**
 * Makes the tensor that an autoencoder takes: RGB planes, -1 to 1 (diffusers: VaeImageProcessor). What is transparent is
 * laid on white.
 *
 * @returns float32 `[1, 3, height, width]`
 */
export function planesFrom({ width, height, data }: RgbaImage): Float32Array<ArrayBuffer> {
  const area = width * height;
  const planes = new Float32Array(3 * area);
  for (let i = 0; i < area; i++) {
    const alpha = data[4 * i + 3]! / 255;
    for (let channel = 0; channel < 3; channel++) {
      planes[channel * area + i] = 2 * ((data[4 * i + channel]! / 255) * alpha + 1 - alpha) - 1;
    }
  }
  return planes;
}
