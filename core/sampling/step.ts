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

/** What a sampler works with. */
export interface SamplerRun<A extends Samples> {
  readonly denoise: Denoise<A>;
  /** Latents at `sigmas[0]`; not changed. */
  readonly x: A;
  /** Descending noise levels, steps + 1 of them, ending in 0. */
  readonly sigmas: readonly number[];
  /** Gives the next standard normal noise of the length of `x`; only stochastic samplers ask. */
  readonly noise: () => Samples;
}

/** What every sampler tells after each step. */
export interface StepRecord<A extends Samples> {
  /** Steps done, from 1. */
  readonly step: number;
  /** Steps in all. */
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

/** A sampler: yields a record after each step; the last record's `x` is the result. */
export type SamplerFunction = <A extends Samples>(
  run: SamplerRun<A>,
) => AsyncGenerator<StepRecord<A>, void, void>;

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

/** Pairs of neighbouring noise levels with the number of their step, from 1. */
export function* intervals(
  sigmas: readonly number[],
): Generator<{ step: number; steps: number; sigma: number; sigmaNext: number }, void, void> {
  const steps = sigmas.length - 1;
  for (let i = 0; i < steps; i++) {
    yield { step: i + 1, steps, sigma: sigmas[i]!, sigmaNext: sigmas[i + 1]! };
  }
}
