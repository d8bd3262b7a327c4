/** Latents of any shape, flattened; samplers compute in the precision that they are given. */
export type Samples = Float32Array | Float64Array;

/**
 * Estimates the clean latents inside noisy ones: D(x, sigma) of Karras et al. 2022.
 *
 * @param x - noisy latents, standard deviation about sqrt(1 + sigma^2); must not be changed
 * @param sigma - noise level, in the latents' unit
 * @returns denoised latents of the same length
 */
export type Denoise<A extends Samples> = (x: A, sigma: number) => A | Promise<A>;

/** What CFG++ works with: the guided estimate and the one without the prompt. */
export interface DenoisedPair<A extends Samples> {
  readonly denoised: A;
  readonly unconditional: A;
}

/** As {@link Denoise}, giving the estimate for the negative prompt beside the guided one. */
export type DenoisePair<A extends Samples> = (
  x: A,
  sigma: number,
) => DenoisedPair<A> | Promise<DenoisedPair<A>>;

/**
 * Gives the next standard normal noise of the length of the latents.
 *
 * @param sigma - noise level that the step leaves; with `sigmaNext` the interval of a Brownian path
 * @param sigmaNext - noise level that the noise leads to, below `sigma`
 */
export type NoiseSource = (sigma: number, sigmaNext: number) => Samples;

/** What a sampler works with. */
export interface SamplerRun<A extends Samples> {
  readonly denoise: Denoise<A>;
  /** Called in place of `denoise` by the samplers whose row says `guidance: 'pair'`. */
  readonly denoisePair: DenoisePair<A>;
  /** Latents at `sigmas[0]`; not changed. */
  readonly x: A;
  /** Descending noise levels, steps + 1 of them, ending in 0. */
  readonly sigmas: readonly number[];
  /** Only stochastic samplers ask. */
  readonly noise: NoiseSource;
}

/** What every sampler tells after each step. */
export interface StepRecord<A extends Samples> {
  /** Steps done, from 1. */
  readonly step: number;
  /** Steps in all; `dpm_adaptive`, which chooses its steps, gives an estimate until the last. */
  readonly steps: number;
  /** Noise level that the step came from. */
  readonly sigma: number;
  /** Noise level that the step reached. */
  readonly sigmaNext: number;
  /** Latents at `sigmaNext`. */
  readonly x: A;
  /** The denoiser's estimate that the step used: what a preview shows. */
  readonly denoised: A;
}

/** What a sampler is while it runs. */
export type Steps<A extends Samples> = AsyncGenerator<StepRecord<A>, void, void>;

/** A sampler: yields a record after each step; the last record's `x` is the result. */
export type SamplerFunction = <A extends Samples>(run: SamplerRun<A>) => Steps<A>;

/** One term of a {@link combine}d sum. */
export type Term = readonly [factor: number, samples: Samples];

/**
 * Adds scaled latents.
 *
 * @param like - decides precision and length of the result
 * @param terms - factor and latents of each summand; zero factors are skipped, so that 0 times infinity cannot arise
 */
export function combine<A extends Samples>(like: A, terms: readonly Term[]): A {
  const sum = like.slice() as A;
  sum.fill(0);
  for (const [factor, samples] of terms) {
    if (factor === 0) continue;
    for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + factor * samples[i]!;
  }
  return sum;
}

/** The slope dx/dsigma = (x - D) / sigma of the probability-flow ODE (Karras et al. 2022, equation 3). */
export function slope<A extends Samples>(x: A, denoised: Samples, sigma: number): A {
  return combine(x, [
    [1 / sigma, x],
    [-1 / sigma, denoised],
  ]);
}

/**
 * Solves the ODE from `sigma` to `sigmaNext` for an estimate that does not change on the way: Euler's step in sigma
 * and the first-order exponential step in log(sigma) are both this line from `x` to the estimate.
 */
export function towards<A extends Samples>(x: A, denoised: Samples, sigma: number, sigmaNext: number): A {
  const kept = sigmaNext / sigma;
  return combine(x, [
    [kept, x],
    [1 - kept, denoised],
  ]);
}

/** The noise level half-way between two in log(sigma). */
export function between(sigma: number, sigmaNext: number): number {
  return Math.sqrt(sigma * sigmaNext);
}

/** Splits the way to `sigmaNext` into a deterministic part `down` and noise `up`: down^2 + up^2 = sigmaNext^2. */
export function ancestralStep(sigma: number, sigmaNext: number): { down: number; up: number } {
  const variance = (sigmaNext ** 2 * (sigma ** 2 - sigmaNext ** 2)) / sigma ** 2;
  const up = Math.min(sigmaNext, Math.sqrt(variance));
  return { down: Math.sqrt(sigmaNext ** 2 - up ** 2), up };
}

/** Adds fresh noise of deviation `amount`; asks for none where the amount is zero. */
export function addNoise<A extends Samples>(
  x: A,
  amount: number,
  noise: NoiseSource,
  { sigma, sigmaNext }: { readonly sigma: number; readonly sigmaNext: number },
): A {
  if (amount === 0) return x;
  return combine(x, [
    [1, x],
    [amount, noise(sigma, sigmaNext)],
  ]);
}

/** Pairs of neighbouring noise levels with the number of their step, from 1. */
export function* intervals(
  sigmas: readonly number[],
): Generator<{ step: number; steps: number; sigma: number; sigmaNext: number }, void, void> {
  const steps = sigmas.length - 1;
  for (let i = 0; i < steps; i++) {
    yield { step: i + 1, steps, sigma: sigmas[i]!, sigmaNext: sigmas[i + 1]! };
  }
}
