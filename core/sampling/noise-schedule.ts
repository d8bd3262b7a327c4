/*
 * The noise levels that a model was trained on, and the way between sigma and timestep: k-diffusion's
 * discrete schedule, with interpolation of log(sigma) between the trained levels.
 */
import { ArmatureError } from '../result/index.ts';
import { words } from '../words/index.ts';

/** The fields of a diffusers scheduler_config.json that fix the trained noise levels. */
export interface BetaSettings {
  readonly beta_schedule: 'linear' | 'scaled_linear';
  readonly beta_start: number;
  readonly beta_end: number;
  readonly num_train_timesteps: number;
}

/** Trained noise levels. Timesteps are real numbers from 0 (least noise) to `count` - 1. */
export interface NoiseSchedule {
  /** Number of trained levels. */
  readonly count: number;
  readonly sigmaMin: number;
  readonly sigmaMax: number;
  /** Noise level at a timestep, which may lie between two trained ones and is clamped to their range. */
  sigmaAt(timestep: number): number;
  /** Timestep of a noise level; the inverse of `sigmaAt`. */
  timestepAt(sigma: number): number;
}

/** Models have 1000; a file may say anything. */
const MOST_TIMESTEPS = 100_000;

/**
 * Computes the trained noise levels sigma_t = sqrt((1 - abar_t) / abar_t) in float64.
 *
 * @throws ArmatureError `bad-config` when the betas do not lie between 0 and 1 or there are fewer than 2 levels or too many
 */
export function noiseScheduleFrom(settings: BetaSettings): NoiseSchedule {
  const { beta_start: first, beta_end: last, num_train_timesteps: count } = settings;
  const countable = Number.isInteger(count) && count > 1 && count <= MOST_TIMESTEPS;
  if (!(first > 0 && first <= last && last < 1 && countable)) {
    throw new ArmatureError({
      code: 'bad-config',
      message: words`scheduler_config.json: betas from ${first} to ${last} in ${count} timesteps are not a noise schedule.`,
      next: words`Check the scheduler_config.json of this model.`,
    });
  }
  const logSigmas = trainedLogSigmas(settings);
  const top = count - 1;
  return {
    count,
    sigmaMin: Math.exp(logSigmas[0]!),
    sigmaMax: Math.exp(logSigmas[top]!),
    sigmaAt(timestep) {
      const t = Math.min(Math.max(timestep, 0), top);
      const low = Math.floor(t);
      const high = Math.min(low + 1, top);
      const share = t - low;
      return Math.exp((1 - share) * logSigmas[low]! + share * logSigmas[high]!);
    },
    timestepAt(sigma) {
      const wanted = Math.min(Math.max(Math.log(sigma), logSigmas[0]!), logSigmas[top]!);
      const low = lastNotAbove(logSigmas, wanted);
      if (low === top) return top;
      return low + (wanted - logSigmas[low]!) / (logSigmas[low + 1]! - logSigmas[low]!);
    },
  };
}

/** The noise levels that Stable Diffusion 1 and 2 were trained on. */
export const STABLE_DIFFUSION_SCHEDULE: NoiseSchedule = noiseScheduleFrom({
  beta_schedule: 'scaled_linear',
  beta_start: 0.00085,
  beta_end: 0.012,
  num_train_timesteps: 1000,
});

/** Pure noise has no finite level; this share of it is where a flow starts. */
const FLOW_START = 1 - 1e-4;

/**
 * The noise levels of a rectified flow, as samplers see them: sigma = s / (1 - s), s the share of noise in the blend.
 *
 * @param shift - moves levels towards noise: s = shift u / (1 + (shift - 1) u), u the share of timesteps (Esser et al.
 *   2024, equation 23); 3 for Stable Diffusion 3
 * @param count - number of trained levels
 * @throws ArmatureError `bad-config` when shift is not positive or there are fewer than 2 levels
 */
export function flowSchedule(shift = 1, count = 1000): NoiseSchedule {
  if (!(shift > 0 && Number.isInteger(count) && count > 1)) {
    throw new ArmatureError({
      code: 'bad-config',
      message: words`A flow with shift ${shift} in ${count} timesteps is not a noise schedule.`,
      next: words`Check the scheduler_config.json of this model.`,
    });
  }
  const sigmaAt = (timestep: number): number => {
    const t = Math.min(Math.max(timestep, 0), count - 1);
    const share = Math.min((t + 1) / count, FLOW_START);
    return (shift * share) / (1 - share);
  };
  const timestepAt = (sigma: number): number =>
    Math.min(Math.max((count * sigma) / (shift + sigma) - 1, 0), count - 1);
  return { count, sigmaMin: sigmaAt(0), sigmaMax: sigmaAt(count - 1), sigmaAt, timestepAt };
}

function trainedLogSigmas(settings: BetaSettings): Float64Array {
  const { beta_start: first, beta_end: last, num_train_timesteps: count } = settings;
  const logSigmas = new Float64Array(count);
  let product = 1;
  for (let i = 0; i < count; i++) {
    const share = i / (count - 1);
    const beta =
      settings.beta_schedule === 'linear'
        ? first + share * (last - first)
        : (Math.sqrt(first) + share * (Math.sqrt(last) - Math.sqrt(first))) ** 2;
    product *= 1 - beta;
    logSigmas[i] = 0.5 * Math.log((1 - product) / product);
  }
  return logSigmas;
}

/** Index of the last entry that is not above `wanted`, in an ascending list whose first entry is not. */
function lastNotAbove(ascending: Float64Array, wanted: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (ascending[middle]! <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
