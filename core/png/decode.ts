import { convertIndexedToRgb, decode, type DecodedPng } from 'fast-png';
import { words } from '../words/index.ts';
import { badPng, type Chunk, readChunks, writeChunks } from './chunks.ts';
import { inflatedSize } from './inflated-size.ts';
import type { PngPixels } from './pixels.ts';

/** 64 megapixels are 256 MB as RGBA: more than a page can hold beside a model. */
const MAX_PIXELS = 64 * 1024 * 1024;

/** Header, checksum and block headers of content that did not shrink, in bytes. */
const CONTENT_FRAME = 1024;

/** Samples of a pixel by colour type, with the bits that a sample may have (ISO/IEC 15948, table 11.1). */
const COLOUR_TYPES: Readonly<
  Record<number, { readonly samples: number; readonly depths: readonly number[] }>
> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};

/** The chunks that say what the pixels are; the rest is left aside unread. */
const PIXEL_CHUNKS: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);

/**
 * Decodes a PNG file of any colour type: grey, RGB and palette, with and without alpha, 1 to 16 bits. Sixteen bits
 * are rounded to eight; of an animation the still picture is taken. Colour profiles and gamma are not applied.
 *
 * @throws ArmatureError `bad-image` when the file is no PNG, damaged, above 64 megapixels, or of a kind that is not
 *   supported (interlaced with less than 8 bits)
 */
export function decodePng(bytes: Uint8Array): PngPixels {
  const chunks = readChunks(bytes);
  checkContent(chunks, checkHeader(chunks[0]));
  const pixelChunks = writeChunks(chunks.filter((chunk) => PIXEL_CHUNKS.has(chunk.type)));
  try {
    return rgbaOf(decode(pixelChunks));
  } catch (error) {
    throw badPng(words`The PNG file is damaged: its pixels cannot be read.`, error);
  }
}

/** What the header says of the pixels. */
interface Header {
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
  readonly bitsPerPixel: number;
}

function checkHeader(header: Chunk | undefined): Header {
  if (header?.type !== 'IHDR' || header.data.length !== 13) throw badPng(words`The PNG file has no header.`);
  const view = new DataView(header.data.buffer, header.data.byteOffset, header.data.byteLength);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth, colourType, interlace] = [view.getUint8(8), view.getUint8(9), view.getUint8(12)];
  const kind = COLOUR_TYPES[colourType];
  if (!kind?.depths.includes(depth)) {
    throw badPng(
      words`The PNG file is damaged: no pixels have ${depth} bits of the colour type ${colourType}.`,
    );
  }
  if (width === 0 || height === 0)
    throw badPng(words`The PNG picture has no pixels (${width}x${height} px).`);
  if (width * height > MAX_PIXELS) {
    throw badPng(words`The PNG picture is too large: ${width}x${height} px is above 64 megapixels.`);
  }
  if (interlace !== 0 && depth < 8) {
    throw badPng(words`The PNG picture is interlaced with ${depth} bits a sample, which is not supported.`);
  }
  return { width, height, bitsPerPixel: depth * kind.samples };
}

/**
 * Refuses content of another length than the pixels have: a file can grow a thousandfold, and a few bytes can claim to be a
 * large picture.
 */
function checkContent(chunks: readonly Chunk[], { width, height, bitsPerPixel }: Header): void {
  const least = Math.floor((width * height * bitsPerPixel) / 8);
  // A filter byte, and bits that fill up the last one, for each row of each of up to seven passes.
  const most = least + 2 * 7 * height + CONTENT_FRAME;
  const content = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  const packed = content.reduce((sum, { length }) => sum + length, 0);
  const size = packed > most ? packed : inflatedSize(content, most);
  if (size === undefined) throw badPng(words`The PNG file is damaged: its pixels cannot be read.`);
  if (size > most) throw badPng(words`The PNG file is damaged: it has more content than its pixels need.`);
  if (size < least) throw badPng(words`The PNG file is damaged: some of its pixels are missing.`);
}

function rgbaOf(png: DecodedPng): PngPixels {
  const { width, height } = png;
  const rgba = new Uint8ClampedArray(width * height * 4);
  const samples = png.channels === 1 && png.palette ? samplesOfPalette(png) : samplesOf(png);
  const { channels, values, full } = samples;
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  const alpha = channels === 2 || channels === 4 ? channels - 1 : undefined;
  for (let from = 0, to = 0; to < rgba.length; from += channels, to += 4) {
    // A clamped array rounds to the nearest integer.
    rgba[to] = ((values[from] ?? 0) * 255) / full;
    rgba[to + 1] = ((values[from + green] ?? 0) * 255) / full;
    rgba[to + 2] = ((values[from + blue] ?? 0) * 255) / full;
    rgba[to + 3] =
      alpha === undefined
        ? isTransparent(samples, from)
          ? 0
          : 255
        : ((values[from + alpha] ?? 0) * 255) / full;
  }
  return { width, height, data: rgba };
}

interface Samples {
  readonly channels: number;
  /** [height, width, channels], 0 to `full` */
  readonly values: ArrayLike<number>;
  readonly full: number;
  /** The one colour that stands for transparent pixels: one sample for grey, three for RGB. */
  readonly transparent?: ArrayLike<number>;
}

function samplesOfPalette(png: DecodedPng): Samples {
  return { channels: png.palette?.[0]?.length ?? 3, values: convertIndexedToRgb(png), full: 255 };
}

function samplesOf(png: DecodedPng): Samples {
  const { channels, depth, transparency } = png;
  const values = depth < 8 ? unpackedBits(png) : png.data;
  const full = 2 ** depth - 1;
  return transparency ? { channels, values, full, transparent: transparency } : { channels, values, full };
}

/** Grey samples of 1, 2 or 4 bits, which are packed from the high bits on; each row starts a byte. */
function unpackedBits({ width, height, depth, data }: DecodedPng): Uint8Array {
  const values = new Uint8Array(width * height);
  const perByte = 8 / depth;
  const rowBytes = Math.ceil(width / perByte);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const byte = data[y * rowBytes + Math.floor(x / perByte)] ?? 0;
      values[y * width + x] = (byte >> (8 - depth * ((x % perByte) + 1))) & (2 ** depth - 1);
    }
  }
  return values;
}

function isTransparent({ values, transparent }: Samples, from: number): boolean {
  if (!transparent) return false;
  for (let channel = 0; channel < transparent.length; channel++) {
    if (values[from + channel] !== transparent[channel]) return false;
  }
  return true;
}
