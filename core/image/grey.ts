import { blankImage, type RgbaImage } from './rgba.ts';

/** A picture of one channel. */
export interface GreyImage {
  /** In px. */
  readonly width: number;
  /** In px. */
  readonly height: number;
  /** uint8 `[height, width]` */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** The same picture in red, green and blue, opaque. */
export function rgbaFromGrey({ width, height, data }: GreyImage): RgbaImage {
  const image = blankImage(width, height);
  data.forEach((value, i) => image.data.fill(value, 4 * i, 4 * i + 3));
  return image;
}
