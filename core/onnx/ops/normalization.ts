/*
 * Normalizations. Statistics are over the trailing axes and per batch element.
 */
import { invariant } from '../../result/index.ts';
import type { GraphBuilder, Value } from '../graph.ts';
import { dimAt, formatShape } from '../tensor.ts';
import { add, mul } from './elementwise.ts';
import { reshape } from './layout.ts';
import { floatTypeOf, requireRank, requireSameType, requireShape } from './require.ts';

/** Affine parameters and the number added to the variance. */
export interface NormOptions {
  readonly weight: Value;
  readonly bias: Value;
  readonly epsilon: number;
}

/**
 * Group normalization of [B, C, h, w] with weight and bias [C, 1, 1].
 *
 * No operator for it runs on both execution providers. An InstanceNormalization over [B, groups, C/groups * h * w] has the
 * same statistics; the affine step follows per channel.
 */
export function groupNorm(
  g: GraphBuilder,
  x: Value,
  { groups, weight, bias, epsilon }: NormOptions & { readonly groups: number },
): Value {
  requireRank('Group norm', x, 4);
  const [batch, channels, height, width] = x.shape as readonly [number, number, number, number];
  invariant(channels % groups === 0, `${channels} channels do not divide into ${groups} groups.`);
  requireShape('Group norm weight', weight, [channels, 1, 1]);
  requireShape('Group norm bias', bias, [channels, 1, 1]);
  const grouped = reshape(g, x, [batch, groups, (channels / groups) * height * width]);
  const ones = filled(g, x, { length: groups, value: 1 });
  const zeros = filled(g, x, { length: groups, value: 0 });
  const normalized = g.node(
    {
      op: 'InstanceNormalization',
      inputs: [grouped, ones, zeros],
      attributes: { epsilon: { float: epsilon } },
    },
    grouped,
  );
  return add(g, mul(g, reshape(g, normalized, x.shape), weight), bias);
}

/** Layer normalization over the last axis, with weight and bias of that length. */
export function layerNorm(g: GraphBuilder, x: Value, { weight, bias, epsilon }: NormOptions): Value {
  const width = dimAt(x.shape, -1);
  requireShape('Layer norm weight', weight, [width]);
  requireShape('Layer norm bias', bias, [width]);
  for (const parameter of [weight, bias]) requireSameType('Layer norm', x, parameter);
  return g.node(
    {
      op: 'LayerNormalization',
      inputs: [x, weight, bias],
      attributes: { axis: { int: -1 }, epsilon: { float: epsilon } },
    },
    x,
  );
}

/** Divides by the Euclidean length over the last axis. A vector of zeros has no direction and gives NaN. */
export function l2Normalize(g: GraphBuilder, x: Value): Value {
  const axes = g.constant('int64', [1], [-1]);
  const length = g.node(
    { op: 'ReduceL2', inputs: [x, axes], attributes: { keepdims: { int: 1 } } },
    { dtype: x.dtype, shape: x.shape.with(-1, 1) },
  );
  return g.node({ op: 'Div', inputs: [x, length] }, x);
}

/** Softmax over the last axis. */
export function softmax(g: GraphBuilder, x: Value): Value {
  invariant(x.shape.length > 0, `Softmax of ${formatShape(x.shape)}.`);
  return g.node({ op: 'Softmax', inputs: [x], attributes: { axis: { int: -1 } } }, x);
}

function filled(g: GraphBuilder, like: Value, { length, value }: { length: number; value: number }): Value {
  return g.constant(floatTypeOf(like), [length], Array<number>(length).fill(value));
}
