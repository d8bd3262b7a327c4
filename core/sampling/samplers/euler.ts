import {
  addNoise,
  ancestralStep,
  combine,
  intervals,
  slope,
  towards,
  type SamplerRun,
  type Samples,
  type Steps,
} from '../step.ts';

/**
 * Euler's method on the probability-flow ODE dx/dsigma = (x - D(x, sigma)) / sigma: Karras et al. 2022,
 * Algorithm 2 without churn. In these coordinates DDIM with eta 0 (Song et al. 2020) is the same step.
 */
export async function* euler<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  let x = run.x;
  for (const interval of intervals(run.sigmas)) {
    const denoised = await run.denoise(x, interval.sigma);
    x = towards(x, denoised, interval.sigma, interval.sigmaNext);
    yield { ...interval, x, denoised };
  }
}

/** Euler's method to a lower noise level than asked, then fresh noise up to it (k-diffusion, eta 1). */
export async function* eulerAncestral<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  let x = run.x;
  for (const interval of intervals(run.sigmas)) {
    const denoised = await run.denoise(x, interval.sigma);
    const { down, up } = ancestralStep(interval.sigma, interval.sigmaNext);
    x = addNoise(towards(x, denoised, interval.sigma, down), up, run.noise, interval);
    yield { ...interval, x, denoised };
  }
}

/** The guided estimate pushed once more away from the unconditional one: guidance of twice the scale. */
async function guidedTwice<A extends Samples>(run: SamplerRun<A>, x: A, sigma: number): Promise<A> {
  const { denoised, unconditional } = await run.denoisePair(x, sigma);
  return combine(x, [
    [2, denoised],
    [-1, unconditional],
  ]);
}

/** The first form of CFG++ in ComfyUI: Euler with guidance of twice the scale. */
export function eulerPp<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  return euler({ ...run, denoise: (x, sigma) => guidedTwice(run, x, sigma) });
}

/** {@link eulerPp} with fresh noise at each step. */
export function eulerAncestralPp<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  return eulerAncestral({ ...run, denoise: (x, sigma) => guidedTwice(run, x, sigma) });
}

/** CFG++ (Chung et al. 2024): the guided estimate, renoised along the slope of the unconditional one. */
export async function* eulerCfgPp<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  let x = run.x;
  for (const interval of intervals(run.sigmas)) {
    const { denoised, unconditional } = await run.denoisePair(x, interval.sigma);
    x = combine(x, [
      [1, denoised],
      [interval.sigmaNext, slope(x, unconditional, interval.sigma)],
    ]);
    yield { ...interval, x, denoised };
  }
}

/** {@link eulerCfgPp} to a lower noise level than asked, then fresh noise up to it. */
export async function* eulerAncestralCfgPp<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  let x = run.x;
  for (const interval of intervals(run.sigmas)) {
    const { denoised, unconditional } = await run.denoisePair(x, interval.sigma);
    const { down, up } = ancestralStep(interval.sigma, interval.sigmaNext);
    const renoised = combine(x, [
      [1, denoised],
      [down, slope(x, unconditional, interval.sigma)],
    ]);
    x = addNoise(renoised, up, run.noise, interval);
    yield { ...interval, x, denoised };
  }
}
