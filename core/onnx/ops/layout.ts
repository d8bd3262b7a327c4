/*
 * Operators that move elements without computing. Shapes are constants of the graph, never computed at run time.
 */
import { invariant } from '../../result/index.ts';
import type { GraphBuilder, Value } from '../graph.ts';
import { dimAt, elementCount, formatShape, sameShape } from '../tensor.ts';
import type { Shape } from '../tensor.ts';
import { requireRank, requireSameType } from './require.ts';

/** The same elements under another shape; the value itself when it has that shape already. */
export function reshape(g: GraphBuilder, x: Value, shape: Shape): Value {
  if (sameShape(x.shape, shape)) return x;
  invariant(
    elementCount(x.shape) === elementCount(shape),
    `Reshape of ${x.id} from ${formatShape(x.shape)} to ${formatShape(shape)} changes the number of elements.`,
  );
  const target = g.constant('int64', [shape.length], shape);
  return g.node({ op: 'Reshape', inputs: [x, target] }, { dtype: x.dtype, shape });
}

/** Reorders the axes: axis `i` of the result is axis `permutation[i]` of `x`. */
export function transpose(g: GraphBuilder, x: Value, permutation: Shape): Value {
  invariant(
    permutation.length === x.shape.length && new Set(permutation).size === permutation.length,
    `Transpose of ${formatShape(x.shape)} by ${formatShape(permutation)}.`,
  );
  const shape = permutation.map((axis) => dimAt(x.shape, axis));
  const attributes = { perm: { ints: permutation } };
  return g.node({ op: 'Transpose', inputs: [x], attributes }, { dtype: x.dtype, shape });
}

/** `x` [1, ...] as often as wanted along the first axis: [times, ...]. */
export function repeat(g: GraphBuilder, x: Value, times: number): Value {
  return times === 1 ? x : concat(g, Array<Value>(times).fill(x), 0);
}

/** Joins tensors along `axis` (not negative). All other dimensions must agree. */
export function concat(g: GraphBuilder, parts: readonly Value[], axis: number): Value {
  const [first, ...rest] = parts;
  invariant(first, 'Concat of nothing.');
  const others = (shape: Shape): Shape => shape.toSpliced(axis, 1);
  for (const part of rest) {
    requireSameType('Concat', first, part);
    invariant(
      sameShape(others(first.shape), others(part.shape)),
      `Concat of ${formatShape(first.shape)} and ${formatShape(part.shape)} along axis ${axis}.`,
    );
  }
  const length = parts.reduce((sum, part) => sum + dimAt(part.shape, axis), 0);
  const shape = first.shape.with(axis, length);
  return g.node(
    { op: 'Concat', inputs: parts, attributes: { axis: { int: axis } } },
    { dtype: first.dtype, shape },
  );
}

/** Cuts `x` into two equal halves along `axis` (not negative). */
export function halve(g: GraphBuilder, x: Value, axis: number): readonly [Value, Value] {
  const length = dimAt(x.shape, axis);
  invariant(length % 2 === 0, `Axis ${axis} of ${formatShape(x.shape)} cannot be halved.`);
  const half = { dtype: x.dtype, shape: x.shape.with(axis, length / 2) };
  const sizes = g.constant('int64', [2], [length / 2, length / 2]);
  const [first, second] = g.nodeWithResults(
    { op: 'Split', inputs: [x, sizes], attributes: { axis: { int: axis } } },
    [half, half],
  );
  invariant(first && second, 'Split has two results.');
  return [first, second];
}

/** Appends zeros along `axis` (not negative) until it has `length` entries; the value itself when it has them already. */
export function padWithZeros(
  g: GraphBuilder,
  x: Value,
  { axis, length }: { axis: number; length: number },
): Value {
  const missing = length - dimAt(x.shape, axis);
  if (missing === 0) return x;
  const rank = x.shape.length;
  const pads = Array<number>(2 * rank)
    .fill(0)
    .with(rank + axis, missing);
  const sizes = g.constant('int64', [2 * rank], pads);
  return g.node({ op: 'Pad', inputs: [x, sizes] }, { dtype: x.dtype, shape: x.shape.with(axis, length) });
}

/** Channels become pixels, [B, C s s, h, w] to [B, C, h s, w s], as torch's `pixel_shuffle` orders them. */
export function pixelShuffle(g: GraphBuilder, x: Value, factor: number): Value {
  requireRank('DepthToSpace', x, 4);
  const [batch, channels, height, width] = [0, 1, 2, 3].map((axis) => dimAt(x.shape, axis)) as Four;
  const shape = [batch, channels / factor ** 2, height * factor, width * factor];
  invariant(channels % factor ** 2 === 0, `${channels} channels do not make squares of ${factor} px.`);
  const attributes = { blocksize: { int: factor }, mode: 'CRD' };
  return g.node({ op: 'DepthToSpace', inputs: [x], attributes }, { dtype: x.dtype, shape });
}

type Four = [number, number, number, number];

/** Nearest-neighbour resize of [B, C, h, w] to `height` x `width`, as torch's `interpolate(mode='nearest')`. */
export function resizeNearest(g: GraphBuilder, x: Value, { height, width }: ImageSize): Value {
  requireRank('Resize', x, 4);
  const shape = x.shape.with(2, height).with(3, width);
  const sizes = g.constant('int64', [4], shape);
  const attributes = {
    mode: 'nearest',
    coordinate_transformation_mode: 'asymmetric',
    nearest_mode: 'floor',
  };
  return g.node(
    { op: 'Resize', inputs: [x, undefined, undefined, sizes], attributes },
    { dtype: x.dtype, shape },
  );
}

/** Height and width of an image or a feature map. */
export interface ImageSize {
  readonly height: number;
  readonly width: number;
}
