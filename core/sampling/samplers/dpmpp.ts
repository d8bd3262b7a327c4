import {
  addNoise,
  ancestralStep,
  between,
  combine,
  intervals,
  towards,
  type SamplerRun,
  type Samples,
  type Steps,
} from '../step.ts';

/**
 * DPM-Solver++(2M): Lu et al. 2022, "DPM-Solver++", Algorithm 2, with lambda = -log(sigma). The first and the
 * last step are of first order.
 */
export async function* dpmpp2m<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  let x = run.x;
  let last: { denoised: A; h: number } | undefined;
  for (const interval of intervals(run.sigmas)) {
    const denoised = await run.denoise(x, interval.sigma);
    const h = Math.log(interval.sigma / interval.sigmaNext);
    const ahead = last && interval.sigmaNext > 0 ? h / (2 * last.h) : 0;
    const estimate = last ? extrapolate(denoised, last.denoised, ahead) : denoised;
    x = towards(x, estimate, interval.sigma, interval.sigmaNext);
    last = { denoised, h };
    yield { ...interval, x, denoised };
  }
}

/** DPM-Solver++ (SDE) of k-diffusion: two estimates a step, fresh noise at the middle and at the end. */
export async function* dpmppSde<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  let x = run.x;
  for (const interval of intervals(run.sigmas)) {
    const { sigma, sigmaNext } = interval;
    const denoised = await run.denoise(x, sigma);
    if (sigmaNext === 0) {
      x = denoised;
    } else {
      const half = between(sigma, sigmaNext);
      const toHalf = ancestralStep(sigma, half);
      const trial = addNoise(towards(x, denoised, sigma, toHalf.down), toHalf.up, run.noise, {
        sigma,
        sigmaNext: half,
      });
      const estimate = await run.denoise(trial, half);
      const toEnd = ancestralStep(sigma, sigmaNext);
      x = addNoise(towards(x, estimate, sigma, toEnd.down), toEnd.up, run.noise, interval);
    }
    yield { ...interval, x, denoised };
  }
}

/** DPM-Solver++(2M) for the diffusion SDE, midpoint form, eta 1 (Lu et al. 2022, section 5; k-diffusion). */
export async function* dpmpp2mSde<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  let x = run.x;
  let last: { denoised: A; h: number } | undefined;
  for (const interval of intervals(run.sigmas)) {
    const { sigma, sigmaNext } = interval;
    const denoised = await run.denoise(x, sigma);
    if (sigmaNext === 0) {
      x = denoised;
    } else {
      const h = Math.log(sigma / sigmaNext);
      const estimate = last ? extrapolate(denoised, last.denoised, h / (2 * last.h)) : denoised;
      x = addNoise(decay(x, estimate, h), sdeNoise(sigmaNext, h), run.noise, interval);
      last = { denoised, h };
    }
    yield { ...interval, x, denoised };
  }
}

/** The third-order multistep form of {@link dpmpp2mSde} (k-diffusion, eta 1). */
export async function* dpmpp3mSde<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  let x = run.x;
  const before: { denoised: A; h: number }[] = [];
  for (const interval of intervals(run.sigmas)) {
    const { sigma, sigmaNext } = interval;
    const denoised = await run.denoise(x, sigma);
    if (sigmaNext === 0) {
      x = denoised;
    } else {
      const h = Math.log(sigma / sigmaNext);
      x = decay(x, denoised, h);
      const [last, older] = before;
      // phi functions of exponential integrators, for the interval in lambda that eta 1 doubles.
      const phi2 = Math.expm1(-2 * h) / (2 * h) + 1;
      if (last) {
        const ratio = last.h / h;
        const first = combine(x, [
          [1 / ratio, denoised],
          [-1 / ratio, last.denoised],
        ]);
        if (older) {
          const olderRatio = older.h / h;
          const second = combine(x, [
            [1 / olderRatio, last.denoised],
            [-1 / olderRatio, older.denoised],
          ]);
          const share = ratio / (ratio + olderRatio);
          const phi3 = phi2 / (2 * h) - 0.5;
          const bend = phi3 / (ratio + olderRatio);
          x = combine(x, [
            [1, x],
            [phi2 * (1 + share) - bend, first],
            [-phi2 * share + bend, second],
          ]);
        } else {
          x = combine(x, [
            [1, x],
            [phi2, first],
          ]);
        }
      }
      x = addNoise(x, sdeNoise(sigmaNext, h), run.noise, interval);
      before.unshift({ denoised, h });
      before.length = Math.min(before.length, 2);
    }
    yield { ...interval, x, denoised };
  }
}

/** Carries the change from the last estimate to this one on by `share` of it. */
function extrapolate<A extends Samples>(denoised: A, last: A, share: number): A {
  return combine(denoised, [
    [1 + share, denoised],
    [-share, last],
  ]);
}

/** First-order step of the SDE with eta 1 over `h` in log(sigma): twice as far towards the estimate as the ODE. */
function decay<A extends Samples>(x: A, estimate: A, h: number): A {
  return combine(x, [
    [Math.exp(-2 * h), x],
    [-Math.expm1(-2 * h), estimate],
  ]);
}

/** Deviation of the noise that the SDE adds on the way to `sigmaNext`. */
function sdeNoise(sigmaNext: number, h: number): number {
  return sigmaNext * Math.sqrt(-Math.expm1(-2 * h));
}
