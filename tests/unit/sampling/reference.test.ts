/* Every sampler and schedule against k-diffusion's and ComfyUI's results; see `about` in the fixture. */
import { describe, expect, it } from 'vitest';
import {
  sample,
  SAMPLER_NAMES,
  SAMPLERS,
  SCHEDULER_NAMES,
  sigmasFor,
  STABLE_DIFFUSION_SCHEDULE,
  type Denoise,
  type SamplerName,
  type SchedulerName,
} from '../../../core/sampling/index.ts';
import reference from '../../fixtures/sampling/reference.json' with { type: 'json' };

const schedule = STABLE_DIFFUSION_SCHEDULE;

const WIDTH = reference.mixture.means[0]!.length;

/** The exact denoiser of a mixture of Gaussians with equal deviation, the posterior mean, on a flattened batch. */
function mixtureDenoiser(calls: { count: number }): Denoise<Float64Array> {
  return (x, sigma) => {
    calls.count += 1;
    const denoised = x.slice();
    for (let row = 0; row < x.length; row += WIDTH) {
      denoised.set(posteriorMean(x.subarray(row, row + WIDTH), sigma), row);
    }
    return denoised;
  };
}

function posteriorMean(x: Float64Array, sigma: number): Float64Array {
  const { means, weights, std } = reference.mixture;
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
      (sum, mean, k) => sum + ((shares[k]! / total) * (std ** 2 * value + sigma ** 2 * mean[i]!)) / variance,
      0,
    ),
  );
}

const cases = reference.cases.map((entry) => ({ ...entry, sampler: entry.sampler as SamplerName }));

/** Samplers that are another one's row again, or that need guidance to differ from one. */
const TWINS: Partial<Record<SamplerName, SamplerName>> = {
  dpmpp_sde_gpu: 'dpmpp_sde',
  dpmpp_2m_sde_gpu: 'dpmpp_2m_sde',
  dpmpp_3m_sde_gpu: 'dpmpp_3m_sde',
  euler_pp: 'euler',
  euler_cfg_pp: 'euler',
  euler_ancestral_pp: 'euler_ancestral',
  euler_ancestral_cfg_pp: 'euler_ancestral',
};

describe('samplers', () => {
  it('have reference vectors, each of them or its twin', () => {
    const checked = new Set(cases.map(({ sampler }) => sampler));
    expect(SAMPLER_NAMES.filter((name) => !checked.has(TWINS[name] ?? name))).toEqual([]);
    expect(new Set([...checked, ...Object.keys(TWINS)])).toEqual(new Set(SAMPLER_NAMES));
  });

  it.each(cases)('$sampler on $scheduler, $steps steps', async (reference) => {
    const { sampler, sigmas, xInit, noise, expected, modelCalls } = reference;
    const names = [sampler, ...SAMPLER_NAMES.filter((name) => TWINS[name] === sampler)];
    for (const name of names) {
      const calls = { count: 0 };
      let draws = 0;
      const result = await sample({
        sampler: name,
        sigmas,
        x: Float64Array.from(xInit.flat()),
        denoise: mixtureDenoiser(calls),
        noise: () => Float64Array.from(noise[draws++]!.flat()),
      });
      expect(calls.count).toBe(modelCalls);
      // The reference draws noise for dpm_fast and dpm_adaptive too, and multiplies it by zero.
      expect(draws).toBe(SAMPLERS[name].stochastic ? noise.length : 0);
      const tolerance = sampler === 'dpm_adaptive' ? 1e-5 : 1e-6;
      expected
        .flat()
        .forEach((value, i) => expect(Math.abs(result[i]! - value), name).toBeLessThan(tolerance));
    }
  });

  it.each(SAMPLER_NAMES)('%s makes the calls that its row tells', (sampler) => {
    const { callsPerStep } = SAMPLERS[sampler];
    const match = cases.find((entry) => entry.sampler === (TWINS[sampler] ?? sampler) && entry.steps === 20)!;
    if (callsPerStep === undefined) return;
    const most = callsPerStep * (match.sigmas.length - 1);
    expect(match.modelCalls).toBeLessThanOrEqual(most);
    expect(match.modelCalls).toBeGreaterThan(most - callsPerStep - (sampler === 'heunpp2' ? 1 : 0));
  });
});

describe('schedulers', () => {
  it.each(reference.schedules)('$scheduler, $steps steps', ({ scheduler, steps, sigmas }) => {
    const ours = sigmasFor({ scheduler: scheduler as SchedulerName, steps, schedule });
    expect(ours.length).toBe(sigmas.length);
    sigmas.forEach((sigma, i) => expect(Math.abs(ours[i]! - sigma)).toBeLessThanOrEqual(2e-5 * sigma));
  });

  it.each(SCHEDULER_NAMES.filter((name) => name !== 'ddim_uniform'))(
    '%s starts at the noisiest level with one step',
    (scheduler) => {
      const [first, last] = sigmasFor({ scheduler, steps: 1, schedule });
      expect(first).toBeCloseTo(14.6146, 3);
      expect(last).toBe(0);
    },
  );
});
