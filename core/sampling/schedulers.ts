import { ArmatureError } from '../result/index.ts';
import { type Words, words } from '../words/index.ts';
import { type NoiseSchedule, STABLE_DIFFUSION_SCHEDULE } from './noise-schedule.ts';
import { integrate } from './quadrature.ts';
import { SAMPLERS, type SamplerName } from './table.ts';

/** What a scheduler is. */
export interface SchedulerInfo {
  /** Name for people. */
  readonly label: string;
  readonly source: string;
  /** Descending non-zero noise levels, one per step. */
  readonly levels: (steps: number, schedule: NoiseSchedule) => number[];
}

/** Karras et al. 2022, equation 5. */
const KARRAS_RHO = 7;

/** Both parameters of the beta distribution (Lee et al. 2024). */
const BETA_SHAPE = 0.6;

/** All schedulers by the name that ComfyUI gives them. */
export const SCHEDULERS = {
  normal: {
    label: 'Normal',
    source: 'Evenly spaced timesteps, both ends included; diffusers calls it linspace',
    levels: (steps, schedule) =>
      evenly(schedule.count - 1, 0, steps).map((timestep) => schedule.sigmaAt(timestep)),
  },
  karras: {
    label: 'Karras',
    source: 'Karras et al. 2022, equation 5, rho 7',
    levels: (steps, { sigmaMin, sigmaMax }) =>
      evenly(sigmaMax ** (1 / KARRAS_RHO), sigmaMin ** (1 / KARRAS_RHO), steps).map(
        (root) => root ** KARRAS_RHO,
      ),
  },
  exponential: {
    label: 'Exponential',
    source: 'Evenly spaced logarithms of sigma; k-diffusion, get_sigmas_exponential',
    levels: (steps, { sigmaMin, sigmaMax }) =>
      evenly(Math.log(sigmaMax), Math.log(sigmaMin), steps).map(Math.exp),
  },
  sgm_uniform: {
    label: 'SGM uniform',
    source: "Evenly spaced timesteps, the last one left out; as in Stability's generative-models",
    levels: (steps, schedule) =>
      evenly(schedule.count - 1, 0, steps + 1)
        .slice(0, -1)
        .map((timestep) => schedule.sigmaAt(timestep)),
  },
  simple: {
    label: 'Simple',
    source: 'Trained levels from the noisiest on, at even strides rounded down; ComfyUI',
    levels: (steps, schedule) => {
      const timesteps = Array.from(
        { length: steps },
        (_, i) => schedule.count - 1 - Math.floor(i * (schedule.count / steps)),
      );
      return [...new Set(timesteps)].map((timestep) => schedule.sigmaAt(timestep));
    },
  },
  ddim_uniform: {
    label: 'DDIM uniform',
    source: 'Trained levels at one whole stride from the second cleanest up (Song et al. 2020); ComfyUI',
    levels: (steps, schedule) => {
      const stride = Math.max(Math.floor(schedule.count / steps), 1);
      const levels = Math.ceil((schedule.count - 1) / stride);
      return Array.from({ length: levels }, (_, i) => schedule.sigmaAt(1 + (levels - 1 - i) * stride));
    },
  },
  beta: {
    label: 'Beta',
    source: 'Lee et al. 2024, "Beta Sampling is All You Need", both parameters 0.6',
    levels: (steps, schedule) => {
      const top = schedule.count - 1;
      const timesteps = Array.from({ length: steps }, (_, i) =>
        roundHalfToEven(top * betaQuantile(1 - i / steps)),
      );
      return [...new Set(timesteps)].map((timestep) => schedule.sigmaAt(timestep));
    },
  },
} as const satisfies Record<string, SchedulerInfo>;

/** Name of a scheduler. */
export type SchedulerName = keyof typeof SCHEDULERS;

/** The names in the table's order. */
export const SCHEDULER_NAMES: readonly SchedulerName[] = Object.keys(SCHEDULERS) as SchedulerName[];

