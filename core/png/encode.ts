import { encode } from 'fast-png';
import { readChunks, writeChunks } from './chunks.ts';
import { textChunk } from './text.ts';
import type { PngPixels } from './pixels.ts';

/** Deflate level: above it a generated picture shrinks by under one per cent. */
const LEVEL = 6;

/**
 * Encodes a picture as PNG: 8-bit RGB, or RGBA where a pixel is not opaque.
 *
 * @param texts - by keyword; written before the pixels, so that readers that stop there see them
 */
export function encodePng(
  image: PngPixels,
  texts: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const { width, height } = image;
  const opaque = isOpaque(image.data);
  const png = encode(
    opaque
      ? { width, height, channels: 3, data: withoutAlpha(image.data) }
      : { width, height, channels: 4, data: image.data },
    { zlib: { level: LEVEL } },
  );
  const [header, ...rest] = readChunks(png);
  const written = Object.entries(texts).map(([keyword, text]) => textChunk(keyword, text));
  return writeChunks([...(header ? [header] : []), ...written, ...rest]);
}

function isOpaque(rgba: Uint8ClampedArray): boolean {
  for (let alpha = 3; alpha < rgba.length; alpha += 4) if (rgba[alpha] !== 255) return false;
  return true;
}

function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from++) {
    for (let channel = 0; channel < 3; channel++) rgb[to++] = rgba[from++] ?? 0;
  }
  return rgb;
}
