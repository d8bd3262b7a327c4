import { describe, expect, it } from 'vitest';
import {
  activate,
  add,
  concat,
  conv2d,
  createGraph,
  gather,
  gatherBlocks,
  gemm,
  groupNorm,
  halve,
  layerNorm,
  matMul,
  matMulNBits,
  multiHeadAttention,
  reshape,
  resizeNearest,
  scale,
  transpose,
} from '../../../core/onnx/index.ts';
import type { DType, GraphBuilder, Shape, Value } from '../../../core/onnx/index.ts';

const EVEN = { top: 1, left: 1, bottom: 1, right: 1 };

function setup(): { g: GraphBuilder; tensor: (shape: Shape, dtype?: DType) => Value } {
  const g = createGraph('shapes');
  let next = 0;
  return {
    g,
    tensor: (shape, dtype = 'float32') => g.input({ name: `t${next++}`, dtype, shape }),
  };
}

describe('result shapes', () => {
  const { g, tensor } = setup();
  const cases: [string, Value, Shape][] = [
    ['broadcast', add(g, tensor([2, 1, 5]), tensor([4, 1])), [2, 4, 5]],
    [
      'convolution with stride 2',
      conv2d(g, tensor([1, 4, 9, 6]), {
        weight: tensor([8, 4, 3, 3]),
        bias: undefined,
        stride: 2,
        padding: EVEN,
      }),
      [1, 8, 5, 3],
    ],
    ['product of matrices', matMul(g, tensor([2, 3, 4]), tensor([2, 4, 5])), [2, 3, 5]],
    ['linear', gemm(g, tensor([6, 4]), { weight: tensor([3, 4]), bias: tensor([3]) }), [6, 3]],
    ['transposition', transpose(g, tensor([2, 3, 4]), [0, 2, 1]), [2, 4, 3]],
    ['concatenation', concat(g, [tensor([1, 2, 3]), tensor([1, 5, 3])], 1), [1, 7, 3]],
    ['half', halve(g, tensor([2, 6]), 1)[0], [2, 3]],
    ['resize', resizeNearest(g, tensor([1, 2, 4, 3]), { height: 7, width: 6 }), [1, 2, 7, 6]],
    ['look-up', gather(g, tensor([10, 4]), tensor([2, 5], 'int32')), [2, 5, 4]],
  ];

  it.each(cases)('%s', (_, value, shape) => {
    expect(value.shape).toEqual(shape);
  });

  it('returns the value itself when a reshape changes nothing', () => {
    const x = tensor([2, 3]);
    expect(reshape(g, x, [2, 3])).toBe(x);
  });
});

describe('operands that do not fit', () => {
  const { g, tensor } = setup();
  const norm = (length: Shape): { weight: Value; bias: Value; epsilon: number } => ({
    weight: tensor(length),
    bias: tensor(length),
    epsilon: 1e-5,
  });
  const cases: [string, () => unknown][] = [
    ['Shapes [2, 3] and [4, 3] do not broadcast.', () => add(g, tensor([2, 3]), tensor([4, 3]))],
    ['Add of float32', () => add(g, tensor([2]), tensor([2], 'float16'))],
    ['is int32, not a float type', () => scale(g, tensor([2], 'int32'), 2)],
    [
      'Conv of [1, 4, 8, 8] with a kernel [8, 3, 3, 3].',
      () =>
        conv2d(g, tensor([1, 4, 8, 8]), {
          weight: tensor([8, 3, 3, 3]),
          bias: undefined,
          stride: 1,
          padding: EVEN,
        }),
    ],
    [
      'Conv bias takes [8]',
      () =>
        conv2d(g, tensor([1, 4, 8, 8]), {
          weight: tensor([8, 4, 3, 3]),
          bias: tensor([4]),
          stride: 1,
          padding: EVEN,
        }),
    ],
    ['MatMul of [2, 3] and [4, 2].', () => matMul(g, tensor([2, 3]), tensor([4, 2]))],
    ['Gemm weight takes [5, 3]', () => gemm(g, tensor([2, 3]), { weight: tensor([5, 4]), bias: undefined })],
    [
      'MatMulNBits takes codes uint8 [4, 2, 32]',
      () =>
        matMulNBits(g, tensor([1, 64]), {
          bits: 8,
          blockSize: 32,
          codes: tensor([4, 2, 16], 'uint8'),
          scales: tensor([4, 2]),
          bias: undefined,
        }),
    ],
    [
      'Embeddings are stored in 8 bits.',
      () =>
        gatherBlocks(
          g,
          { bits: 4, blockSize: 32, codes: tensor([4, 1, 16], 'uint8'), scales: tensor([4, 1]) },
          tensor([2], 'int32'),
        ),
    ],
    ['Ids are int32', () => gather(g, tensor([4, 2]), tensor([2]))],
    ['changes the number of elements', () => reshape(g, tensor([2, 3]), [2, 2])],
    ['Transpose of [2, 3] by [0, 0].', () => transpose(g, tensor([2, 3]), [0, 0])],
    ['Concat of [1, 2] and [2, 2] along axis 1.', () => concat(g, [tensor([1, 2]), tensor([2, 2])], 1)],
    ['Axis 1 of [2, 3] cannot be halved.', () => halve(g, tensor([2, 3]), 1)],
    [
      '6 channels do not divide into 4 groups.',
      () => groupNorm(g, tensor([1, 6, 2, 2]), { groups: 4, ...norm([6, 1, 1]) }),
    ],
    ['Layer norm weight takes [4]', () => layerNorm(g, tensor([2, 4]), norm([3]))],
    [
      'the head size is no multiple of 4',
      () => {
        const x = tensor([1, 5, 12]);
        return multiHeadAttention(g, { query: x, key: x, value: x, heads: 2, causal: false });
      },
    ],
    ['takes a tensor of rank 4', () => resizeNearest(g, tensor([2, 2]), { height: 4, width: 4 })],
  ];

  it.each(cases)('%s', (message, build) => {
    expect(build).toThrow(expect.objectContaining({ code: 'internal' }));
    expect(build).toThrow(message);
  });

  it('knows every activation', () => {
    for (const name of ['silu', 'gelu', 'quick_gelu', 'relu', 'tanh'] as const) {
      expect(activate(g, tensor([3]), name).shape).toEqual([3]);
    }
  });
});
