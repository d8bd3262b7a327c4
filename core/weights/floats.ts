import { ArmatureError } from '../result/index.ts';
import type { SafetensorsDType } from './dtypes.ts';

/**
 * Widens stored floats to float32.
 *
 * @param bytes - little-endian elements
 * @param dtype - F32, F16, BF16 or F64; F64 is rounded
 * @param name - of the tensor, for the message
 * @throws ArmatureError `bad-weights` for a dtype that holds no floats we can read
 */
export function floatsFrom(bytes: Uint8Array, dtype: SafetensorsDType, name: string): Float32Array {
  switch (dtype) {
    case 'F32':
      return new Float32Array(aligned(bytes));
    case 'F64':
      return Float32Array.from(new Float64Array(aligned(bytes)));
    case 'F16':
      return widenHalves(new Uint16Array(aligned(bytes)));
    case 'BF16':
      return new Float32Array(Uint32Array.from(new Uint16Array(aligned(bytes)), (bits) => bits << 16).buffer);
    default:
      throw new ArmatureError({
        code: 'bad-weights',
        message: `Tensor ${name} is ${dtype}, where float32, float16 or bfloat16 is needed.`,
        next: 'Use an unquantized checkpoint.',
      });
  }
}

/**
 * A copy that starts at a multiple of the element size, as typed arrays demand. Not by `slice`, which copies nothing when
 * the bytes are a Buffer of Node.
 */
function aligned(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

/** The value of each of the 65536 float16: looking one up is several times as fast as computing it. */
let halfValues: Float32Array | undefined;

/** A plain loop: `Float32Array.from` with a function takes about ten times as long, which is minutes for a large checkpoint. */
function widenHalves(halves: Uint16Array): Float32Array {
  halfValues ??= Float32Array.from({ length: 0x10000 }, (_, bits) => halfToFloat(bits));
  const values = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) values[i] = halfValues[halves[i] ?? 0] ?? 0;
  return values;
}

/** The value of a float16 (IEEE 754 binary16) given as its 16 bits. */
export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
