/*
 * A zlib stream (RFC 1950) that may come from anywhere.
 */
import { Inflate } from 'fflate';

/** Deflate grows a thousandfold at the most, so that a step makes some megabytes before it is stopped. */
const STEP = 2048;
const HEADER = 2;
const CHECKSUM = 4;
const DEFLATE_METHOD = 8;
const DICTIONARY = 0x20;

/**
 * Unpacks a stream.
 *
 * @returns undefined where it is damaged, cut off, or has more bytes inside than `most`
 */
export function inflated(stream: Uint8Array, most: number): Uint8Array | 'too-large' | undefined {
  if (!hasHeader(stream) || stream.length < HEADER + CHECKSUM) return undefined;
  const end = stream.length - CHECKSUM;
  const parts: Uint8Array[] = [];
  let size = 0;
  const inflating = new Inflate((part) => {
    parts.push(part);
    size += part.length;
  });
  try {
    for (let from = HEADER; from < end; from += STEP) {
      inflating.push(stream.subarray(from, Math.min(from + STEP, end)), from + STEP >= end);
      if (size > most) return 'too-large';
    }
  } catch {
    return undefined;
  }
  const bytes = joined(parts, size);
  const told = new DataView(stream.buffer, stream.byteOffset).getUint32(end);
  return adler32(bytes) === told ? bytes : undefined;
}

function hasHeader([method = 0, flags = 0]: Uint8Array): boolean {
  return (method & 15) === DEFLATE_METHOD && ((method << 8) | flags) % 31 === 0 && (flags & DICTIONARY) === 0;
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The checksum of zlib, RFC 1950, section 8. */
function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 65_536 + a;
}
