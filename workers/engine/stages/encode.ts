import { planesFrom, resizeImage } from '../../../core/image/index.ts';
import type { InitInput } from '../../../core/request/index.ts';
import { invariant } from '../../../core/result/index.ts';
import { floats } from '../../runtime/index.ts';
import type { Model } from '../model.ts';
import type { SessionOrder, SessionPool } from '../sessions.ts';

/** Where a picture to start from goes. */
export interface EncodeTarget {
  readonly order: SessionOrder;
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
}

/**
 * Encodes the picture to start from: the mean of its latents' distribution, so that it takes no part in the noise.
 *
 * @returns float32 `[channels, height, width]`, as the denoiser works on them
 */
export async function encodeImage(
  { autoencoder }: Model,
  sessions: SessionPool,
  { image, order, width, height }: Pick<InitInput, 'image'> & EncodeTarget,
): Promise<Float32Array> {
  const session = await sessions.take(order);
  const sample = floats(planesFrom(resizeImage(image, width, height)), [1, 3, height, width]);
  const outputs = await session.run({ sample });
  const latents = autoencoder.kind === 'kl' ? outputs['latent_mean'] : outputs['latents'];
  invariant(
    latents?.at === 'cpu' && latents.data instanceof Float32Array,
    'The encoder gives float32 to the CPU.',
  );
  const { scaling_factor, shift_factor } = autoencoder.config;
  return latents.data.map((value) => (value - shift_factor) * scaling_factor);
}
