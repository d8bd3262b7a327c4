import type { LatentRgbFit, RgbaImage } from '../../../core/image/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';
import { decodesCheaply } from '../memory.ts';
import type { Model } from '../model.ts';
import type { PicturePlan } from '../plan.ts';
import type { SessionPool } from '../sessions.ts';
import { decodeLatents } from './decode.ts';

/** The part of the time that previews may take. */
const SHARE = 0.15;

/** Shows what is there so far, as often as it can be afforded. */
export interface Previewer {
  /** Gives a picture of the denoised latents, or nothing when the last one is too recent for its cost. */
  show(latents: Float32Array): Promise<RgbaImage | undefined>;
}

/**
 * Makes a previewer. It measures what a preview costs and waits until that is a small share of the time since the last
 * one.
 *
 * @param decode - from latents to a picture, or to nothing where there is no way yet
 * @param clock - milliseconds
 */
export function createPreviewer(
  decode: (latents: Float32Array) => Promise<RgbaImage | undefined>,
  clock: () => number,
): Previewer {
  let cost = 0;
  let last = clock();
  return {
    async show(latents) {
      const started = clock();
      if (cost > SHARE * (started - last)) return undefined;
      const picture = await decode(latents).catch(unlessBad);
      last = clock();
      cost = last - started;
      return picture;
    },
  };
}

/** What previews of one picture are made with. */
export interface PreviewMeans {
  readonly model: Model;
  readonly sessions: SessionPool;
  readonly plan: PicturePlan;
  /** Learnt from the model's pictures so far. */
  readonly latentRgb: LatentRgbFit;
}

/**
 * Decodes latents for a preview, by the best means that costs little: the decoder that the model has for this purpose,
 * its own decoder if that is small, which shows what the picture would be, or else colours by a linear map, one pixel for
 * each cell. The map is learnt from finished pictures: before the first there is no preview.
 */
export async function decodePreview(
  { model, sessions, plan, latentRgb }: PreviewMeans,
  latents: Float32Array,
): Promise<RgbaImage | undefined> {
  const { latents: size, preview, decoder, tiling } = plan;
  const { autoencoder, previewDecoder } = model;
  if (preview && previewDecoder) {
    const task = { autoencoder: { kind: 'tiny', ...previewDecoder }, order: preview, size, latents } as const;
    return decodeLatents(sessions, task);
  }
  if (decodesCheaply(autoencoder)) {
    return decodeLatents(sessions, { autoencoder, order: decoder, size, tiling, latents });
  }
  return latentRgb.map()?.show({ ...size, data: latents });
}

/** Early latents may decode to nothing worth showing; the final picture is checked on its own. */
function unlessBad(error: unknown): undefined {
  if (error instanceof ArmatureError && error.code === 'bad-output') return undefined;
  throw error;
}
