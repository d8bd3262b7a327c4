import { ArmatureError } from '../result/index.ts';
import { words } from '../words/index.ts';
import type { SafetensorsDType } from './dtypes.ts';

/** A typed array over a buffer. */
type View<T> = new (buffer: ArrayBufferLike, byteOffset: number, length: number) => T;

/**
 * Widens stored floats to float32. What is float32 already is not copied. A single whole number, such as the alpha of a LoRA,
 * is read as well.
 *
 * @param bytes - little-endian elements
 * @param dtype - F32, F16, BF16 or F64, which is rounded; I64 or I32 for one number
 * @param name - of the tensor, for the message
 * @throws ArmatureError `bad-weights` for a dtype that holds no floats we can read
 */
export function floatsFrom(bytes: Uint8Array, dtype: SafetensorsDType, name: string): Float32Array {
  switch (dtype) {
    case 'F32':
      return elementsOf(bytes, Float32Array, 4);
    case 'F64':
      return Float32Array.from(elementsOf(bytes, Float64Array, 8));
    case 'F16':
      return widenHalves(elementsOf(bytes, Uint16Array, 2));
    case 'BF16':
      return widenBfloats(elementsOf(bytes, Uint16Array, 2));
    case 'I64':
      if (bytes.length === 8) return Float32Array.of(Number(elementsOf(bytes, BigInt64Array, 8)[0]));
      throw noFloats(dtype, name);
    case 'I32':
      if (bytes.length === 4) return Float32Array.from(elementsOf(bytes, Int32Array, 4));
      throw noFloats(dtype, name);
    default:
      throw noFloats(dtype, name);
  }
}

function noFloats(dtype: SafetensorsDType, name: string): ArmatureError {
  return new ArmatureError({
    code: 'bad-weights',
    message: words`Tensor ${name} is ${dtype}, where float32, float16 or bfloat16 is needed.`,
    next: words`Use an unquantized checkpoint.`,
  });
}

/** Typed arrays begin at multiples of the element size: bytes that do not are copied, which matters for large tensors. */
function elementsOf<T>(bytes: Uint8Array, Elements: View<T>, size: number): T {
  const { buffer, byteOffset, length } = byteOffsetFits(bytes, size) ? bytes : new Uint8Array(bytes);
  return new Elements(buffer, byteOffset, Math.floor(length / size));
}

function byteOffsetFits({ byteOffset }: Uint8Array, size: number): boolean {
  return byteOffset % size === 0;
}

/** bfloat16 is the upper half of a float32. */
function widenBfloats(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) bits[i] = (halves[i] ?? 0) << 16;
  return new Float32Array(bits.buffer);
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
