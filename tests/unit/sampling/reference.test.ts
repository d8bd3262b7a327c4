/* Every sampler and schedule against k-diffusion's and ComfyUI's results; see `about` in the fixture. */
import { describe, expect, it } from 'vitest';
import {
  noiseScheduleFrom,
  sample,
  SAMPLER_NAMES,
  sigmasFor,
  type Denoise,
  type SamplerName,
  type SchedulerName,
} from '../../../core/sampling/index.ts';
import reference from '../../fixtures/sampling/reference.json' with { type: 'json' };

const schedule = noiseScheduleFrom({
  beta_schedule: 'scaled_linear',
  beta_start: 0.00085,
  beta_end: 0.012,
  num_train_timesteps: 1000,
});

/** The exact denoiser of a mixture of Gaussians with equal deviation: the posterior mean. */
function mixtureDenoiser(calls: { count: number }): Denoise<Float64Array> {
  const { means, weights, std } = reference.mixture;
  return (x, sigma) => {
    calls.count += 1;
    const variance = std ** 2 + sigma ** 2;
    const logits = means.map((mean, k) => {
      const distance = mean.reduce((sum, value, i) => sum + (x[i]! - value) ** 2, 0);
      return Math.log(weights[k]!) - distance / (2 * variance);
    });
    const top = Math.max(...logits);
    const shares = logits.map((logit) => Math.exp(logit - top));
    const total = shares.reduce((sum, share) => sum + share, 0);
    return x.map((value, i) =>
      means.reduce(
        (sum, mean, k) =>
          sum + ((shares[k]! / total) * (std ** 2 * value + sigma ** 2 * mean[i]!)) / variance,
        0,
      ),
    );
  };
}

const cases = reference.cases.map((entry) => ({ ...entry, sampler: entry.sampler as SamplerName }));

describe('samplers', () => {
  it('have reference vectors, each of them', () => {
    expect(new Set(cases.map(({ sampler }) => sampler))).toEqual(new Set(SAMPLER_NAMES));
  });

  it.each(cases)(
    '$sampler on $scheduler, $steps steps',
    async ({ sampler, sigmas, xInit, noise, expected, modelCalls }) => {
      for (const [row, start] of xInit.entries()) {
        const calls = { count: 0 };
        let draws = 0;
        const result = await sample({
          sampler,
          sigmas,
          x: Float64Array.from(start),
          denoise: mixtureDenoiser(calls),
          noise: () => Float64Array.from(noise[draws++]![row]!),
        });
        expect(calls.count).toBe(modelCalls);
        expect(draws).toBe(noise.length);
        expected[row]!.forEach((value, i) => expect(Math.abs(result[i]! - value)).toBeLessThan(1e-6));
      }
    },
  );
});

describe('schedulers', () => {
  it.each(reference.schedules)('$scheduler, $steps steps', ({ scheduler, steps, sigmas }) => {
    const ours = sigmasFor({ scheduler: scheduler as SchedulerName, steps, schedule });
    expect(ours.length).toBe(sigmas.length);
    sigmas.forEach((sigma, i) => expect(Math.abs(ours[i]! - sigma)).toBeLessThanOrEqual(2e-5 * sigma));
  });

  it.each(['normal', 'karras', 'sgm_uniform'] as const)(
    '%s starts at the noisiest level with one step',
    (scheduler) => {
      const [first, last] = sigmasFor({ scheduler, steps: 1, schedule });
      expect(first).toBeCloseTo(14.6146, 3);
      expect(last).toBe(0);
    },
  );
});
