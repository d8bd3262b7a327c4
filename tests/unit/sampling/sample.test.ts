import { describe, expect, it } from 'vitest';
import {
  denoiserFrom,
  flowSchedule,
  guidedDenoiserFrom,
  noiseScheduleFrom,
  sample,
  SAMPLER_NAMES,
  SAMPLERS,
  SCHEDULER_NAMES,
  sampleSteps,
  sigmasFor,
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

/** Samplers that choose levels of their own between the first and the last. */
const OWN_LEVELS = new Set<string>(['dpm_fast', 'dpm_adaptive']);

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
      expect(records.map(({ step }) => step)).toEqual(records.map((_, i) => i + 1));
      expect(records.at(-1)?.steps).toBe(records.length);
      expect(records[0]?.sigma).toBeCloseTo(sigmas[0]!, 9);
      if (!OWN_LEVELS.has(sampler)) {
        expect(records.map(({ sigma }) => sigma)).toEqual(sigmas.slice(0, -1));
      }
      expect(x).toEqual(start);
    },
  );

  it.each(SAMPLER_NAMES)('%s in float32 stays close to float64', async (sampler) => {
    const single: Denoise<Float32Array> = (x, sigma) =>
      Float32Array.from(gaussian(Float64Array.from(x), sigma));
    const wide = await sample({ sampler, sigmas, x: start, noise, denoise: gaussian });
    const narrow = await sample({ sampler, sigmas, x: Float32Array.from(start), noise, denoise: single });
    expect(narrow).toBeInstanceOf(Float32Array);
    // The length of dpm_adaptive's steps follows the rounding, too.
    const tolerance = sampler === 'dpm_adaptive' ? 1e-3 : 1e-5;
    wide.forEach((value, i) => expect(Math.abs(narrow[i]! - value)).toBeLessThan(tolerance));
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

  it('counts up to the steps that dpm_adaptive turns out to need', async () => {
    const records = [];
    for await (const record of sampleSteps({
      sampler: 'dpm_adaptive',
      sigmas,
      x: start,
      denoise: gaussian,
    })) {
      records.push(record);
    }
    expect(records.length).toBeGreaterThan(3);
    expect(records.slice(0, -1).every(({ step, steps }) => step < steps)).toBe(true);
  });

  it.each(SAMPLER_NAMES.filter((name) => SAMPLERS[name].stochastic))('%s asks for noise', async (sampler) => {
    await expect(sample({ sampler, sigmas, x: start, denoise: gaussian })).rejects.toThrow(
      `${sampler} adds noise, and was given none.`,
    );
  });

  it.each(SAMPLER_NAMES.filter((name) => !SAMPLERS[name].stochastic))(
    '%s manages without noise and with one step',
    async (sampler) => {
      const result = await sample({ sampler, sigmas: [14, 0], x: start, denoise: gaussian });
      gaussian(start, 14).forEach((value, i) => expect(result[i]).toBeCloseTo(value, 1));
    },
  );

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

  it.each([
    ['fall', { beta_start: 0.2, beta_end: 0.1, num_train_timesteps: 10 }],
    ['have a single level', { beta_start: 0.1, beta_end: 0.2, num_train_timesteps: 1 }],
    ['would fill the memory', { beta_start: 0.1, beta_end: 0.2, num_train_timesteps: 1e12 }],
  ])('refuses betas that %s', (_, betas) => {
    const settings = { beta_schedule: 'linear', ...betas } as const;
    expect(() => noiseScheduleFrom(settings)).toThrow('not a noise schedule');
  });
});

