/*
 * How a checkpoint tensor lies in a packed file: which tensors it becomes, with their names, element types
 * and shapes. Packing writes exactly these, graphs refer to exactly these.
 */
import { elementCount, tensorByteLength } from '../onnx/index.ts';
import type { DType, FloatType, Shape, TensorSpec } from '../onnx/index.ts';
import { assertNever, invariant } from '../result/index.ts';

/**
 * Storage of one weight.
 *
 * - `plain`: the values, cast.
 * - `nbits`: blocks of `blockSize` consecutive inputs of one output row share a scale; the codes are unsigned with
 *   the zero at 2^(bits-1): `value = (code - 2^(bits-1)) * scale`. The layout of com.microsoft MatMulNBits and
 *   GatherBlockQuantized without zero points. 4-bit codes are packed two to a byte, the earlier one in the low half.
 * - `conv-int8`: signed codes, one scale per output channel: `value = code * scale`. DequantizeLinear on axis 0.
 */
export type WeightFormat =
  | { readonly format: 'plain'; readonly dtype: FloatType }
  | { readonly format: 'nbits'; readonly bits: 4 | 8; readonly blockSize: number }
  | { readonly format: 'conv-int8' };

/** What a stored tensor holds of its weight. */
export type StoredRole = 'values' | 'codes' | 'scales';

/** One tensor of a packed file; also one external initializer of the graphs that use it. */
export interface StoredTensor extends TensorSpec {
  readonly role: StoredRole;
  /** In bytes. */
  readonly byteLength: number;
}

/** Element type of the scales of `nbits`: at 4 bits, float32 scales would be a fifth of the file. */
const NBITS_SCALE_TYPE: FloatType = 'float16';

/**
 * The tensors that a packed file holds for one checkpoint tensor.
 *
 * | format | name | dtype | shape |
 * |---|---|---|---|
 * | plain | `tensor` | as the format says | as in the checkpoint |
 * | nbits | `tensor.q` | uint8 | [N, K / blockSize, blockSize * bits / 8] |
 * |       | `tensor.scales` | float16 | [N, K / blockSize] |
 * | conv-int8 | `tensor.q` | int8 | [O, I, kh, kw] |
 * |       | `tensor.scales` | float32 | [O] |
 *
 * @param tensor - name of the checkpoint tensor, such as `mid_block.resnets.0.conv1.weight`
 * @param shape - its shape in the checkpoint; for `nbits` the first dimension is N, the product of the others is K
 * @throws ArmatureError `internal` when the shape does not fit the format (the policy never asks for that)
 */
export function storedTensors(tensor: string, shape: Shape, format: WeightFormat): readonly StoredTensor[] {
  switch (format.format) {
    case 'plain':
      return [stored('values', tensor, format.dtype, shape)];
    case 'nbits': {
      const { rows, blocks } = nbitsLayout(tensor, shape, format.blockSize);
      const bytesPerBlock = (format.blockSize * format.bits) / 8;
      return [
        stored('codes', `${tensor}.q`, 'uint8', [rows, blocks, bytesPerBlock]),
        stored('scales', `${tensor}.scales`, NBITS_SCALE_TYPE, [rows, blocks]),
      ];
    }
    case 'conv-int8': {
      const [outChannels] = shape;
      invariant(shape.length === 4 && outChannels !== undefined, `${tensor} is no convolution kernel.`);
      return [
        stored('codes', `${tensor}.q`, 'int8', shape),
        stored('scales', `${tensor}.scales`, 'float32', [outChannels]),
      ];
    }
    default:
      return assertNever(format);
  }
}

function stored(role: StoredRole, name: string, dtype: DType, shape: Shape): StoredTensor {
  return { role, name, dtype, shape, byteLength: tensorByteLength(dtype, shape) };
}

function nbitsLayout(tensor: string, shape: Shape, blockSize: number): { rows: number; blocks: number } {
  const [rows, ...rest] = shape;
  const columns = elementCount(rest);
  invariant(
    rows !== undefined && rest.length > 0 && columns % blockSize === 0,
    `${tensor} does not divide into blocks of ${blockSize}.`,
  );
  return { rows, blocks: columns / blockSize };
}
