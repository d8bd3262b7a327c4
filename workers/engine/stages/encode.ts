import { mapTiles, planesFrom, planTiling, resizeBicubic, type Tiling } from '../../../core/image/index.ts';
import type { InitInput } from '../../../core/request/index.ts';
import { invariant } from '../../../core/result/index.ts';
import { floats } from '../../runtime/index.ts';
import { type Autoencoder, latentFactor } from '../model.ts';
import type { LatentSize } from '../plan.ts';
import type { SessionOrder, SessionPool } from '../sessions.ts';

/** What is encoded, and how. */
export interface EncodeTask extends Pick<InitInput, 'image'> {
  readonly autoencoder: Autoencoder;
  readonly order: SessionOrder;
  /** Of the latents to get. */
  readonly size: LatentSize;
  /** The order is for a tile of it; absent where it is for the whole. */
  readonly tiling?: Tiling | undefined;
}

/**
 * Encodes the picture to start from: the mean of its latents' distribution, so that it takes no part in the noise.
 *
 * @returns float32 `[channels, height, width]`, as the denoiser works on them
 */
export async function encodeImage(
  sessions: SessionPool,
  { autoencoder, order, size, tiling = planTiling(size, Infinity, 0), image }: EncodeTask,
): Promise<Float32Array> {
  const session = await sessions.take(order);
  const factor = latentFactor(autoencoder);
  const planes = planesFrom(resizeBicubic(image, factor * size.width, factor * size.height));
  const tileShape = [1, 3, factor * tiling.tile.height, factor * tiling.tile.width];
  const encoded = await mapTiles({ tiling, size, planes, cellIn: factor, cellOut: 1 }, async (tile) => {
    const outputs = await session.run({ sample: floats(tile, tileShape) });
    const latents = autoencoder.kind === 'kl' ? outputs['latent_mean'] : outputs['latents'];
    invariant(
      latents?.at === 'cpu' && latents.data instanceof Float32Array,
      'The encoder gives float32 to the CPU.',
    );
    return latents.data;
  });
  const { scaling_factor, shift_factor } = autoencoder.config;
  return encoded.map((value) => (value - shift_factor) * scaling_factor);
}