describe('sigmasFor with strength', () => {
  it.each(SCHEDULER_NAMES)('%s at strength 1 is the whole schedule', (scheduler) => {
    expect(sigmasFor({ scheduler, steps: 10, strength: 1 })).toEqual(sigmasFor({ scheduler, steps: 10 }));
  });

  it('keeps the number of steps and starts lower', () => {
    const half = sigmasFor({ scheduler: 'normal', steps: 10, strength: 0.5 });
    expect(half).toEqual(sigmasFor({ scheduler: 'normal', steps: 20 }).slice(10));
    expect(half.length).toBe(11);
  });

  it.each(SCHEDULER_NAMES)('%s descends where more levels are asked for than were trained', (scheduler) => {
    const sigmas = sigmasFor({ scheduler, steps: 100, strength: 0.05 });
    expect(sigmas.every((sigma, i) => i === 0 || sigma < sigmas[i - 1]!)).toBe(true);
    expect(sigmas.length).toBeGreaterThan(40);
  });

  it.each([
    [1, [999, 749.25, 499.5, 249.75]],
    [0.6, [499.5, 249.75]],
    [0.75, [749.25, 499.5, 249.75]],
    [0.99, [749.25, 499.5, 249.75]],
    [0.05, [249.75]],
  ])('keeps to the levels of a model that was distilled for as many steps, at %s', (strength, timesteps) => {
    const sigmas = sigmasFor({ scheduler: 'sgm_uniform', steps: 4, distilledSteps: 4, strength });
    const timestepOf = (sigma: number): number => schedule.timestepAt(sigma);
    expect(sigmas.slice(0, -1).map((sigma) => Number(timestepOf(sigma).toFixed(4)))).toEqual(timesteps);
    expect(sigmas.at(-1)).toBe(0);
    for (const others of [
      { scheduler: 'sgm_uniform', steps: 6, strength },
      { scheduler: 'karras', steps: 4, strength },
      { scheduler: 'sgm_uniform', sampler: 'dpm_2', steps: 4, strength },
    ] as const) {
      expect(sigmasFor({ ...others, distilledSteps: 4 })).toEqual(sigmasFor(others));
    }
  });

  it('has nothing to do at strength 0', () => {
    expect(sigmasFor({ scheduler: 'normal', steps: 10, strength: 0 })).toEqual([]);
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses a strength of %s', (strength) => {
    expect(() => sigmasFor({ scheduler: 'normal', steps: 10, strength })).toThrow('from 0 to 1');
  });

  it.each(['dpm_2', 'dpm_2_ancestral', 'uni_pc', 'uni_pc_bh2'] as const)(
    'drops the last level above 0 for %s',
    (sampler) => {
      const finer = sigmasFor({ scheduler: 'karras', steps: 9 });
      expect(sigmasFor({ scheduler: 'karras', steps: 8, sampler })).toEqual([...finer.slice(0, 8), 0]);
    },
  );
});

describe('beta schedule', () => {
  // scipy.stats.beta.ppf(1 - linspace(0, 1, n, endpoint=False), 0.6, 0.6) * 999, rounded by numpy.rint.
  it.each([
    [8, [999, 942, 823, 670, 500, 329, 176, 57]],
    [20, [999, 986, 959, 922, 876, 823, 765, 703, 637, 569, 500, 430, 362, 296, 234, 176, 123, 77, 40, 13]],
  ])("takes scipy's timesteps, %i steps", (steps, timesteps) => {
    const levels = sigmasFor({ scheduler: 'beta', steps, schedule }).slice(0, -1);
    expect(levels.map((sigma) => schedule.timestepAt(sigma)).map(Math.round)).toEqual(timesteps);
  });
});

describe('prediction types', () => {
  const sigma = 1.7;
  const [clean, eps] = [0.6, -1.1];
  const x = Float64Array.from([clean + sigma * eps]);
  const training = { prediction: 'eps', schedule } as const;
  const alpha = 1 / Math.hypot(1, sigma);
  const predictions = {
    eps,
    v: alpha * eps - sigma * alpha * clean,
    flow: eps - clean,
  } as const;

  it.each(['eps', 'v', 'flow'] as const)('%s denoises to the clean value', async (prediction) => {
    const denoise = denoiserFrom(() => Float64Array.from([predictions[prediction]]), {
      prediction,
      schedule,
    });
    expect((await denoise(x, sigma))[0]).toBeCloseTo(clean, 12);
  });

  it('hands the network scaled latents and the timestep of sigma', async () => {
    let seen: [number, number] | undefined;
    const predict = (scaled: Float64Array, timestep: number): Float64Array => {
      seen = [scaled[0]!, timestep];
      return scaled;
    };
    await denoiserFrom(predict, training)(x, sigma);
    expect(seen?.[0]).toBeCloseTo(x[0]! / Math.sqrt(1 + sigma ** 2), 12);
    expect(schedule.sigmaAt(seen![1])).toBeCloseTo(sigma, 9);
  });

  it('hands a flow the blend of picture and noise, and its share of noise as timestep', async () => {
    const share = sigma / (1 + sigma);
    let seen: [number, number] | undefined;
    const predict = (scaled: Float64Array, timestep: number): Float64Array => {
      seen = [scaled[0]!, timestep];
      return scaled;
    };
    await denoiserFrom(predict, { prediction: 'flow', schedule: flowSchedule(3) })(x, sigma);
    expect(seen?.[0]).toBeCloseTo((1 - share) * clean + share * eps, 12);
    expect(seen?.[1]).toBeCloseTo(1000 * share, 9);
  });

  it('guidance moves from the negative past the positive estimate', async () => {
    const pair = { negative: Float64Array.from([1]), positive: Float64Array.from([2]) };
    const guided = guidedDenoiserFrom(() => Promise.resolve(pair), { ...training, guidance: 5 });
    const { denoised, unconditional } = await guided(x, sigma);
    expect(denoised[0]).toBeCloseTo(x[0]! - sigma * 6, 12);
    expect(unconditional[0]).toBeCloseTo(x[0]! - sigma, 12);
  });
});

