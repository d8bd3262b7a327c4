/*
 * Measurements in words and against their limits.
 */
import type { WeightPolicy } from '../../core/quantize/index.ts';
import type { GraphMeasurement, StageError } from './harness.ts';

/**
 * The largest relative error of an output that is put up with for the sake of smaller weights. The fixtures' weights are
 * exact in float16, so storing them so costs nothing; the others are about twice what was measured, on random weights, which
 * are harder to round than trained ones.
 */
export const OUTPUT_LIMITS: Readonly<Record<WeightPolicy, number>> = {
  f32: 1e-4,
  f16: 1e-4,
  int8: 0.03,
  int4: 0.3,
};

/** The error of the stage that is furthest from torch. NaN is further than any number. */
export function worst(errors: readonly StageError[]): StageError {
  const [first, ...rest] = errors;
  if (!first) throw new Error('Nothing was compared.');
  return rest.reduce(
    (a, b) => (Number.isNaN(b.relativeError) || b.relativeError > a.relativeError ? b : a),
    first,
  );
}

/** Only the outputs, in which all errors have gathered. */
export function outputsOf({ errors }: GraphMeasurement): readonly StageError[] {
  return errors.filter(({ kind }) => kind === 'output');
}

/** One line for a graph. */
export function describeMeasurement(title: string, measured: GraphMeasurement): string {
  const { graph, errors, weights } = measured;
  const stage = worst(errors);
  const output = worst(outputsOf(measured));
  const quantized = weights.filter(({ format }) => format !== 'plain').length;
  return (
    `${title} ${graph}: worst of ${errors.length} is ${stage.relativeError.toExponential(1)} at ${stage.stage}, ` +
    `outputs ${output.relativeError.toExponential(1)}, ${quantized} of ${weights.length} weights quantized\n`
  );
}
