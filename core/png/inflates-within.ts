import { Unzlib } from 'fflate';

/** Deflate grows a thousandfold at the most, so that a step holds some megabytes. */
const STEP = 4096;

/**
 * Whether compressed data have at most so many bytes when they are inflated; what comes out is not kept. Data that are
 * damaged pass, because whoever inflates them tells so.
 *
 * @param parts - of one zlib stream
 */
export function inflatesWithin(parts: readonly Uint8Array[], most: number): boolean {
  let size = 0;
  const inflating = new Unzlib((chunk) => (size += chunk.length));
  try {
    for (const part of parts) {
      for (let from = 0; from < part.length; from += STEP) {
        inflating.push(part.subarray(from, from + STEP));
        if (size > most) return false;
      }
    }
  } catch {
    return true;
  }
  return true;
}