describe('flow schedule', () => {
  const flow = flowSchedule(3);

  it('goes from timestep to sigma and back, to a finite top', () => {
    for (const timestep of [0, 1, 499.5, 998]) {
      expect(flow.timestepAt(flow.sigmaAt(timestep))).toBeCloseTo(timestep, 6);
    }
    expect(flow.sigmaMax).toBeGreaterThan(1e4);
    expect(Number.isFinite(flow.sigmaMax)).toBe(true);
  });

  it('shifts the middle towards noise', () => {
    const share = (sigma: number): number => sigma / (1 + sigma);
    expect(share(flowSchedule(1).sigmaAt(499))).toBeCloseTo(0.5, 12);
    expect(share(flow.sigmaAt(499))).toBeCloseTo(0.75, 12);
  });

  it.each([0, -1, Number.NaN])('refuses a shift of %s', (shift) => {
    expect(() => flowSchedule(shift)).toThrow('not a noise schedule');
  });

  it.each(SAMPLER_NAMES)('%s walks it to the picture', async (sampler) => {
    // Data that is 0.5 everywhere: the velocity is known exactly.
    const denoise = denoiserFrom<Float64Array>(
      (blend, timestep) => {
        const share = timestep / 1000;
        return blend.map((value) => (value - (1 - share) * 0.5) / share - 0.5);
      },
      { prediction: 'flow', schedule: flow },
    );
    const levels = sigmasFor({ scheduler: 'karras', steps: 8, schedule: flow, sampler });
    const x = start.map((value) => value * levels[0]!);
    const result = await sample({ sampler, sigmas: levels, x, noise, denoise });
    // dpm_fast and dpm_adaptive leave the noise of the last level in.
    result.forEach((value) => expect(Math.abs(value - 0.5)).toBeLessThan(0.1));
  });
});

describe('CFG++', () => {
  const guidance = 3;
  /** Guided between data at 0 and data at 1, both of deviation 0.5. */
  const denoisePair = (x: Float64Array, sigma: number, scale = guidance) => {
    const positive = gaussian(x, sigma);
    const unconditional = positive.map((value) => value - sigma ** 2 / (0.25 + sigma ** 2));
    return {
      denoised: positive.map((value, i) => unconditional[i]! + scale * (value - unconditional[i]!)),
      unconditional,
    };
  };
  const run = { sigmas, x: start, noise, denoise: gaussian };

  it.each([
    ['euler_pp', 'euler'],
    ['euler_ancestral_pp', 'euler_ancestral'],
  ] as const)('%s is %s at twice the guidance', async (doubled, plain) => {
    const expected = await sample({
      ...run,
      sampler: plain,
      denoise: (x, sigma) => denoisePair(x, sigma, 2 * guidance).denoised,
    });
    const result = await sample({ ...run, sampler: doubled, denoisePair });
    result.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 9));
  });

  it('euler_cfg_pp renoises the guided estimate along the unconditional slope', async () => {
    const [record] = await firstOf(sampleSteps({ ...run, sampler: 'euler_cfg_pp', denoisePair }));
    const [sigma, next] = sigmas as [number, number];
    const { denoised, unconditional } = denoisePair(start, sigma);
    start.forEach((value, i) =>
      expect(record?.x[i]).toBeCloseTo(denoised[i]! + (next * (value - unconditional[i]!)) / sigma, 9),
    );
  });

  it('euler_ancestral_cfg_pp arrives at the noise level of its step', async () => {
    const [record] = await firstOf(sampleSteps({ ...run, sampler: 'euler_ancestral_cfg_pp', denoisePair }));
    const [sigma, next] = sigmas as [number, number];
    const { denoised, unconditional } = denoisePair(start, sigma);
    const up = next * Math.sqrt(1 - (next / sigma) ** 2);
    const down = Math.sqrt(next ** 2 - up ** 2);
    start.forEach((value, i) => {
      const clean = denoised[i]! + (down * (value - unconditional[i]!)) / sigma;
      expect(record?.x[i]).toBeCloseTo(clean + up * noise()[i]!, 9);
    });
  });
});

async function firstOf<T>(stream: AsyncIterable<T>): Promise<T[]> {
  for await (const item of stream) return [item];
  return [];
}
