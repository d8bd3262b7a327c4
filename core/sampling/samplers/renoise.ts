import { addNoise, combine, intervals, type SamplerRun, type Samples, type Steps } from '../step.ts';

/**
 * Ancestral sampling of the trained Markov chain (Ho et al. 2020, Algorithm 2), on any levels. In these coordinates,
 * x = sqrt(1 + sigma^2) times theirs.
 */
export async function* ddpm<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  let x = run.x;
  for (const interval of intervals(run.sigmas)) {
    const denoised = await run.denoise(x, interval.sigma);
    const kept = (interval.sigmaNext / interval.sigma) ** 2;
    const posterior = combine(x, [
      [kept, x],
      [1 - kept, denoised],
    ]);
    x = addNoise(posterior, interval.sigmaNext * Math.sqrt(1 - kept), run.noise, interval);
    yield { ...interval, x, denoised };
  }
}

/** Latent consistency (Luo et al. 2023): the estimate itself, with fresh noise of the next level. */
export async function* lcm<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  let x = run.x;
  for (const interval of intervals(run.sigmas)) {
    const denoised = await run.denoise(x, interval.sigma);
    x = addNoise(denoised, interval.sigmaNext, run.noise, interval);
    yield { ...interval, x, denoised };
  }
}
