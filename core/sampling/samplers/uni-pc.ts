/*
 * UniPC (Zhao et al. 2023) with data prediction: each estimate corrects the step that led to it and predicts the
 * next one. In these coordinates alpha is 1 and lambda is -log(sigma).
 */
import {
  combine,
  intervals,
  towards,
  type SamplerRun,
  type Samples,
  type Steps,
  type Term,
} from '../step.ts';

/** The method needs a finite lambda at the end; what is left of the noise at this level is not seen. */
const LAST_SIGMA = 0.001;
const HIGHEST_ORDER = 3;

/** B(h) of the paper: h itself or e^h - 1, of h negated. */
type Variant = (h: number) => number;

/** UniPC with B1(h) = h. */
export function uniPc<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  return uniPcSteps(run, (h) => h);
}

/** UniPC with B2(h) = e^h - 1. */
export function uniPcBh2<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  return uniPcSteps(run, Math.expm1);
}

interface Known<A extends Samples> {
  readonly denoised: A;
  readonly lambda: number;
}

async function* uniPcSteps<A extends Samples>(run: SamplerRun<A>, variant: Variant): Steps<A> {
  const sigmas = run.sigmas.map((sigma) => sigma || LAST_SIGMA);
  const highest = Math.max(1, Math.min(HIGHEST_ORDER, sigmas.length - 2));
  let x = run.x;
  let denoised = await run.denoise(x, sigmas[0]!);
  const known: Known<A>[] = [{ denoised, lambda: -Math.log(sigmas[0]!) }];
  for (const interval of intervals(sigmas)) {
    const { step, steps, sigma, sigmaNext } = interval;
    // The order rises as estimates come in, and falls again over the last steps.
    const order = Math.min(step, highest, steps + 1 - step);
    const move = weightsOf(known.slice(0, order), -Math.log(sigmaNext), variant);
    const start = towards(x, known[0]!.denoised, sigma, sigmaNext);
    const predicted = add(start, move.predictor, known);
    const used = denoised;
    if (step === steps) {
      x = predicted;
    } else {
      denoised = await run.denoise(predicted, sigmaNext);
      x = add(start, move.corrector, [...known.slice(0, order), { denoised }]);
      known.unshift({ denoised, lambda: -Math.log(sigmaNext) });
      known.length = Math.min(known.length, HIGHEST_ORDER);
    }
    yield { ...interval, x, denoised: used };
  }
}

function add<A extends Samples>(
  start: A,
  weights: readonly number[],
  estimates: readonly Pick<Known<A>, 'denoised'>[],
): A {
  const terms = weights.map((weight, i): Term => [weight, estimates[i]!.denoised]);
  return combine(start, [[1, start], ...terms]);
}

interface Move {
  /** Weights of the known estimates, the newest first. */
  readonly predictor: readonly number[];
  /** Weights of the known estimates, the newest first, and of the one at the end of the step. */
  readonly corrector: readonly number[];
}

/** Solves the order conditions (Zhao et al. 2023, theorem 3.1) for the differences between the estimates. */
function weightsOf<A extends Samples>(
  known: readonly Known<A>[],
  lambdaNext: number,
  variant: Variant,
): Move {
  const [newest, ...older] = known as [Known<A>, ...Known<A>[]];
  const h = newest.lambda - lambdaNext;
  const ratios = older.map(({ lambda }) => (lambda - newest.lambda) / -h);
  const order = known.length;
  const conditions = phiConditions(h, order).map((value) => value / variant(h));
  // Of order 1 and 2 the paper fixes the weight, so that it does not depend on h.
  const predictor = order === 2 ? [0.5] : solvePowers(ratios, conditions.slice(0, -1));
  const corrector = order === 1 ? [0.5] : solvePowers([...ratios, 1], conditions);
  const spread = (rhos: readonly number[]): number[] => {
    const shares = rhos.map((rho, i) => (-variant(h) * rho) / (ratios[i] ?? 1));
    return [-shares.reduce((sum, share) => sum + share, 0), ...shares];
  };
  return { predictor: spread(predictor), corrector: spread(corrector) };
}

/** phi_2(h), 2! phi_3(h), ... of exponential integrators, times h. */
function phiConditions(h: number, count: number): number[] {
  let phi = Math.expm1(h) / h - 1;
  let factorial = 1;
  return Array.from({ length: count }, (_, i) => {
    const value = phi * factorial;
    factorial *= i + 2;
    phi = phi / h - 1 / factorial;
    return value;
  });
}

/** Solves sum_k r_k^i w_k = b_i, i from 0, by elimination with pivots. */
function solvePowers(ratios: readonly number[], b: readonly number[]): number[] {
  const size = ratios.length;
  const rows = b.map((value, i) => [...ratios.map((ratio) => ratio ** i), value]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    }
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = rows[row]![column]! / rows[column]![column]!;
      rows[row] = rows[row]!.map((value, i) => value - factor * rows[column]![i]!);
    }
  }
  return rows.map((row, i) => row[size]! / row[i]!);
}
