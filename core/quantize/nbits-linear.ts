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
    const part = { values, start, end: start + blockSize };
    const best = bestScale(part, zero);
    scales[block] = best.bits;
    squaredError += best.squaredError;
    const divisor = divisorOf(best.scale);
    for (let i = start; i < part.end; i++) {
      const code = encode(values[i]!, divisor, zero) + zero;
      if (bits === 8) codes[i] = code;
      else codes[i >> 1]! |= i % 2 === 0 ? code : code << 4;
    }
  }
  return { codes, scales, squaredError };
}

/** The values that share a scale. No view of them is made: checkpoints have tens of millions of blocks. */
interface Block {
  readonly values: Float32Array;
  readonly start: number;
  /** One past the last. */
  readonly end: number;
}

interface Candidate {
  readonly bits: number;
  readonly scale: number;
  readonly squaredError: number;
}

/** Clipping the largest value a little often costs less than coarser steps for all the others. */
const SHRINKS = [0.96, 0.92, 0.88, 0.84];

function bestScale(block: Block, zero: number): Candidate {
  const largest = extremeOf(block);
  const below = -largest / zero;
  const above = largest / (zero - 1);
  let best = better(tryScale(block, below, zero), tryScale(block, above, zero));
  if (zero > 8) return best;
  for (const shrink of SHRINKS) {
    best = better(best, tryScale(block, below * shrink, zero));
    best = better(best, tryScale(block, above * shrink, zero));
  }
  return best;
}

function better(first: Candidate, second: Candidate): Candidate {
  return second.squaredError < first.squaredError ? second : first;
}

/** The value that is furthest from zero, with its sign. */
function extremeOf({ values, start, end }: Block): number {
  let extreme = 0;
  for (let i = start; i < end; i++) if (Math.abs(values[i]!) > Math.abs(extreme)) extreme = values[i]!;
  return extreme;
}

function tryScale({ values, start, end }: Block, wanted: number, zero: number): Candidate {
  const bits = toHalfBits(wanted);
  const scale = halfToFloat(bits);
  const divisor = divisorOf(scale);
  let squaredError = 0;
  for (let i = start; i < end; i++) {
    const value = values[i]!;
    const difference = value - encode(value, divisor, zero) * scale;
    squaredError += difference * difference;
  }
  return { bits, scale, squaredError };
}

/** A scale that is rounded to 0 stands for values so small that their codes are 0 with any divisor. */
function divisorOf(scale: number): number {
  return scale === 0 ? 1 : scale;
}

/** The code of a value, before the zero is added: -zero to zero - 1. */
function encode(value: number, divisor: number, zero: number): number {
  const code = Math.round(value / divisor);
  return code < -zero ? -zero : code >= zero ? zero - 1 : code;
}
