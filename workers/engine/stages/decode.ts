import {
  findFlaw,
  mapTiles,
  pictureFrom,
  planTiling,
  type RgbaImage,
  type Tiling,
} from '../../../core/image/index.ts';
import { ArmatureError, invariant } from '../../../core/result/index.ts';
import { words } from '../../../core/words/index.ts';
import { floats } from '../../runtime/index.ts';
import { throwIfCancelled } from '../cancel.ts';
import { type Autoencoder, latentFactor } from '../model.ts';
import type { LatentSize } from '../plan.ts';
import type { SessionOrder, SessionPool } from '../sessions.ts';

/** What is decoded, and how. */
export interface DecodeTask {
  readonly autoencoder: Autoencoder;
  readonly order: SessionOrder;
  readonly size: LatentSize;
  /** The order is for a tile of it; absent where it is for the whole. */
  readonly tiling?: Tiling | undefined;
  /** float32 `[channels, height, width]`, as the denoiser works on them. */
  readonly latents: Float32Array;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Decodes latents to a picture.
 *
 * @throws ArmatureError `bad-output` when the latents or the picture are not finite, or the picture is black throughout,
 *   `cancelled` between two tiles
 */
export async function decodeLatents(sessions: SessionPool, task: DecodeTask): Promise<RgbaImage> {
  const { autoencoder, order, size, tiling = planTiling(size, Infinity, 0), latents, signal } = task;
  requireFinite(latents);
  const { scaling_factor, shift_factor } = autoencoder.config;
  const planes = latents.map((value) => value / scaling_factor + shift_factor);
  const session = await sessions.take(order);
  const { height, width } = tiling.tile;
  const factor = latentFactor(autoencoder);
  const decoded = await mapTiles({ tiling, size, planes, cellIn: 1, cellOut: factor }, async (tile) => {
    throwIfCancelled(signal);
    const { sample } = await session.run({ latents: floats(tile, [1, size.channels, height, width]) });
    invariant(
      sample?.at === 'cpu' && sample.data instanceof Float32Array,
      'The decoder gives float32 to the CPU.',
    );
    return sample.data;
  });
  const flaw = findFlaw(decoded);
  if (flaw) throw badOutput(flaw);
  return pictureFrom(decoded, factor * size.width, factor * size.height);
}

/** @throws ArmatureError `bad-output` when a value is NaN or infinite */
export function requireFinite(latents: Float32Array): void {
  if (!latents.every(Number.isFinite)) throw badOutput('not-finite');
}

function badOutput(flaw: 'not-finite' | 'all-black'): ArmatureError {
  return new ArmatureError({
    code: 'bad-output',
    message:
      flaw === 'not-finite'
        ? words`The picture came out with values that are no numbers.`
        : words`The picture came out entirely black.`,
    next: words`Try another seed or a lower guidance; if it happens again, switch the backend.`,
    detail: flaw,
  });
}
