/*
 * Blockwise quantization of Linear and embedding matrices in the layout of com.microsoft MatMulNBits: each block of
 * consecutive inputs of one output row has a float16 scale, codes are unsigned with the zero in the middle.
 */
import { halfToFloat } from '../weights/index.ts';
import { toHalfBits } from './f16.ts';
import type { Quantized } from './int8-conv.ts';

/** How a matrix is quantized. */
export interface NBitsOptions {
  readonly bits: 4 | 8;
  /** Values that share a scale; divides the number of columns. */
  readonly blockSize: number;
}

/**
 * Quantizes a matrix: value = (code - 2^(bits-1)) * scale. Of a few candidate scales each block takes the one with the
 * smallest squared error; it may be negative, because the codes reach one further below zero than above.
 *
 * @param values - float32 `[N, K]`, or a kernel `[N, ...]` whose other dimensions make up K
 * @returns codes uint8 `[N, K / blockSize, blockSize * bits / 8]`, two 4-bit codes to a byte with the earlier one in the
 *   low half; scales as float16 bits `[N, K / blockSize]`
 */
export function quantizeNBits(
  values: Float32Array,
  { bits, blockSize }: NBitsOptions,
): Quantized<Uint8Array<ArrayBuffer>, Uint16Array<ArrayBuffer>> {
  const blocks = values.length / blockSize;
  const codes = new Uint8Array((values.length * bits) / 8);
  const scales = new Uint16Array(blocks);
  const zero = 2 ** (bits - 1);
  let squaredError = 0;
  for (let block = 0; block < blocks; block++) {
    const start = block * blockSize;
    const part = values.subarray(start, start + blockSize);
    const best = bestScale(part, zero);
    scales[block] = best.bits;
    squaredError += best.squaredError;
    for (let i = 0; i < blockSize; i++) {
      const code = encode(part[i]!, best.scale, zero) + zero;
      const position = start + i;
      if (bits === 8) codes[position] = code;
      else codes[position >> 1]! |= position % 2 === 0 ? code : code << 4;
    }
  }
  return { codes, scales, squaredError };
}

interface Candidate {
  readonly bits: number;
  readonly scale: number;
  readonly squaredError: number;
}

/** Clipping the largest value a little often costs less than coarser steps for all the others. */
const SHRINKS = [1, 0.96, 0.92, 0.88, 0.84];

function bestScale(part: Float32Array, zero: number): Candidate {
  const largest = part.reduce((extreme, value) => (Math.abs(value) > Math.abs(extreme) ? value : extreme), 0);
  const full = [-largest / zero, largest / (zero - 1)];
  const shrinks = zero > 8 ? [1] : SHRINKS;
  let best = tryScale(part, full[0]!, zero);
  for (const shrink of shrinks) {
    for (const scale of full) {
      const candidate = tryScale(part, scale * shrink, zero);
      if (candidate.squaredError < best.squaredError) best = candidate;
    }
  }
  return best;
}

function tryScale(part: Float32Array, wanted: number, zero: number): Candidate {
  const bits = toHalfBits(wanted);
  const scale = halfToFloat(bits);
  let squaredError = 0;
  for (const value of part) squaredError += (value - encode(value, scale, zero) * scale) ** 2;
  return { bits, scale, squaredError };
}

/** The code of a value, before the zero is added: -zero to zero - 1. */
function encode(value: number, scale: number, zero: number): number {
  if (scale === 0) return 0;
  return Math.max(-zero, Math.min(zero - 1, Math.round(value / scale)));
}
