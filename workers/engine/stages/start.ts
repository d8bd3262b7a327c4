import { compose, maskFrom, resizeBicubic, type RgbaImage } from '../../../core/image/index.ts';
import type { SeededRequest } from '../../../core/request/index.ts';
import type { Model } from '../model.ts';
import type { PicturePlan } from '../plan.ts';
import type { SessionPool } from '../sessions.ts';
import { encodeImage } from './encode.ts';

/** A picture to start from. */
export interface Start {
  /** Its clean latents `[channels, height, width]`. */
  readonly latents: Float32Array;
  /** Share of each latent value that is painted; absent where all of it is. */
  readonly mask?: Float32Array;
  /** Puts back the pixels that were not to be painted. */
  readonly compose?: (painted: RgbaImage) => RgbaImage;
}

/** What is started from, and with what it is encoded. */
export interface StartTask {
  readonly request: Pick<SeededRequest, 'width' | 'height'>;
  readonly plan: Pick<PicturePlan, 'latents' | 'tiling'>;
  readonly init: NonNullable<SeededRequest['init']>;
  readonly order: NonNullable<PicturePlan['encoder']>;
}

/** Encodes the picture that a request starts from, and reads its mask. */
export async function encodeStart(
  { model: { autoencoder }, sessions }: { readonly model: Model; readonly sessions: SessionPool },
  { request: { width, height }, plan: { latents: size, tiling }, init: { image, mask }, order }: StartTask,
): Promise<Start> {
  const latents = await encodeImage(sessions, { autoencoder, image, order, size, tiling });
  if (!mask) return { latents };
  const cells = maskFrom(mask, size.width, size.height);
  const pixels = maskFrom(mask, width, height);
  const kept = resizeBicubic(image, width, height);
  return {
    latents,
    mask: latents.map((_, i) => cells[i % cells.length] ?? 0),
    compose: (painted) => compose(painted, kept, pixels),
  };
}
