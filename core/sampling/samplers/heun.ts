import {
  combine,
  intervals,
  slope,
  towards,
  type SamplerRun,
  type Samples,
  type Steps,
  type Term,
} from '../step.ts';

/** Heun's method: the mean of the slopes at both ends of the step (Karras et al. 2022, Algorithm 1). */
export async function* heun<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  yield* averaged(run, { lookahead: 1, weigh: () => [0.5, 0.5] });
}

/**
 * Heun's method with up to two slopes ahead, weighed by their noise levels relative to the first of the run; the last
 * but one step has one slope ahead (ComfyUI's heunpp2).
 */
export async function* heunpp2<A extends Samples>(run: SamplerRun<A>): Steps<A> {
  const [top] = run.sigmas as readonly [number];
  yield* averaged(run, {
    lookahead: 2,
    weigh(ahead) {
      const shares = ahead.map((sigma) => sigma / ((ahead.length + 1) * top));
      return [1 - shares.reduce((sum, share) => sum + share, 0), ...shares];
    },
  });
}

interface Averaging {
  /** Levels that are looked at beyond the present one, where they are not 0. */
  readonly lookahead: number;
  /** Weights of the slopes, the present one first, from the noise levels ahead. */
  readonly weigh: (ahead: readonly number[]) => number[];
}

async function* averaged<A extends Samples>(run: SamplerRun<A>, { lookahead, weigh }: Averaging): Steps<A> {
  let x = run.x;
  for (const interval of intervals(run.sigmas)) {
    const { step, sigma, sigmaNext } = interval;
    const denoised = await run.denoise(x, sigma);
    const ahead = run.sigmas.slice(step, step + lookahead).filter((level) => level > 0);
    if (ahead.length === 0) {
      x = towards(x, denoised, sigma, sigmaNext);
    } else {
      const slopes = [slope(x, denoised, sigma)];
      let trial = x;
      let from = sigma;
      for (const level of ahead) {
        trial = combine(x, [
          [1, trial],
          [level - from, slopes.at(-1)!],
        ]);
        slopes.push(slope(trial, await run.denoise(trial, level), level));
        from = level;
      }
      const terms = weigh(ahead).map((weight, i): Term => [weight * (sigmaNext - sigma), slopes[i]!]);
      x = combine(x, [[1, x], ...terms]);
    }
    yield { ...interval, x, denoised };
  }
}
