/*
 * From a network to a denoiser. What a network predicts and how it is guided are wrappers around it, so that
 * samplers know neither (k-diffusion, external.py).
 */
import type { NoiseSchedule } from './noise-schedule.ts';
import { combine, type Denoise, type Samples } from './step.ts';

/**
 * The network as trained.
 *
 * @param scaled - latents divided by sqrt(1 + sigma^2)
 * @param timestep - 0 to the number of trained levels less 1, not rounded
 * @returns its prediction (eps or v), of the same length
 */
export type Predict<A extends Samples> = (scaled: A, timestep: number) => A | Promise<A>;

/** Predictions for the negative and the positive prompt. */
export interface GuidedPair<A extends Samples> {
  readonly negative: A;
  readonly positive: A;
}

/**
 * Wraps a network that predicts the noise: D = x - sigma eps (Ho et al. 2020; Karras et al. 2022, table 1).
 */
export function fromEps<A extends Samples>(predict: Predict<A>, schedule: NoiseSchedule): Denoise<A> {
  return async (x, sigma) => {
    const eps = await predict(combine(x, [[1 / Math.hypot(1, sigma), x]]), schedule.timestepAt(sigma));
    return combine(x, [
      [1, x],
      [-sigma, eps],
    ]);
  };
}

/**
 * Wraps a network that predicts the velocity v = alpha eps - sigma x0 (Salimans and Ho 2022):
 * D = x / (1 + sigma^2) - v sigma / sqrt(1 + sigma^2).
 */
export function fromV<A extends Samples>(predict: Predict<A>, schedule: NoiseSchedule): Denoise<A> {
  return async (x, sigma) => {
    const scale = 1 / Math.hypot(1, sigma);
    const v = await predict(combine(x, [[scale, x]]), schedule.timestepAt(sigma));
    return combine(x, [
      [scale ** 2, x],
      [-sigma * scale, v],
    ]);
  };
}

/**
 * Classifier-free guidance (Ho and Salimans 2022): negative + scale (positive - negative).
 *
 * @param predictPair - gives both predictions, usually from one run with a batch of two
 * @param scale - guidance scale; 1 leaves the positive prediction as it is
 */
export function withGuidance<A extends Samples>(
  predictPair: (scaled: A, timestep: number) => Promise<GuidedPair<A>>,
  scale: number,
): Predict<A> {
  return async (scaled, timestep) => {
    const { negative, positive } = await predictPair(scaled, timestep);
    return combine(scaled, [
      [1 - scale, negative],
      [scale, positive],
    ]);
  };
}
