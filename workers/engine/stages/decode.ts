import { findFlaw, pictureFrom, type RgbaImage } from '../../../core/image/index.ts';
import { authorTinyDecoder, authorVaeDecoder, type AuthoredModel } from '../../../core/models/index.ts';
import { ArmatureError, invariant } from '../../../core/result/index.ts';
import { floats } from '../../runtime/index.ts';
import { latentFactor, type Model } from '../model.ts';
import type { SessionPool } from '../sessions.ts';

/** Latents of one picture: float32 `[channels, height, width]`, as the denoiser works on them. */
export interface Latents {
  readonly data: Float32Array;
  readonly channels: number;
  /** In cells. */
  readonly height: number;
  /** In cells. */
  readonly width: number;
}

/**
 * Decodes latents to a picture.
 *
 * @throws ArmatureError `bad-output` when the latents or the picture are not finite, or the picture is black throughout
 */
export async function decodeLatents(
  model: Model,
  sessions: SessionPool,
  latents: Latents,
): Promise<RgbaImage> {
  if (latents.data.some((value) => !Number.isFinite(value))) throw badOutput('not-finite');
  const { autoencoder } = model;
  const { scaling_factor, shift_factor } = autoencoder.config;
  const { channels, height, width } = latents;
  const policy = autoencoder.weights.policy;
  const sizes = { batch: 1, height, width, policy };
  const author = (): AuthoredModel =>
    autoencoder.kind === 'kl'
      ? authorVaeDecoder(autoencoder.config, sizes)
      : authorTinyDecoder(autoencoder.config, sizes);
  const session = await sessions.take({
    stage: 'decoder',
    shape: [height, width],
    weights: autoencoder.weights,
    author,
  });
  const unscaled = latents.data.map((value) => value / scaling_factor + shift_factor);
  const { sample } = await session.run({ latents: floats(unscaled, [1, channels, height, width]) });
  invariant(
    sample?.at === 'cpu' && sample.data instanceof Float32Array,
    'The decoder gives float32 to the CPU.',
  );
  const flaw = findFlaw(sample.data);
  if (flaw) throw badOutput(flaw);
  const factor = latentFactor(autoencoder);
  return pictureFrom(sample.data, factor * width, factor * height);
}

function badOutput(flaw: 'not-finite' | 'all-black'): ArmatureError {
  const what = flaw === 'not-finite' ? 'with values that are no numbers' : 'entirely black';
  return new ArmatureError({
    code: 'bad-output',
    message: `The picture came out ${what}.`,
    next: 'Try another seed or a lower guidance; if it happens again, switch the backend.',
    detail: flaw,
  });
}
