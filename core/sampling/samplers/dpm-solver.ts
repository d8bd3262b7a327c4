/*
 * DPM-Solver (Lu et al. 2022, "DPM-Solver: a fast ODE solver") on lambda = -log(sigma), with estimates of the noise
 * eps = (x - D) / sigma. Both samplers end at the last level above 0, as k-diffusion's do; from a single level there is no
 * way to go, and the step is Euler's.
 */
import { combine, slope, type SamplerRun, type Samples, type Steps } from '../step.ts';
import { euler } from './euler.ts';

/** An estimate of the noise at one level. */
type Eps<A extends Samples> = (x: A, lambda: number) => Promise<A>;

interface Leap<A extends Samples> {
  readonly x: A;
  /** The noise in `x`. */
  readonly eps: A;
  readonly lambda: number;
  readonly lambdaNext: number;
}

function spanOf(sigmas: readonly number[]): { first: number; last: number } {
  return { first: -Math.log(sigmas[0]!), last: -Math.log(sigmas.at(-2)!) };
}

/** DPM-Solver-fast: as many denoiser calls as there are steps, in leaps of three and a shorter rest. */
export async function* dpmFast<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  const calls = run.sigmas.length - 1;
  if (calls === 1) {
    yield* euler(run);
    return;
  }
  const { first, last } = spanOf(run.sigmas);
  const steps = Math.floor(calls / 3) + 1;
  const rest = calls % 3;
  const orders: number[] = rest === 0 ? [...threes(steps - 2), 2, 1] : [...threes(steps - 1), rest];
  const gap = (last - first) / steps;
  let x = run.x;
  for (const [i, order] of orders.entries()) {
    const lambda = first + i * gap;
    const lambdaNext = lambda + gap;
    const sigma = Math.exp(-lambda);
    const denoised = await run.denoise(x, sigma);
    const leap = { x, eps: slope(x, denoised, sigma), lambda, lambdaNext };
    const estimate = epsOf(run);
    if (order === 1) x = firstOrder(leap);
    else if (order === 2) x = (await secondOrder(leap, 1 / 2, estimate)).x;
    else x = await thirdOrder(leap, await secondOrder(leap, 1 / 3, estimate), estimate);
    yield { step: i + 1, steps, sigma, sigmaNext: Math.exp(-lambdaNext), x, denoised };
  }
}

const RELATIVE_TOLERANCE = 0.05;
const ABSOLUTE_TOLERANCE = 0.0078;
const FIRST_LEAP = 0.05;
/** A leap is taken when the next one may be at least this share of it. */
const ACCEPTED_SHARE = 0.81;
const SPAN_TOLERANCE = 1e-5;

/**
 * DPM-Solver-12 of k-diffusion at order 3: leaps as long as the difference between the second and the third order
 * allows. The given levels but the first and the last above 0 do not count.
 */
export async function* dpmAdaptive<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  if (run.sigmas.length === 2) {
    yield* euler(run);
    return;
  }
  const { first, last } = spanOf(run.sigmas);
  const estimate = epsOf(run);
  let x = run.x;
  let low = run.x;
  let lambda = first;
  let h = FIRST_LEAP;
  let step = 0;
  while (lambda < last - SPAN_TOLERANCE) {
    const lambdaNext = Math.min(last, lambda + h);
    const sigma = Math.exp(-lambda);
    const denoised = await run.denoise(x, sigma);
    const leap = { x, eps: slope(x, denoised, sigma), lambda, lambdaNext };
    const second = await secondOrder(leap, 1 / 3, estimate);
    const third = await thirdOrder(leap, second, estimate);
    // An integral controller on the inverse error, its factor limited softly (Söderlind 2003).
    const factor = 1 + Math.atan(Math.cbrt(1 / (errorBetween(second.x, third, low) + 1e-8)) - 1);
    h *= factor;
    if (factor < ACCEPTED_SHARE) continue;
    low = second.x;
    x = third;
    lambda = lambdaNext;
    step += 1;
    const done = lambda >= last - SPAN_TOLERANCE;
    const share = (lambda - first) / (last - first);
    const steps = done ? step : Math.max(step + 1, Math.ceil(step / share));
    yield { step, steps, sigma, sigmaNext: Math.exp(-lambda), x, denoised };
  }
}

function threes(count: number): number[] {
  return Array.from({ length: count }, () => 3);
}

function epsOf<A extends Samples>(run: SamplerRun<A>): Eps<A> {
  return async (x, lambda) => {
    const sigma = Math.exp(-lambda);
    return slope(x, await run.denoise(x, sigma), sigma);
  };
}

/** Root mean square of the difference, in units of what is tolerated. */
function errorBetween(low: Samples, high: Samples, before: Samples): number {
  let sum = 0;
  for (let i = 0; i < low.length; i++) {
    const magnitude = Math.max(Math.abs(low[i]!), Math.abs(before[i]!));
    const tolerated = Math.max(ABSOLUTE_TOLERANCE, RELATIVE_TOLERANCE * magnitude);
    sum += ((low[i]! - high[i]!) / tolerated) ** 2;
  }
  return Math.sqrt(sum / low.length);
}

function firstOrder<A extends Samples>({ x, eps, lambda, lambdaNext }: Leap<A>): A {
  return combine(x, [
    [1, x],
    [-Math.exp(-lambdaNext) * Math.expm1(lambdaNext - lambda), eps],
  ]);
}

interface SecondOrder<A extends Samples> {
  readonly x: A;
  /** Where between the ends the second estimate was made, 0 to 1. */
  readonly at: number;
  /** The noise there less the noise at the start. */
  readonly change: A;
}

async function secondOrder<A extends Samples>(
  leap: Leap<A>,
  at: number,
  estimate: Eps<A>,
): Promise<SecondOrder<A>> {
  const { eps, lambda, lambdaNext } = leap;
  const h = lambdaNext - lambda;
  const middle = lambda + at * h;
  const epsMiddle = await estimate(firstOrder({ ...leap, lambdaNext: middle }), middle);
  const change = combine(eps, [
    [1, epsMiddle],
    [-1, eps],
  ]);
  const x = firstOrder(leap);
  return {
    at,
    change,
    x: combine(x, [
      [1, x],
      [(-Math.exp(-lambdaNext) / (2 * at)) * Math.expm1(h), change],
    ]),
  };
}

async function thirdOrder<A extends Samples>(
  leap: Leap<A>,
  { at, change }: SecondOrder<A>,
  estimate: Eps<A>,
): Promise<A> {
  const { eps, lambda, lambdaNext } = leap;
  const h = lambdaNext - lambda;
  const far = 2 * at;
  const middle = lambda + far * h;
  const bend = (span: number): number => Math.expm1(span) / span - 1;
  const trial = firstOrder({ ...leap, lambdaNext: middle });
  const corrected = combine(trial, [
    [1, trial],
    [-Math.exp(-middle) * (far / at) * bend(far * h), change],
  ]);
  const epsFar = await estimate(corrected, middle);
  const x = firstOrder(leap);
  const weight = (-Math.exp(-lambdaNext) / far) * bend(h);
  return combine(x, [
    [1, x],
    [weight, epsFar],
    [-weight, eps],
  ]);
}
