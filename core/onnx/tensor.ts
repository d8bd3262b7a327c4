/*
 * Element types and shapes of the values in a graph. All shapes are static.
 */
import { invariant } from '../result/index.ts';

/** Element types that authored graphs use. `int64` occurs in shape constants only. */
export type DType = 'float32' | 'float16' | 'int8' | 'uint8' | 'int32' | 'int64';

/** Element types of activations. */
export type FloatType = 'float32' | 'float16';

/** Dimensions, outermost first. */
export type Shape = readonly number[];

/** A tensor as an interface names it: of a graph input, a graph output or an external initializer. */
export interface TensorSpec {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: Shape;
}

const BYTES_PER_ELEMENT: Readonly<Record<DType, number>> = {
  float32: 4,
  float16: 2,
  int8: 1,
  uint8: 1,
  int32: 4,
  int64: 8,
};

/** Number of elements of a tensor of `shape`. */
export function elementCount(shape: Shape): number {
  return shape.reduce((product, dim) => product * dim, 1);
}

/** Length in bytes of a dense tensor. */
export function tensorByteLength(dtype: DType, shape: Shape): number {
  return elementCount(shape) * BYTES_PER_ELEMENT[dtype];
}

/** Are the two shapes equal, dimension for dimension? */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, axis) => dim === b[axis]);
}

/** A shape for messages, such as `[1, 4, 16, 16]`. */
export function formatShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/**
 * The dimension of `shape` at `axis`; negative axes count from the end.
 *
 * @throws ArmatureError `internal` when the shape has no such axis
 */
export function dimAt(shape: Shape, axis: number): number {
  const dim = shape.at(axis);
  invariant(dim !== undefined, `Shape ${formatShape(shape)} has no axis ${axis}.`);
  return dim;
}

/**
 * The common shape of two operands by multidirectional broadcasting.
 *
 * @throws ArmatureError `internal` when they do not broadcast
 */
export function broadcastShapes(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    invariant(
      left === right || left === 1 || right === 1,
      `Shapes ${formatShape(a)} and ${formatShape(b)} do not broadcast.`,
    );
    return left === 1 ? right : left;
  });
}
