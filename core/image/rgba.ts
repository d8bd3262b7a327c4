/** A picture of 8 bits per channel, not premultiplied, rows from the top, as canvas and PNG have it. */
export interface RgbaImage {
  /** In px. */
  readonly width: number;
  /** In px. */
  readonly height: number;
  /** R, G, B, A per pixel, `[height, width, 4]`. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

const OPAQUE = 255;

/** An opaque black picture. */
export function blankImage(width: number, height: number): RgbaImage {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 3; i < data.length; i += 4) data[i] = OPAQUE;
  return { width, height, data };
}
