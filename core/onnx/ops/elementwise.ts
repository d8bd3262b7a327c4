/*
 * Operators that work element by element.
 */
import { assertNever } from '../../result/index.ts';
import type { GraphBuilder, Value } from '../graph.ts';
import { broadcastShapes } from '../tensor.ts';
import type { FloatType } from '../tensor.ts';
import { floatTypeOf, requireSameType } from './require.ts';

/** Activation functions that have a kernel on both execution providers. */
type Activation = 'silu' | 'gelu' | 'quick_gelu' | 'relu' | 'tanh';

/** `a + b`, broadcasting. */
export function add(g: GraphBuilder, a: Value, b: Value): Value {
  return binary(g, 'Add', [a, b]);
}

/** `a * b`, broadcasting. */
export function mul(g: GraphBuilder, a: Value, b: Value): Value {
  return binary(g, 'Mul', [a, b]);
}

/** `x * factor`. */
export function scale(g: GraphBuilder, x: Value, factor: number): Value {
  return mul(g, x, scalarLike(g, x, factor));
}

/** `x + offset`. */
export function shift(g: GraphBuilder, x: Value, offset: number): Value {
  return add(g, x, scalarLike(g, x, offset));
}

/** e to the power of each element. */
export function exp(g: GraphBuilder, x: Value): Value {
  return g.node({ op: 'Exp', inputs: [x] }, x);
}

/** Each element, limited to `[min, max]`. */
export function clip(g: GraphBuilder, x: Value, { min, max }: { min: number; max: number }): Value {
  const inputs = [x, scalarLike(g, x, min), scalarLike(g, x, max)];
  return g.node({ op: 'Clip', inputs }, x);
}

/** Casts to another float type; the value itself when it is of that type already. */
export function cast(g: GraphBuilder, x: Value, to: FloatType): Value {
  if (x.dtype === to) return x;
  const attributes = { to: { int: to === 'float32' ? 1 : 10 } };
  return g.node({ op: 'Cast', inputs: [x], attributes }, { dtype: to, shape: x.shape });
}

/**
 * Applies an activation function. `gelu` is the exact one with erf, `silu` is `x * sigmoid(x)`, `quick_gelu` is
 * `x * sigmoid(1.702 x)`; the last two are one fused operator, which ONNX itself does not have.
 */
export function activate(g: GraphBuilder, x: Value, activation: Activation): Value {
  switch (activation) {
    case 'silu':
      return quickGelu(g, x, 1);
    case 'quick_gelu':
      return quickGelu(g, x, 1.702);
    case 'gelu':
      return g.node({ op: 'Gelu', inputs: [x] }, x);
    case 'relu':
      return g.node({ op: 'Relu', inputs: [x] }, x);
    case 'tanh':
      return g.node({ op: 'Tanh', inputs: [x] }, x);
    default:
      return assertNever(activation);
  }
}

/**
 * `x` above 0, else `slope * x` (torch's `PReLU`). It is put together of operators that both execution providers have a
 * kernel for, which WebGPU's has none for PRelu.
 *
 * @param slope - broadcasts to `x`
 */
export function parametricRelu(g: GraphBuilder, x: Value, slope: Value): Value {
  const above = mul(g, activate(g, x, 'relu'), shift(g, scale(g, slope, -1), 1));
  return add(g, mul(g, x, slope), above);
}

function scalarLike(g: GraphBuilder, x: Value, value: number): Value {
  return g.constant(floatTypeOf(x), [], [value]);
}

function quickGelu(g: GraphBuilder, x: Value, alpha: number): Value {
  const attributes = { alpha: { float: alpha } };
  return g.node({ op: 'QuickGelu', domain: 'com.microsoft', inputs: [x], attributes }, x);
}

function binary(g: GraphBuilder, op: 'Add' | 'Mul', [a, b]: readonly [Value, Value]): Value {
  requireSameType(op, a, b);
  return g.node({ op, inputs: [a, b] }, { dtype: a.dtype, shape: broadcastShapes(a.shape, b.shape) });
}
