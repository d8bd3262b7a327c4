/** The pixels of a PNG as 8-bit RGBA with straight alpha, rows from the top; the form of `core/image`'s pictures. */
export interface PngPixels {
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
  /** [height, width, 4] uint8 */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}
