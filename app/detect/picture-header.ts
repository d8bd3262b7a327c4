/*
 * What a picture file tells of itself before it is decoded: how large it is and whether it moves.
 */
import { hasJpegEnd, readJpegHeader } from '../../core/image/index.ts';

/** What the first bytes tell. */
export interface PictureHeader {
  /** As stored, before any turn that the file asks for; px. */
  readonly width: number;
  /** px */
  readonly height: number;
  /** Is there more than one frame? */
  readonly animated: boolean;
}

/**
 * Reads the header of a PNG, JPEG, GIF, WebP, BMP or AVIF file.
 *
 * @param bytes - the beginning of the file; a JPEG's size may stand behind a large profile or preview
 * @returns undefined where the size is not found
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const readers = [readPng, readJpeg, readGif, readWebp, readBmp, readAvif];
  try {
    for (const read of readers) {
      const header = read(view);
      if (header) return header;
    }
  } catch (error) {
    // The file ends, or what was given of it, before its size.
    if (!(error instanceof RangeError)) throw error;
  }
  return undefined;
}

/**
 * Was a JPEG, PNG or WebP file cut off? Some browsers decode what has arrived, and leave the rest of the picture empty.
 *
 * @param bytes - all of the file
 */
export function isCutOff(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (textAt(view, 0, 3) === '\xff\xd8\xff') return !hasJpegEnd(bytes);
  if (textAt(view, 0, 4) === '\x89PNG') return contains(view, 'IEND') < 0;
  // The length stands behind the mark of RIFF, and counts from there.
  return textAt(view, 8, 4) === 'WEBP' && view.byteLength < 8 + view.getUint32(4, true);
}

function textAt(view: DataView, at: number, length: number): string {
  if (at + length > view.byteLength) return '';
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length));
}

function contains(view: DataView, text: string, end = view.byteLength): number {
  for (let at = 0; at + text.length <= Math.min(end, view.byteLength); at++) {
    if (view.getUint8(at) === text.charCodeAt(0) && textAt(view, at, text.length) === text) return at;
  }
  return -1;
}

/** PNG, third edition: IHDR comes first; acTL, of an animation, before the first IDAT. */
function readPng(view: DataView): PictureHeader | undefined {
  if (textAt(view, 0, 4) !== '\x89PNG') return undefined;
  const pixels = contains(view, 'IDAT');
  const animated = contains(view, 'acTL', pixels < 0 ? view.byteLength : pixels) >= 0;
  return { width: view.getUint32(16), height: view.getUint32(20), animated };
}

function readJpeg({ buffer, byteOffset, byteLength }: DataView): PictureHeader | undefined {
  const header = readJpegHeader(new Uint8Array(buffer, byteOffset, byteLength));
  return header && { width: header.width, height: header.height, animated: false };
}

/** GIF89a: blocks until the second image. */
function readGif(view: DataView): PictureHeader | undefined {
  if (textAt(view, 0, 4) !== 'GIF8') return undefined;
  const [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  return { width, height, animated: countGifImages(view, 2) > 1 };
}

function countGifImages(view: DataView, enough: number): number {
  const tableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + tableBytes(view.getUint8(10));
  let images = 0;
  while (images < enough && at < view.byteLength) {
    const block = view.getUint8(at);
    if (block === 0x2c) {
      images++;
      if (at + 10 > view.byteLength) break;
      at += 11 + tableBytes(view.getUint8(at + 9));
    } else if (block === 0x21) at += 2;
    else break;
    // Sub-blocks end with an empty one.
    while (at < view.byteLength && view.getUint8(at) > 0) at += 1 + view.getUint8(at);
    at++;
  }
  return images;
}

/** RFC 9649: extended, lossy and lossless files. */
function readWebp(view: DataView): PictureHeader | undefined {
  if (textAt(view, 8, 4) !== 'WEBP') return undefined;
  const kind = textAt(view, 12, 4);
  if (kind === 'VP8X') {
    const side = (at: number): number => 1 + view.getUint16(at, true) + view.getUint8(at + 2) * 2 ** 16;
    return { width: side(24), height: side(27), animated: (view.getUint8(20) & 2) > 0 };
  }
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff), animated: false };
  }
  const [width, height] = [view.getUint16(26, true), view.getUint16(28, true)];
  return { width: width & 0x3fff, height: height & 0x3fff, animated: false };
}

function readBmp(view: DataView): PictureHeader | undefined {
  if (textAt(view, 0, 2) !== 'BM') return undefined;
  const width = view.getInt32(18, true);
  if (width < 0) return undefined;
  // A picture that is stored from the top down has a negative height.
  return { width, height: Math.abs(view.getInt32(22, true)), animated: false };
}

/** ISO/IEC 23008-12, 6.5.3: the box `ispe` has the size. */
function readAvif(view: DataView): PictureHeader | undefined {
  if (!['ftypavif', 'ftypavis'].includes(textAt(view, 4, 8))) return undefined;
  const at = contains(view, 'ispe');
  if (at < 0) return undefined;
  const animated = textAt(view, 4, 8) === 'ftypavis';
  return { width: view.getUint32(at + 8), height: view.getUint32(at + 12), animated };
}
