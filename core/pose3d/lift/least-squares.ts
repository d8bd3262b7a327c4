/* Nonlinear least squares after Levenberg and Marquardt, with numeric derivatives and a feasible set. */

/** What is to be made small, and how. */
export interface LeastSquares {
  readonly start: readonly number[];
  /** Any number of residuals, always the same number of them. */
  readonly residuals: (at: readonly number[]) => readonly number[];
  /** The nearest allowed point. */
  readonly project: (at: readonly number[]) => readonly number[];
  readonly steps: number;
}

/** Where it ended, with the sum of squares there. */
export interface Minimum {
  readonly at: readonly number[];
  readonly cost: number;
}

const STEP = 1e-5;
const ENOUGH = 1e-9;

/** Finds a local minimum of the sum of squared residuals. */
export function minimize({ start, residuals, project, steps }: LeastSquares): Minimum {
  let at = project(start);
  let values = residuals(at);
  let cost = sumOfSquares(values);
  let damping = 1e-3;
  for (let step = 0; step < steps && damping < 1e6; step++) {
    const { matrix, gradient } = normalEquations(jacobian(residuals, at, values), values);
    const damped = matrix.map((row, i) =>
      row.map((value, j) => (i === j ? value * (1 + damping) + 1e-9 : value)),
    );
    const change = solveSymmetric(damped, gradient);
    const tried = project(at.map((value, i) => value - (change[i] ?? 0)));
    const triedValues = residuals(tried);
    const triedCost = sumOfSquares(triedValues);
    if (triedCost >= cost) {
      damping *= 6;
      continue;
    }
    const gain = (cost - triedCost) / Math.max(cost, 1e-12);
    [at, values, cost, damping] = [tried, triedValues, triedCost, damping / 4];
    if (gain < ENOUGH) break;
  }
  return { at, cost };
}

type Matrix = readonly (readonly number[])[];

/** One row per parameter: how the residuals change with it. */
function jacobian(
  residuals: LeastSquares['residuals'],
  at: readonly number[],
  values: readonly number[],
): Matrix {
  return at.map((value, i) =>
    residuals(at.with(i, value + STEP)).map((moved, k) => (moved - (values[k] ?? 0)) / STEP),
  );
}

function normalEquations(
  rows: Matrix,
  values: readonly number[],
): { matrix: Matrix; gradient: readonly number[] } {
  return {
    matrix: rows.map((a) => rows.map((b) => inner(a, b))),
    gradient: rows.map((row) => inner(row, values)),
  };
}

function inner(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

function sumOfSquares(values: readonly number[]): number {
  return inner(values, values);
}

/** Solves a positive definite system by Cholesky's factors. */
function solveSymmetric(matrix: Matrix, right: readonly number[]): readonly number[] {
  const lower: number[][] = [];
  matrix.forEach((row, i) => {
    const current: number[] = [];
    lower.push(current);
    for (let j = 0; j <= i; j++) {
      const rest = (row[j] ?? 0) - inner(current.slice(0, j), lower[j] ?? []);
      current.push(i === j ? Math.sqrt(Math.max(rest, 1e-15)) : rest / (lower[j]?.[j] ?? 1));
    }
  });
  const half: number[] = [];
  lower.forEach((row, i) => half.push(((right[i] ?? 0) - inner(row.slice(0, i), half)) / (row[i] ?? 1)));
  const solution = half.slice();
  for (let i = half.length - 1; i >= 0; i--) {
    let rest = half[i] ?? 0;
    for (let j = i + 1; j < half.length; j++) rest -= (lower[j]?.[i] ?? 0) * (solution[j] ?? 0);
    solution[i] = rest / (lower[i]?.[i] ?? 1);
  }
  return solution;
}
