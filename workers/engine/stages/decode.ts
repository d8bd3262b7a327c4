import { findFlaw, pictureFrom, type RgbaImage } from '../../../core/image/index.ts';
import { ArmatureError, invariant } from '../../../core/result/index.ts';
import { floats } from '../../runtime/index.ts';
import { latentFactor, type Model } from '../model.ts';
import type { PicturePlan } from '../plan.ts';
import type { SessionPool } from '../sessions.ts';

/**
 * Decodes latents to a picture.
 *
 * @param latents - float32 `[channels, height, width]`, as the denoiser works on them
 * @throws ArmatureError `bad-output` when the latents or the picture are not finite, or the picture is black throughout
 */
export async function decodeLatents(
  { autoencoder }: Model,
  sessions: SessionPool,
  { plan, latents }: { readonly plan: PicturePlan; readonly latents: Float32Array },
): Promise<RgbaImage> {
  requireFinite(latents);
  const { channels, height, width } = plan.latents;
  const { scaling_factor, shift_factor } = autoencoder.config;
  const unscaled = latents.map((value) => value / scaling_factor + shift_factor);
  const session = await sessions.take(plan.decoder);
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

/** @throws ArmatureError `bad-output` when a value is NaN or infinite */
export function requireFinite(latents: Float32Array): void {
  if (!latents.every(Number.isFinite)) throw badOutput('not-finite');
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
