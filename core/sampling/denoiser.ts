/*
 * From a network to a denoiser. What a network predicts and how it is guided are wrappers around it, so that
 * samplers know neither (k-diffusion, external.py).
 */
import type { NoiseSchedule } from './noise-schedule.ts';
import { combine, type Denoise, type DenoisePair, type Samples } from './step.ts';

/** What a network was trained to predict: the noise, the velocity of a diffusion, the velocity of a rectified flow. */
export type PredictionType = 'eps' | 'v' | 'flow';

/**
 * The network as trained.
 *
 * @param scaled - latents as the network saw them in training: divided by sqrt(1 + sigma^2), for flow by 1 + sigma
 * @param timestep - 0 to the number of trained levels less 1 (for flow, to that number), not rounded
 * @returns its prediction, of the same length
 */
export type Predict<A extends Samples> = (scaled: A, timestep: number) => A | Promise<A>;

/** Predictions for the negative and for the positive prompt, usually from one run with a batch of two. */
export type PredictPair<A extends Samples> = (
  scaled: A,
  timestep: number,
) => Promise<{ readonly negative: A; readonly positive: A }>;

/** How a network was trained. */
export interface Training {
  readonly prediction: PredictionType;
  readonly schedule: NoiseSchedule;
  /** The number of steps that the model was distilled for, if it was. */
  readonly distilledSteps?: number;
}

/** The network's input and the estimate at one noise level: D = keep x + add prediction. */
interface Preconditioning {
  readonly scale: number;
  readonly timestep: number;
  readonly keep: number;
  readonly add: number;
}

const PRECONDITIONINGS: Record<PredictionType, (sigma: number, schedule: NoiseSchedule) => Preconditioning> =
  {
    /** D = x - sigma eps: Ho et al. 2020; Karras et al. 2022, table 1. */
    eps: (sigma, schedule) => ({
      scale: 1 / Math.hypot(1, sigma),
      timestep: schedule.timestepAt(sigma),
      keep: 1,
      add: -sigma,
    }),

    /** v = alpha eps - sigma x0: Salimans and Ho 2022. D = x / (1 + sigma^2) - v sigma / sqrt(1 + sigma^2). */
    v(sigma, schedule) {
      const scale = 1 / Math.hypot(1, sigma);
      return { scale, timestep: schedule.timestepAt(sigma), keep: scale ** 2, add: -sigma * scale };
    },

    /**
     * The flow blends (1 - s) x0 + s eps and v = eps - x0: Liu et al. 2022; Esser et al. 2024. Samplers see
     * blend / (1 - s) at sigma = s / (1 - s): there it is x0 with noise added, and each sampler works as it stands.
     */
    flow(sigma, { count }) {
      const scale = 1 / (1 + sigma);
      const s = sigma * scale;
      return { scale, timestep: s * count, keep: scale, add: -s };
    },
  };

/** Makes a denoiser of a network without guidance. */
export function denoiserFrom<A extends Samples>(
  predict: Predict<A>,
  { prediction, schedule }: Training,
): Denoise<A> {
  return async (x, sigma) => {
    const { scale, timestep, keep, add } = PRECONDITIONINGS[prediction](sigma, schedule);
    const output = await predict(combine(x, [[scale, x]]), timestep);
    return combine(x, [
      [keep, x],
      [add, output],
    ]);
  };
}

/**
 * Makes a denoiser with classifier-free guidance (Ho and Salimans 2022): negative + guidance (positive - negative).
 * The estimate for the negative prompt is what CFG++ calls unconditional.
 *
 * @param guidance - its scale, 1 or more
 */
export function guidedDenoiserFrom<A extends Samples>(
  predictPair: PredictPair<A>,
  { prediction, schedule, guidance }: Training & { readonly guidance: number },
): DenoisePair<A> {
  return async (x, sigma) => {
    const { scale, timestep, keep, add } = PRECONDITIONINGS[prediction](sigma, schedule);
    const { negative, positive } = await predictPair(combine(x, [[scale, x]]), timestep);
    const denoised = combine(x, [
      [keep, x],
      [add * (1 - guidance), negative],
      [add * guidance, positive],
    ]);
    const unconditional = combine(x, [
      [keep, x],
      [add, negative],
    ]);
    return { denoised, unconditional };
  };
}
