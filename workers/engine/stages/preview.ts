import type { LatentRgbFit, RgbaImage } from '../../../core/image/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';
import { decodesCheaply } from '../memory.ts';
import type { Model } from '../model.ts';
import type { LatentSize, PicturePlan } from '../plan.ts';
import type { SessionPool } from '../sessions.ts';
import { decodeLatents } from './decode.ts';

/** The part of the time that previews may take. */
const SHARE = 0.15;
/** What is left of a measurement at every step without a preview: the first one may have waited for its decoder to load. */
const FORGETTING = 0.9;

/** Shows what is there so far, as often as it can be afforded. */
export interface Previewer {
  /** Gives a picture of the denoised latents, or nothing when the last one is too recent for its cost. */
  show(latents: Float32Array): Promise<RgbaImage | undefined>;
}

/** What previews cost, kept from picture to picture: one of few steps has no time to find out. */
export interface PreviewCosts {
  /** Milliseconds that were noted last for a size, 0 where nothing is known. */
  of(size: LatentSize): number;
  note(size: LatentSize, milliseconds: number): void;
}

/** Makes a place for what previews cost. */
export function createPreviewCosts(): PreviewCosts {
  const noted = new Map<string, number>();
  const keyOf = ({ width, height }: LatentSize): string => `${width}x${height}`;
  return {
    of: (size) => noted.get(keyOf(size)) ?? 0,
    note: (size, milliseconds) => void noted.set(keyOf(size), milliseconds),
  };
}

/** What a previewer needs. */
export interface PreviewerOptions {
  /** From latents to a picture, or to nothing where there is no way yet. */
  readonly decode: (latents: Float32Array) => Promise<RgbaImage | undefined>;
  /** Milliseconds. */
  readonly clock: () => number;
  readonly costs: PreviewCosts;
  readonly size: LatentSize;
}

/**
 * Makes a previewer. It measures what a preview costs and waits until that is a small share of the time since the last
 * one.
 */
export function createPreviewer({ decode, clock, costs, size }: PreviewerOptions): Previewer {
  let last = clock();
  return {
    async show(latents) {
      const started = clock();
      const cost = costs.of(size);
      if (cost > SHARE * (started - last)) {
        costs.note(size, FORGETTING * cost);
        return undefined;
      }
      const picture = await decode(latents).catch(unlessBad);
      last = clock();
      costs.note(size, last - started);
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

/** Is a preview the same work as the picture's own decoding? */
export function previewsAsPicture({ previewDecoder, autoencoder }: Model): boolean {
  return !previewDecoder && decodesCheaply(autoencoder);
}

/** Early latents may decode to nothing worth showing; the final picture is checked on its own. */
function unlessBad(error: unknown): undefined {
  if (error instanceof ArmatureError && error.code === 'bad-output') return undefined;
  throw error;
}
