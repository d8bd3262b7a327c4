import { ArmatureError } from '../result/index.ts';
import type { NoiseSchedule } from './noise-schedule.ts';

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
  sgm_uniform: {
    label: 'SGM uniform',
    source: "Evenly spaced timesteps, the last one left out; as in Stability's generative-models",
    levels: (steps, schedule) =>
      evenly(schedule.count - 1, 0, steps + 1)
        .slice(0, -1)
        .map((timestep) => schedule.sigmaAt(timestep)),
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
  /** The trained noise levels. */
  readonly schedule: NoiseSchedule;
}

/**
 * Lists the noise levels of a run.
 *
 * @returns `steps` + 1 descending sigmas, the last one 0
 * @throws ArmatureError `bad-request` when steps is not a positive integer
 */
export function sigmasFor({ scheduler, steps, schedule }: SigmasOptions): number[] {
  if (!Number.isInteger(steps) || steps < 1) {
    throw new ArmatureError({
      code: 'bad-request',
      message: `steps must be a positive integer, not ${steps}.`,
      next: 'Change steps and try again.',
    });
  }
  return [...SCHEDULERS[scheduler].levels(steps, schedule), 0];
}

function evenly(first: number, last: number, count: number): number[] {
  const gap = count > 1 ? (last - first) / (count - 1) : 0;
  return Array.from({ length: count }, (_, i) => first + i * gap);
}
