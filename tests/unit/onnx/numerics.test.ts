/*
 * Operators as the runtime computes them, against the same formulas written out in float64.
 */
import { describe, expect, it } from 'vitest';
import {
  activate,
  cast,
  clip,
  conv2d,
  createGraph,
  dequantizePerChannel,
  gatherBlocks,
  groupNorm,
  halve,
  matMulNBits,
  multiHeadAttention,
  resizeNearest,
  scale,
} from '../../../core/onnx/index.ts';
import type { GraphBuilder, Shape, Value } from '../../../core/onnx/index.ts';
import { halfToFloat, toHalfBits } from '../../../core/weights/index.ts';
import { noise, runGraph } from './run-graph.ts';

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const range = (length: number): number[] => [...Array(length).keys()];

function expectClose(found: Float32Array | undefined, expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  const worst = Math.max(...expected.map((value, i) => Math.abs(value - (found?.[i] ?? NaN))));
  expect(worst).toBeLessThan(2e-5);
}

/** A convolution without padding at the borders. */
function convolve(g: GraphBuilder, x: Value, weight: Value): Value {
  const padding = { top: 0, left: 0, bottom: 0, right: 0 };
  return conv2d(g, x, { weight, bias: undefined, stride: 1, padding });
}

/** One operator on one input `x`. */
async function apply(
  shape: Shape,
  x: Float32Array,
  operator: (g: GraphBuilder, x: Value) => Value,
  weights: Record<string, Float32Array | Int8Array | Uint8Array> = {},
): Promise<Float32Array | undefined> {
  const g = createGraph('operator');
  g.output('y', operator(g, g.input({ name: 'x', dtype: 'float32', shape })));
  return (await runGraph(g.build(), { x }, weights))['y']?.data;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

describe('activations', () => {
  const x = Float32Array.of(-6, -1.5, -0.25, 0, 0.5, 2, 7);
  it.each([
    ['silu', (v: number) => v * sigmoid(v)],
    ['quick_gelu', (v: number) => v * sigmoid(1.702 * v)],
    ['relu', (v: number) => Math.max(v, 0)],
    ['tanh', Math.tanh],
  ] as const)('%s', async (name, formula) => {
    expectClose(await apply([7], x, (g, v) => activate(g, v, name)), [...x].map(formula));
  });

  it('gelu is the exact one', async () => {
    // x * Phi(x) from a table of the normal distribution.
    const found = await apply([3], Float32Array.of(-1, 0.5, 2), (g, v) => activate(g, v, 'gelu'));
    expectClose(found, [-0.1586552539, 0.3457312306, 1.9544997361]);
  });

  it('clip', async () => {
    const found = await apply([7], x, (g, v) => clip(g, v, { min: -1, max: 2 }));
    expectClose(found, [-1, -1, -0.25, 0, 0.5, 2, 2]);
  });
});

describe('scale', () => {
  it('has a factor of the type of what it scales, rounded to it', async () => {
    const factor = 0.1;
    const halfFactor = halfToFloat(toHalfBits(factor));
    expect(halfFactor).not.toBe(Math.fround(factor));
    const found = await apply([2], Float32Array.of(1, -2), (g, v) =>
      cast(g, scale(g, cast(g, v, 'float16'), factor), 'float32'),
    );
    expect([...(found ?? [])]).toEqual([halfFactor, -2 * halfFactor]);
  });
});

describe('groupNorm', () => {
  it('has statistics per group and an affine step per channel', async () => {
    const [batch, channels, groups, cells] = [2, 6, 3, 4];
    const x = noise(batch * channels * cells);
    const weight = noise(channels, 2);
    const bias = noise(channels, 3);
    const affine = [channels, 1, 1];
    const found = await apply(
      [batch, channels, 2, 2],
      x,
      (g, v) =>
        groupNorm(g, v, {
          groups,
          epsilon: 1e-3,
          weight: g.initializer({ name: 'weight', dtype: 'float32', shape: affine }),
          bias: g.initializer({ name: 'bias', dtype: 'float32', shape: affine }),
        }),
      { weight, bias },
    );
    const size = (channels / groups) * cells;
    const expected = range(x.length).map((i) => {
      const start = Math.floor(i / size) * size;
      const group = [...x.subarray(start, start + size)];
      const mean = sum(group) / size;
      const variance = sum(group.map((v) => (v - mean) ** 2)) / size;
      const channel = Math.floor(i / cells) % channels;
      return (
        (((x[i] ?? 0) - mean) / Math.sqrt(variance + 1e-3)) * (weight[channel] ?? 0) + (bias[channel] ?? 0)
      );
    });
    expectClose(found, expected);
  });
});

describe('multiHeadAttention', () => {
  const [length, width, heads] = [5, 8, 2];
  const size = width / heads;

  it.each([true, false])('causal: %s', async (causal) => {
    const x = noise(length * width);
    const found = await apply([1, length, width], x, (g, v) =>
      multiHeadAttention(g, { query: v, key: v, value: v, heads, causal }),
    );
    const at = (token: number, feature: number): number => x[token * width + feature] ?? 0;
    const expected = range(length * width).map((i) => {
      const [token, feature] = [Math.floor(i / width), i % width];
      const first = Math.floor(feature / size) * size;
      const visible = range(causal ? token + 1 : length);
      const scores = visible.map((other) =>
        Math.exp(sum(range(size).map((k) => at(token, first + k) * at(other, first + k))) / Math.sqrt(size)),
      );
      return sum(visible.map((other, j) => (scores[j] ?? 0) * at(other, feature))) / sum(scores);
    });
    expectClose(found, expected);
  });
});

describe('conv2d', () => {
  it('pads below and to the right only, when told so', async () => {
    const x = Float32Array.from({ length: 16 }, (_, i) => i + 1);
    const ones = new Float32Array(9).fill(1);
    const found = await apply(
      [1, 1, 4, 4],
      x,
      (g, v) =>
        conv2d(g, v, {
          weight: g.initializer({ name: 'w', dtype: 'float32', shape: [1, 1, 3, 3] }),
          bias: undefined,
          stride: 2,
          padding: { top: 0, left: 0, bottom: 1, right: 1 },
        }),
      { w: ones },
    );
    expectClose(found, [54, 45, 72, 54]);
  });

  it('is the same for channel counts that are padded for the sake of WebGPU', async () => {
    const x = noise(9 * 9);
    const weight = noise(4 * 9 * 9, 2);
    const shape = [4, 9, 3, 3];
    const found = await apply(
      [1, 9, 3, 3],
      x,
      (g, v) => convolve(g, v, g.initializer({ name: 'w', dtype: 'float32', shape })),
      { w: weight },
    );
    const expected = range(4).map((out) =>
      sum(range(81).map((i) => (x[i] ?? 0) * (weight[81 * out + i] ?? 0))),
    );
    expectClose(found, expected);
  });

  it.each([
    [3, 3],
    [4, 4],
    [6, 8],
    [8, 8],
    [9, 12],
    [12, 12],
  ])('gives the kernel %i channels as %i', (channels, padded) => {
    const g = createGraph('convolution');
    const x = g.input({ name: 'x', dtype: 'float32', shape: [1, channels, 3, 3] });
    const y = convolve(g, x, g.initializer({ name: 'w', dtype: 'float32', shape: [8, channels, 3, 3] }));
    g.output('y', y);
    const pads = g.build().nodes.filter(({ op }) => op === 'Pad');
    expect(y.shape).toEqual([1, 8, 1, 1]);
    expect(pads.length).toBe(padded === channels ? 0 : 2);
    const added = g.build().constants.map(({ values }) => values[5]);
    expect(added).toEqual(padded === channels ? [] : [padded - channels]);
  });
});

describe('resizeNearest', () => {
  it('repeats cells as torch does, for factors that are no whole number as well', async () => {
    const found = await apply([1, 1, 1, 5], Float32Array.of(0, 1, 2, 3, 4), (g, v) =>
      resizeNearest(g, v, { height: 2, width: 9 }),
    );
    const row = range(9).map((i) => Math.floor((i * 5) / 9));
    expectClose(found, [...row, ...row]);
  });
});

describe('halve', () => {
  it('gives the first half first', async () => {
    const g = createGraph('halves');
    const [first, second] = halve(g, g.input({ name: 'x', dtype: 'float32', shape: [2, 4] }), 1);
    g.output('first', first);
    g.output('second', second);
    const out = await runGraph(g.build(), { x: Float32Array.from(range(8)) });
    expectClose(out['first']?.data, [0, 1, 4, 5]);
    expectClose(out['second']?.data, [2, 3, 6, 7]);
  });
});

describe('quantized weights', () => {
  const [rows, columns] = [3, 64];
  const x = noise(2 * columns, 5);
  const scales = Float32Array.from({ length: rows * 2 }, (_, i) => 0.01 * (i + 1));
  const product = (value: (row: number, column: number) => number): number[] =>
    range(2 * rows).map((i) => {
      const [token, row] = [Math.floor(i / rows), i % rows];
      return sum(range(columns).map((k) => (x[token * columns + k] ?? 0) * value(row, k)));
    });
  const scaleAt = (row: number, column: number): number => scales[row * 2 + Math.floor(column / 32)] ?? 0;

  it('matMulNBits takes 8-bit codes around 128', async () => {
    const q = Uint8Array.from({ length: rows * columns }, (_, i) => (i * 37) % 256);
    const found = await apply(
      [2, columns],
      x,
      (g, v) => matMulNBits(g, v, { ...initializers(g, 8), bias: undefined }),
      { q, scales },
    );
    expectClose(
      found,
      product((row, k) => ((q[row * columns + k] ?? 0) - 128) * scaleAt(row, k)),
    );
  });

  it('matMulNBits takes 4-bit codes around 8, the earlier one in the low half', async () => {
    const codes = range(rows * columns).map((i) => (i * 7) % 16);
    const q = Uint8Array.from(
      { length: codes.length / 2 },
      (_, i) => (codes[2 * i] ?? 0) | ((codes[2 * i + 1] ?? 0) << 4),
    );
    const found = await apply(
      [2, columns],
      x,
      (g, v) => matMulNBits(g, v, { ...initializers(g, 4), bias: undefined }),
      { q, scales },
    );
    expectClose(
      found,
      product((row, k) => ((codes[row * columns + k] ?? 0) - 8) * scaleAt(row, k)),
    );
  });

  it('gatherBlocks dequantizes the rows that are looked up', async () => {
    const q = Uint8Array.from({ length: rows * columns }, (_, i) => (i * 37) % 256);
    const g = createGraph('embedding');
    const ids = g.input({ name: 'ids', dtype: 'int32', shape: [2] });
    g.output('y', gatherBlocks(g, initializers(g, 8), ids));
    const { y } = await runGraph(g.build(), { ids: Int32Array.of(2, 0) }, { q, scales });
    const expected = [2, 0].flatMap((row) =>
      range(columns).map((k) => ((q[row * columns + k] ?? 0) - 128) * scaleAt(row, k)),
    );
    expectClose(y?.data, expected);
  });

  it('dequantizePerChannel has a scale for each output channel', async () => {
    const g = createGraph('kernel');
    const codes = g.initializer({ name: 'q', dtype: 'int8', shape: [2, 1, 1, 2] });
    g.output(
      'y',
      dequantizePerChannel(g, codes, g.initializer({ name: 'scales', dtype: 'float32', shape: [2] })),
    );
    const weights = { q: Int8Array.of(-127, 3, 100, -1), scales: Float32Array.of(0.5, 0.01) };
    const { y } = await runGraph(g.build(), {}, weights);
    expectClose(y?.data, [-63.5, 1.5, 1, -0.01]);
  });

  function initializers<Bits extends 4 | 8>(
    g: GraphBuilder,
    bits: Bits,
  ): { bits: Bits; blockSize: number; codes: Value; scales: Value } {
    return {
      bits,
      blockSize: 32,
      codes: g.initializer({ name: 'q', dtype: 'uint8', shape: [rows, 2, 4 * bits] }),
      scales: g.initializer({ name: 'scales', dtype: 'float32', shape: [rows, 2] }),
    };
  }
});
