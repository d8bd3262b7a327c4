import { describe, expect, it } from 'vitest';
import {
  fromEps,
  fromV,
  noiseScheduleFrom,
  sample,
  SAMPLER_NAMES,
  sampleSteps,
  sigmasFor,
  withGuidance,
  type Denoise,
} from '../../../core/sampling/index.ts';

const schedule = noiseScheduleFrom({
  beta_schedule: 'scaled_linear',
  beta_start: 0.00085,
  beta_end: 0.012,
  num_train_timesteps: 1000,
});
const sigmas = sigmasFor({ scheduler: 'karras', steps: 6, schedule });

/** The denoiser of data that is Gaussian with deviation 0.5 around 1. */
function gaussian(x: Float64Array, sigma: number): Float64Array {
  return x.map((value) => (0.25 * value + sigma ** 2) / (0.25 + sigma ** 2));
}
const start = Float64Array.from([10, -20, 3, 14]);
const noise = (): Float64Array => Float64Array.from([0.3, -1, 0.2, 0.7]);

describe('sampleSteps', () => {
  it.each(SAMPLER_NAMES)(
    '%s gives the same stepped and drained, and leaves its input alone',
    async (sampler) => {
      const x = start.slice();
      const records = [];
      for await (const record of sampleSteps({ sampler, sigmas, x, noise, denoise: gaussian }))
        records.push(record);
      const drained = await sample({ sampler, sigmas, x, noise, denoise: gaussian });
      expect(records.at(-1)?.x).toEqual(drained);
      expect(records.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(records.map(({ sigmaNext }) => sigmaNext)).toEqual(sigmas.slice(1));
      expect(x).toEqual(start);
    },
  );

  it.each(SAMPLER_NAMES)('%s in float32 stays close to float64', async (sampler) => {
    const single: Denoise<Float32Array> = (x, sigma) =>
      Float32Array.from(gaussian(Float64Array.from(x), sigma));
    const wide = await sample({ sampler, sigmas, x: start, noise, denoise: gaussian });
    const narrow = await sample({ sampler, sigmas, x: Float32Array.from(start), noise, denoise: single });
    expect(narrow).toBeInstanceOf(Float32Array);
    wide.forEach((value, i) => expect(Math.abs(narrow[i]! - value)).toBeLessThan(1e-5));
  });

  it('makes no further call of the denoiser once aborted', async () => {
    const stop = new AbortController();
    let calls = 0;
    const denoise: Denoise<Float64Array> = (x, sigma) => {
      calls += 1;
      if (calls === 2) stop.abort();
      return gaussian(x, sigma);
    };
    const run = sample({ sampler: 'euler', sigmas, x: start, noise, denoise, signal: stop.signal });
    await expect(run).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    expect(calls).toBe(2);
  });

  it.each([[[1]], [[1, 2, 0]], [[3, 1]], [[]], [[Number.NaN, 0]]])('refuses the sigmas %j', async (bad) => {
    const run = sample({ sampler: 'euler', sigmas: bad, x: start, noise, denoise: gaussian });
    await expect(run).rejects.toThrow('sigmas must descend to 0');
  });
});

describe('sigmasFor', () => {
  it.each([0, -1, 2.5, Number.NaN])('refuses %s steps', (steps) => {
    expect(() => sigmasFor({ scheduler: 'normal', steps, schedule })).toThrow(
      'steps must be a positive integer',
    );
  });
});

describe('noise schedule', () => {
  it('goes from timestep to sigma and back', () => {
    for (const timestep of [0, 0.25, 1, 499.5, 749.25, 998.999, 999]) {
      expect(schedule.timestepAt(schedule.sigmaAt(timestep))).toBeCloseTo(timestep, 6);
    }
  });

  it('clamps what lies outside of the trained levels', () => {
    expect(schedule.sigmaAt(2000)).toBe(schedule.sigmaMax);
    expect(schedule.timestepAt(1e9)).toBe(999);
    expect(schedule.timestepAt(0)).toBe(0);
  });

  it('refuses betas that are none', () => {
    const settings = {
      beta_schedule: 'linear',
      beta_start: 0.2,
      beta_end: 0.1,
      num_train_timesteps: 10,
    } as const;
    expect(() => noiseScheduleFrom(settings)).toThrow('not a noise schedule');
  });
});

describe('prediction types', () => {
  const sigma = 1.7;
  const [clean, eps] = [0.6, -1.1];
  const x = Float64Array.from([clean + sigma * eps]);

  it('eps and v of the same noisy value denoise to the same clean one', async () => {
    const alpha = 1 / Math.hypot(1, sigma);
    const v = alpha * eps - sigma * alpha * clean;
    const byEps = await fromEps<Float64Array>(() => Float64Array.from([eps]), schedule)(x, sigma);
    const byV = await fromV<Float64Array>(() => Float64Array.from([v]), schedule)(x, sigma);
    expect(byEps[0]).toBeCloseTo(clean, 12);
    expect(byV[0]).toBeCloseTo(clean, 12);
  });

  it('hands the network scaled latents and the timestep of sigma', async () => {
    let seen: [number, number] | undefined;
    const predict = (scaled: Float64Array, timestep: number): Float64Array => {
      seen = [scaled[0]!, timestep];
      return scaled;
    };
    await fromEps(predict, schedule)(x, sigma);
    expect(seen?.[0]).toBeCloseTo(x[0]! / Math.sqrt(1 + sigma ** 2), 12);
    expect(schedule.sigmaAt(seen![1])).toBeCloseTo(sigma, 9);
  });

  it('guidance moves from the negative past the positive prediction', async () => {
    const pair = { negative: Float64Array.from([1]), positive: Float64Array.from([2]) };
    const guided = withGuidance(() => Promise.resolve(pair), 5);
    expect((await guided(x, 0))[0]).toBeCloseTo(6, 12);
  });
});
