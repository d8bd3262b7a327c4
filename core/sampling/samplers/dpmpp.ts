import { combine, intervals, type SamplerRun, type Samples, type StepRecord } from '../step.ts';

/**
 * DPM-Solver++(2M): Lu et al. 2022, "DPM-Solver++", Algorithm 2, with lambda = -log(sigma). The first and the
 * last step are of first order.
 */
export async function* dpmpp2m<A extends Samples>(
  run: SamplerRun<A>,
): AsyncGenerator<StepRecord<A>, void, void> {
  let x = run.x;
  let last: { denoised: A; h: number } | undefined;
  for (const interval of intervals(run.sigmas)) {
    const denoised = await run.denoise(x, interval.sigma);
    const h = Math.log(interval.sigma / interval.sigmaNext);
    const towards = -Math.expm1(-h);
    const kept = interval.sigmaNext / interval.sigma;
    if (!last || interval.sigmaNext === 0) {
      x = combine(x, [
        [kept, x],
        [towards, denoised],
      ]);
    } else {
      const ahead = h / (2 * last.h);
      x = combine(x, [
        [kept, x],
        [towards * (1 + ahead), denoised],
        [-towards * ahead, last.denoised],
      ]);
    }
    last = { denoised, h };
    yield { ...interval, x, denoised };
  }
}
