/*
 * Convolution and matrix products, and the quantized weights that feed them.
 */
import { invariant } from '../../result/index.ts';
import type { GraphBuilder, Value } from '../graph.ts';
import { broadcastShapes, dimAt, formatShape, sameShape } from '../tensor.ts';
import type { Shape } from '../tensor.ts';
import { padWithZeros } from './layout.ts';
import { requireRank, requireSameType, requireShape } from './require.ts';

/** Rows and columns added around a feature map. */
export interface Padding {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Operands and geometry of a convolution. */
export interface Conv2dOptions {
  /** [O, I, kh, kw]. */
  readonly weight: Value;
  /** [O]. */
  readonly bias: Value | undefined;
  /** The same in both directions. */
  readonly stride: number;
  readonly padding: Padding;
}

/** Two-dimensional convolution of [B, I, h, w] to [B, O, h', w']. */
export function conv2d(g: GraphBuilder, x: Value, { weight, bias, stride, padding }: Conv2dOptions): Value {
  requireRank('Conv', x, 4);
  requireRank('Conv', weight, 4);
  requireSameType('Conv', x, weight);
  const [batch, inChannels, height, width] = x.shape as readonly [number, number, number, number];
  const [outChannels, weightIn, kh, kw] = weight.shape as readonly [number, number, number, number];
  invariant(
    inChannels === weightIn,
    `Conv of ${formatShape(x.shape)} with a kernel ${formatShape(weight.shape)}.`,
  );
  requireShape('Conv bias', bias, [outChannels]);
  requireSameType('Conv', x, bias);
  const { top, left, bottom, right } = padding;
  const outHeight = Math.floor((height + top + bottom - kh) / stride) + 1;
  const outWidth = Math.floor((width + left + right - kw) / stride) + 1;
  const attributes = {
    kernel_shape: { ints: [kh, kw] },
    strides: { ints: [stride, stride] },
    pads: { ints: [top, left, bottom, right] },
  };
  const padded = { axis: 1, length: soundChannels(weight.shape) };
  const inputs = [padWithZeros(g, x, padded), padWithZeros(g, weight, padded), bias];
  return g.node(
    { op: 'Conv', inputs, attributes },
    { dtype: x.dtype, shape: [batch, outChannels, outHeight, outWidth] },
  );
}

/**
 * How many input channels a convolution is given. With 6, 9, 15 and so on - multiples of 3 above 3 that are none of 4 - and
 * a multiple of 4 output channels, the WebGPU provider of onnxruntime 1.30 computes kernels larger than 1x1 wrongly. Channels
 * of zeros up to the next multiple of 4 keep it off that path.
 */
function soundChannels([outChannels = 0, inChannels = 0, kh = 0, kw = 0]: Shape): number {
  const threes = inChannels > 3 && inChannels % 3 === 0 && inChannels % 4 !== 0;
  return threes && outChannels % 4 === 0 && kh * kw > 1 ? 4 * Math.ceil(inChannels / 4) : inChannels;
}

/** Weight [N, K] and bias [N] of a linear layer. */
export interface GemmOptions {
  readonly weight: Value;
  readonly bias: Value | undefined;
}

/** `x * weight^T + bias` of [M, K] to [M, N]: the weight lies as in torch. */
export function gemm(g: GraphBuilder, x: Value, { weight, bias }: GemmOptions): Value {
  requireRank('Gemm', x, 2);
  requireRank('Gemm', weight, 2);
  requireSameType('Gemm', x, weight);
  const [rows, outer] = [dimAt(x.shape, 0), dimAt(weight.shape, 0)];
  requireShape('Gemm weight', weight, [outer, dimAt(x.shape, 1)]);
  requireShape('Gemm bias', bias, [outer]);
  requireSameType('Gemm', x, bias);
  return g.node(
    { op: 'Gemm', inputs: [x, weight, bias], attributes: { transB: { int: 1 } } },
    { dtype: x.dtype, shape: [rows, outer] },
  );
}

/** Batched matrix product of [..., M, K] and [..., K, N]. */
export function matMul(g: GraphBuilder, a: Value, b: Value): Value {
  requireSameType('MatMul', a, b);
  invariant(
    dimAt(a.shape, -1) === dimAt(b.shape, -2),
    `MatMul of ${formatShape(a.shape)} and ${formatShape(b.shape)}.`,
  );
  const outer = broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const shape = [...outer, dimAt(a.shape, -2), dimAt(b.shape, -1)];
  return g.node({ op: 'MatMul', inputs: [a, b] }, { dtype: a.dtype, shape });
}

/** A weight in blocks of codes, each block with a scale; the zero is at 2^(bits-1). */
export interface BlockCodes {
  readonly bits: 4 | 8;
  readonly blockSize: number;
  /** uint8 [N, K / blockSize, blockSize * bits / 8]. */
  readonly codes: Value;
  /** [N, K / blockSize], of the activations' type. */
  readonly scales: Value;
}

/** `x * weight^T + bias` of [..., K] to [..., N] with a weight in blocks. The activations are not quantized. */
export function matMulNBits(
  g: GraphBuilder,
  x: Value,
  { bits, blockSize, codes, scales, bias }: BlockCodes & { readonly bias: Value | undefined },
): Value {
  const rows = dimAt(codes.shape, 0);
  const columns = dimAt(x.shape, -1);
  requireBlocks('MatMulNBits', { bits, blockSize, codes, scales }, [rows, columns]);
  requireSameType('MatMulNBits', x, scales);
  requireShape('MatMulNBits bias', bias, [rows]);
  requireSameType('MatMulNBits', x, bias);
  const attributes = {
    N: { int: rows },
    K: { int: columns },
    bits: { int: bits },
    block_size: { int: blockSize },
  };
  return g.node(
    {
      op: 'MatMulNBits',
      domain: 'com.microsoft',
      inputs: [x, codes, scales, undefined, undefined, bias],
      attributes,
    },
    { dtype: x.dtype, shape: [...x.shape.slice(0, -1), rows] },
  );
}

/** int8 codes [O, ...] times one scale [O] per output channel. */
export function dequantizePerChannel(g: GraphBuilder, codes: Value, scales: Value): Value {
  requireShape('DequantizeLinear scale', scales, [dimAt(codes.shape, 0)]);
  return g.node(
    { op: 'DequantizeLinear', inputs: [codes, scales], attributes: { axis: { int: 0 } } },
    { dtype: scales.dtype, shape: codes.shape },
  );
}

/** @throws ArmatureError `internal` when codes and scales are not those of a [rows, columns] weight */
export function requireBlocks(
  op: string,
  { bits, blockSize, codes, scales }: BlockCodes,
  [rows, columns]: readonly [number, number],
): void {
  const blocks = columns / blockSize;
  const expected: Shape = [rows, blocks, (blockSize * bits) / 8];
  invariant(
    codes.dtype === 'uint8' && sameShape(codes.shape, expected),
    `${op} takes codes uint8 ${formatShape(expected)}; ${codes.id} is ${codes.dtype} ${formatShape(codes.shape)}.`,
  );
  requireShape(`${op} scales`, scales, [rows, blocks]);
}
