import { Unzlib } from 'fflate';

/** Deflate grows a thousandfold at the most, so that a step holds some megabytes. */
const STEP = 4096;

/**
 * Tells how many bytes compressed data have when they are inflated; what comes out is not kept. It stops once there are too
 * many.
 *
 * @param parts - of one zlib stream
 * @param most - in bytes
 * @returns bytes, more than `most` where it stopped; undefined for data that are damaged
 */
export function inflatedSize(parts: readonly Uint8Array[], most: number): number | undefined {
  let size = 0;
  const inflating = new Unzlib((chunk) => (size += chunk.length));
  try {
    for (const part of parts) {
      for (let from = 0; from < part.length; from += STEP) {
        inflating.push(part.subarray(from, from + STEP));
        if (size > most) return size;
      }
    }
  } catch {
    return undefined;
  }
  return size;
}
