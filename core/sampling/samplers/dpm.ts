import {
  addNoise,
  ancestralStep,
  between,
  combine,
  intervals,
  slope,
  towards,
  type SamplerRun,
  type Samples,
  type Steps,
} from '../step.ts';

/** DPM-Solver-2 (Lu et al. 2022, "DPM-Solver") in the form of Karras et al.: the slope half-way in log(sigma). */
export async function* dpm2<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  let x = run.x;
  for (const interval of intervals(run.sigmas)) {
    const denoised = await run.denoise(x, interval.sigma);
    x = await midpoint(run, { x, denoised, sigma: interval.sigma, target: interval.sigmaNext });
    yield { ...interval, x, denoised };
  }
}

/** {@link dpm2} to a lower noise level than asked, then fresh noise up to it (k-diffusion, eta 1). */
export async function* dpm2Ancestral<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  let x = run.x;
  for (const interval of intervals(run.sigmas)) {
    const denoised = await run.denoise(x, interval.sigma);
    const { down, up } = ancestralStep(interval.sigma, interval.sigmaNext);
    x = await midpoint(run, { x, denoised, sigma: interval.sigma, target: down });
    x = addNoise(x, up, run.noise, interval);
    yield { ...interval, x, denoised };
  }
}

/** DPM-Solver++(2S) (Lu et al. 2022, "DPM-Solver++", Algorithm 1) with fresh noise as k-diffusion adds it. */
export async function* dpmpp2sAncestral<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  let x = run.x;
  for (const interval of intervals(run.sigmas)) {
    const denoised = await run.denoise(x, interval.sigma);
    const { down, up } = ancestralStep(interval.sigma, interval.sigmaNext);
    if (down === 0) {
      x = towards(x, denoised, interval.sigma, down);
    } else {
      const half = between(interval.sigma, down);
      const trial = towards(x, denoised, interval.sigma, half);
      x = towards(x, await run.denoise(trial, half), interval.sigma, down);
    }
    x = addNoise(x, up, run.noise, interval);
    yield { ...interval, x, denoised };
  }
}

interface Midpoint<A extends Samples> {
  readonly x: A;
  readonly denoised: A;
  readonly sigma: number;
  /** Noise level to reach. */
  readonly target: number;
}

async function midpoint<A extends Samples>(
  run: SamplerRun<A>,
  { x, denoised, sigma, target }: Midpoint<A>,
): Promise<A> {
  if (target === 0) return towards(x, denoised, sigma, target);
  const half = between(sigma, target);
  const trial = towards(x, denoised, sigma, half);
  return combine(x, [
    [1, x],
    [target - sigma, slope(trial, await run.denoise(trial, half), half)],
  ]);
}
