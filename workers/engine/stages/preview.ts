import type { RgbaImage } from '../../../core/image/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';

/** The part of the time that previews may take. */
const SHARE = 0.15;

/** Shows what is there so far, as often as it can be afforded. */
export interface Previewer {
  /** Gives a picture of the denoised latents, or nothing when the last one is too recent for its cost. */
  show(latents: Float32Array): Promise<RgbaImage | undefined>;
}

/**
 * Makes a previewer that decodes with the model's own decoder: what it shows is what the picture would be. It measures
 * what a preview costs and waits until that is a small share of the time since the last one.
 *
 * @param decode - from latents to a picture
 * @param clock - milliseconds
 */
export function createPreviewer(
  decode: (latents: Float32Array) => Promise<RgbaImage>,
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

/** Early latents may decode to nothing worth showing; the final picture is checked on its own. */
function unlessBad(error: unknown): undefined {
  if (error instanceof ArmatureError && error.code === 'bad-output') return undefined;
  throw error;
}
