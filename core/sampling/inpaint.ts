import { combine, type DenoisePair, type Samples } from './step.ts';

/** What stays of a picture while the rest is painted. */
export interface Kept<A extends Samples> {
  /** Clean latents of the picture. */
  readonly latents: A;
  /** Standard normal noise, the same for the whole run. */
  readonly noise: A;
  /** For each latent value, 1 where it is painted and 0 where it is kept. */
  readonly mask: A;
}

/**
 * Wraps denoisers so that only what the mask covers is painted: elsewhere the network sees the picture at the present
 * noise level, and the estimate is the picture itself (ComfyUI's and A1111's inpainting with any model).
 */
export function keeping<A extends Samples>(
  denoisePair: DenoisePair<A>,
  { latents, noise, mask }: Kept<A>,
): DenoisePair<A> {
  const blend = (painted: A, kept: A): A =>
    painted.map((value, i) => mask[i]! * value + (1 - mask[i]!) * kept[i]!) as A;
  return async (x, sigma) => {
    const noisy = combine(latents, [
      [1, latents],
      [sigma, noise],
    ]);
    const { denoised, unconditional } = await denoisePair(blend(x, noisy), sigma);
    return { denoised: blend(denoised, latents), unconditional: blend(unconditional, latents) };
  };
}
