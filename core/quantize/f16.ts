const scratch = new Float32Array(1);
const scratchBits = new Uint32Array(scratch.buffer);

/**
 * Rounds to float16 (IEEE 754 binary16), to nearest, ties to even. Values beyond 65504 become infinite.
 *
 * @returns the 16 bits
 */
export function toHalfBits(value: number): number {
  scratch[0] = value;
  const bits = scratchBits[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude >= 0x7f800000) return sign | 0x7c00 | (magnitude > 0x7f800000 ? 0x200 : 0);
  if (magnitude >= 0x38800000) {
    const rounded = magnitude - 0x38000000 + 0xfff + ((magnitude >>> 13) & 1);
    return sign | Math.min(rounded >>> 13, 0x7c00);
  }
  // Subnormal: a multiple of 2^-24. Adding 1.5 * 2^-1 lets the float32 addition round it to even.
  scratch[0] = Math.abs(value) + 0.75;
  return sign | (scratchBits[0]! - 0x3f400000);
}

/** Rounds an array to float16; see {@link toHalfBits}. */
export function toHalfArray(values: Float32Array): Uint16Array<ArrayBuffer> {
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) halves[i] = toHalfBits(values[i]!);
  return halves;
}
