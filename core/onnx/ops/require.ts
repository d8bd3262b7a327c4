/*
 * What operators demand of their operands. A violation is a bug of the author, so the code is `internal`.
 */
import { invariant } from '../../result/index.ts';
import type { Value } from '../graph.ts';
import { formatShape, sameShape } from '../tensor.ts';
import type { FloatType, Shape } from '../tensor.ts';

/** @throws ArmatureError `internal` when the operands differ in element type; an absent one passes */
export function requireSameType(op: string, a: Value, b: Value | undefined): void {
  if (!b) return;
  invariant(a.dtype === b.dtype, `${op} of ${a.dtype} ${a.id} and ${b.dtype} ${b.id}.`);
}

/** @throws ArmatureError `internal` when `value` has another rank */
export function requireRank(op: string, value: Value, rank: number): void {
  invariant(
    value.shape.length === rank,
    `${op} takes a tensor of rank ${rank}; ${value.id} is ${formatShape(value.shape)}.`,
  );
}

/** @throws ArmatureError `internal` when `value` has another shape; an absent value passes */
export function requireShape(op: string, value: Value | undefined, shape: Shape): void {
  if (!value) return;
  invariant(
    sameShape(value.shape, shape),
    `${op} takes ${formatShape(shape)}; ${value.id} is ${formatShape(value.shape)}.`,
  );
}

/**
 * The element type of an activation.
 *
 * @throws ArmatureError `internal` when it is no float type
 */
export function floatTypeOf(value: Value): FloatType {
  const { dtype } = value;
  invariant(dtype === 'float32' || dtype === 'float16', `${value.id} is ${dtype}, not a float type.`);
  return dtype;
}
