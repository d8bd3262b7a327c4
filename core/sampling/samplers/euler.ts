import { combine, intervals, type SamplerRun, type Samples, type StepRecord } from '../step.ts';

/**
 * Euler's method on the probability-flow ODE dx/dsigma = (x - D(x, sigma)) / sigma: Karras et al. 2022,
 * Algorithm 2 without churn. In these coordinates DDIM with eta 0 (Song et al. 2020) is the same step.
 */
export async function* euler<A extends Samples>(
  run: SamplerRun<A>,
): AsyncGenerator<StepRecord<A>, void, void> {
  let x = run.x;
  for (const interval of intervals(run.sigmas)) {
    const denoised = await run.denoise(x, interval.sigma);
    const kept = interval.sigmaNext / interval.sigma;
    x = combine(x, [
      [kept, x],
      [1 - kept, denoised],
    ]);
    yield { ...interval, x, denoised };
  }
}

/** Euler's method to a lower noise level than asked, then fresh noise up to it (k-diffusion, eta 1). */
export async function* eulerAncestral<A extends Samples>(
  run: SamplerRun<A>,
): AsyncGenerator<StepRecord<A>, void, void> {
  let x = run.x;
  for (const interval of intervals(run.sigmas)) {
    const denoised = await run.denoise(x, interval.sigma);
    const { down, up } = ancestralStep(interval.sigma, interval.sigmaNext);
    const kept = down / interval.sigma;
    x = combine(x, [
      [kept, x],
      [1 - kept, denoised],
    ]);
    if (interval.sigmaNext > 0) {
      x = combine(x, [
        [1, x],
        [up, run.noise()],
      ]);
    }
    yield { ...interval, x, denoised };
  }
}

/** Splits the way to `sigmaNext` into a deterministic part `down` and noise `up`: down^2 + up^2 = sigmaNext^2. */
function ancestralStep(sigma: number, sigmaNext: number): { down: number; up: number } {
  const variance = (sigmaNext ** 2 * (sigma ** 2 - sigmaNext ** 2)) / sigma ** 2;
  const up = Math.min(sigmaNext, Math.sqrt(variance));
  return { down: Math.sqrt(sigmaNext ** 2 - up ** 2), up };
}
