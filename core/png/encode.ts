import { encode } from 'fast-png';
import { type Chunk, readChunks, writeChunks } from './chunks.ts';
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

/**
 * Does the same with a compressor of the host, which can work beside the thread that asks for it.
 *
 * @param deflate - makes a zlib stream (RFC 1950)
 */
export async function encodePngWith(
  image: PngPixels,
  texts: Readonly<Record<string, string>>,
  deflate: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height, data } = image;
  const opaque = isOpaque(data);
  const rows = scanlines(opaque ? withoutAlpha(data) : data, height);
  const header: Chunk = { type: 'IHDR', data: headerOf(width, height, opaque) };
  const written = Object.entries(texts).map(([keyword, text]) => textChunk(keyword, text));
  const pixels: Chunk = { type: 'IDAT', data: await deflate(rows) };
  return writeChunks([header, ...written, pixels, { type: 'IEND', data: new Uint8Array(0) }]);
}

/** 8 bits a sample, colour type 2 (RGB) or 6 (RGBA), not interlaced. */
function headerOf(width: number, height: number, opaque: boolean): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, opaque ? 2 : 6], 8);
  return header;
}

/** Rows as they are, each after the number of its filter: none. */
function scanlines(samples: Uint8Array | Uint8ClampedArray, height: number): Uint8Array<ArrayBuffer> {
  const length = samples.length / height;
  const rows = new Uint8Array(height * (length + 1));
  for (let row = 0; row < height; row++) {
    rows.set(samples.subarray(row * length, (row + 1) * length), row * (length + 1) + 1);
  }
  return rows;
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