/** What decides a list of sigmas. */
export interface SigmasOptions {
  readonly scheduler: SchedulerName;
  /** Number of steps, at least 1. */
  readonly steps: number;
  /** The trained noise levels; Stable Diffusion's unless given. */
  readonly schedule?: NoiseSchedule;
  /** The sampler that will walk them: some want one level more, with the last but one above 0 dropped. */
  readonly sampler?: SamplerName;
  /**
   * Share of the way from the picture to pure noise, 0 to 1; 1 unless given. Below 1 the list is cut from a finer one
   * of steps / strength, so that `steps` are still made (ComfyUI's denoise).
   */
  readonly strength?: number;
  /**
   * The number of steps that the model was distilled for: of `sgm_uniform` it knows the levels of so many alone. Where as many are
   * asked for, a strength below 1 leaves out the first ones instead (diffusers' get_timesteps), but never the last.
   */
  readonly distilledSteps?: number;
}

/**
 * Lists the noise levels of a run.
 *
 * @returns descending sigmas, one more than there are steps, the last one 0. `ddim_uniform` and `beta` take whole
 *   timesteps and so may give a few steps more or fewer than asked. With a strength of 0 there is none to make: [].
 * @throws ArmatureError `bad-request` when steps is not a positive integer or strength not from 0 to 1
 */
export function sigmasFor({
  scheduler,
  steps,
  schedule = STABLE_DIFFUSION_SCHEDULE,
  sampler,
  strength = 1,
  distilledSteps,
}: SigmasOptions): number[] {
  if (!Number.isInteger(steps) || steps < 1) throw badValue('steps', words`a positive integer`, steps);
  if (!(strength >= 0 && strength <= 1)) throw badValue('strength', words`a number from 0 to 1`, strength);
  if (strength === 0) return [];
  const { levels } = SCHEDULERS[scheduler];
  const dropped = sampler !== undefined && SAMPLERS[sampler].dropsPenultimate;
  const isDistilled = steps === distilledSteps && scheduler === 'sgm_uniform' && !dropped;
  const made = isDistilled ? Math.max(1, Math.floor(steps * strength)) : steps;
  const finer = isDistilled ? steps : Math.floor(steps / strength);
  const sigmas = dropped ? levels(finer + 1, schedule).slice(0, -1) : levels(finer, schedule);
  const all = [...sigmas, 0];
  return strength < 1 ? all.slice(-(made + 1)) : all;
}

function badValue(field: string, wanted: Words, got: number): ArmatureError {
  return new ArmatureError({
    code: 'bad-request',
    message: words`${field} must be ${wanted}, not ${got}.`,
    next: words`Change ${field} and try again.`,
  });
}

function evenly(first: number, last: number, count: number): number[] {
  const gap = count > 1 ? (last - first) / (count - 1) : 0;
  return Array.from({ length: count }, (_, i) => first + i * gap);
}

/** Halvings of an interval after which a double has no more digits. */
const BISECTIONS = 52;

/**
 * Quantile of the beta distribution with both parameters {@link BETA_SHAPE}. By its symmetry the lower half is enough;
 * there, u = x^shape takes the singularity out of the density's integral.
 */
function betaQuantile(probability: number): number {
  if (probability > 0.5) return 1 - betaQuantile(1 - probability);
  if (probability === 0.5) return probability;
  const mass = (u: number): number =>
    integrate((at) => (1 - at ** (1 / BETA_SHAPE)) ** (BETA_SHAPE - 1), 0, u);
  const median = 0.5 ** BETA_SHAPE;
  const wanted = 2 * probability * mass(median);
  let low = 0;
  let high = median;
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (mass(middle) < wanted) low = middle;
    else high = middle;
  }
  return low ** (1 / BETA_SHAPE);
}

/** As IEEE 754 and numpy round. */
function roundHalfToEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 === 1 ? rounded - 1 : rounded;
}
