/*
 * Coordinates with 16 fractional bits, held as integers in doubles: exact for anything up to 2^36 px.
 */

/** One px in fixed point. */
export const ONE = 65536;
/** Half a px in fixed point. */
export const HALF = ONE / 2;

/** Nearest whole px of a fixed-point coordinate, halves up. */
export function toPixel(fixed: number): number {
  return Math.floor((fixed + HALF) / ONE);
}
