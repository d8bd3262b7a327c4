import { resizeLinear } from './resize-linear.ts';
import type { RgbImage } from './rgb.ts';

/** Sides in px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A picture inside of a larger field, and the way back from the field to the picture. */
export interface Letterboxed {
  readonly image: RgbImage;
  /** Px of the field for a px of the picture. */
  readonly ratio: number;
  /** Left edge of the picture in the field. */
  readonly left: number;
  /** Upper edge of the picture in the field. */
  readonly top: number;
}

/** How a picture is put into the field. */
export interface LetterboxOptions {
  readonly place: 'top-left' | 'centre';
  /** Level of all channels around the picture. */
  readonly value: number;
}

/** As YOLOX and RTMO have it: the picture in the corner of a gray field. */
export const YOLOX_FIELD: LetterboxOptions = { place: 'top-left', value: 114 };
/** As MoveNet has it: the picture in the middle of a black field. */
export const MOVENET_FIELD: LetterboxOptions = { place: 'centre', value: 0 };

/** Makes a picture as large as the field allows, with its aspect kept. */
export function letterbox(image: RgbImage, field: Size, { place, value }: LetterboxOptions): Letterboxed {
  const ratio = Math.min(field.width / image.width, field.height / image.height);
  const width = Math.max(1, Math.trunc(image.width * ratio));
  const height = Math.max(1, Math.trunc(image.height * ratio));
  const resized = resizeLinear(image, width, height);
  const left = place === 'centre' ? (field.width - width) >> 1 : 0;
  const top = place === 'centre' ? (field.height - height) >> 1 : 0;
  const data = new Uint8ClampedArray(field.width * field.height * 3).fill(value);
  for (let y = 0; y < height; y++) {
    const row = resized.data.subarray(y * width * 3, (y + 1) * width * 3);
    data.set(row, ((top + y) * field.width + left) * 3);
  }
  return { image: { ...field, data }, ratio, left, top };
}
