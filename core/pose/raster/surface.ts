import type { RgbaImage } from '../../image/index.ts';

/** Red, green and blue, each 0 to 255. */
export type Rgb = readonly [number, number, number];

/** Paints one opaque pixel; outside of the surface nothing happens. */
export function putPixel(surface: RgbaImage, pixel: { x: number; y: number }, colour: Rgb): void {
  const { x, y } = pixel;
  if (x < 0 || y < 0 || x >= surface.width || y >= surface.height) return;
  write(surface.data, (y * surface.width + x) * 4, colour);
}

/** A run of pixels in one row, both ends included, in px. */
export interface Span {
  readonly y: number;
  readonly from: number;
  readonly to: number;
}

/** Paints a run of opaque pixels; what lies outside of the surface is left out. */
export function putSpan(surface: RgbaImage, span: Span, colour: Rgb): void {
  if (span.y < 0 || span.y >= surface.height) return;
  const from = Math.max(span.from, 0);
  const to = Math.min(span.to, surface.width - 1);
  const row = span.y * surface.width;
  for (let x = from; x <= to; x++) write(surface.data, (row + x) * 4, colour);
}

function write(data: Uint8ClampedArray, offset: number, colour: Rgb): void {
  data[offset] = colour[0];
  data[offset + 1] = colour[1];
  data[offset + 2] = colour[2];
  data[offset + 3] = 255;
}
