/*
 * The noise levels that a model was trained on, and the way between sigma and timestep: k-diffusion's
 * discrete schedule, with interpolation of log(sigma) between the trained levels.
 */
import { ArmatureError } from '../result/index.ts';

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

/**
 * Computes the trained noise levels sigma_t = sqrt((1 - abar_t) / abar_t) in float64.
 *
 * @throws ArmatureError `bad-config` when the betas do not lie between 0 and 1 or there are fewer than 2 levels
 */
export function noiseScheduleFrom(settings: BetaSettings): NoiseSchedule {
  const { beta_start: first, beta_end: last, num_train_timesteps: count } = settings;
  if (!(first > 0 && first <= last && last < 1 && Number.isInteger(count) && count > 1)) {
    throw new ArmatureError({
      code: 'bad-config',
      message: `scheduler_config.json: betas from ${first} to ${last} in ${count} timesteps are not a noise schedule.`,
      next: 'Check the scheduler_config.json of this model.',
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
