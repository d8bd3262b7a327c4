/*
 * `POST /v1/sd3-med-pose`: one call that lasts as long as the drawing, and whose answer is the picture.
 */
import type { Context } from 'hono';
import * as v from 'valibot';
import { SEGMIND_SAMPLERS, SEGMIND_SCHEDULERS } from '../../core/remote/index.ts';
import type { GenerateRequest } from '../../core/request/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { readJsonBody } from './body.ts';
import { readControl, sizeOf } from './control.ts';
import { numberWithin, readFields, requiredText, text, wholeWithin, yesNo } from './fields.ts';
import type { Keyring } from './keys.ts';
import type { PictureSources } from './pictures-in.ts';
import { badKey, refusalOf } from './refusals.ts';
import type { Commission, Drawn, Studio } from './studio.ts';

/** What this call works with. */
export interface PosePictureParts {
  readonly studio: Studio;
  readonly keyring: Keyring;
  readonly sources: PictureSources;
  /** The longest that a caller waits, in ms. */
  readonly limitMs: number;
}

/** The call. */
export interface PosePicture {
  /** Throws what it refuses. */
  create(c: Context): Promise<Response>;
  refuse(c: Context, error: unknown): Response;
}

const SEED = { min: 0, max: Number.MAX_SAFE_INTEGER };

const oneOf = <Name extends string>(names: readonly Name[]) =>
  v.picklist(names, `must be one of ${names.join(', ')}`);

const FIELDS = v.object({
  image: text,
  pose: v.nullish(v.unknown(), null),
  prompt: requiredText,
  negative_prompt: v.nullish(v.string('must be a text'), 'low quality,less details'),
  num_inference_steps: wholeWithin({ min: 1, max: 100 }, 20),
  guidance_scale: numberWithin({ min: 1, max: 20 }, 7),
  seed: wholeWithin(SEED, 698845),
  samples: wholeWithin({ min: 1, max: 4 }, 1),
  strength: numberWithin({ min: 0, max: 1 }, 0.8),
  sampler: v.nullish(oneOf(SEGMIND_SAMPLERS), 'dpmpp_2m'),
  scheduler: v.nullish(oneOf(SEGMIND_SCHEDULERS), 'sgm_uniform'),
  base64: yesNo(false),
});

type Fields = v.InferOutput<typeof FIELDS>;

/** Makes the call. */
export function createPosePicture({ studio, keyring, sources, limitMs }: PosePictureParts): PosePicture {
  return {
    async create(c) {
      checkKey(keyring, c.req.header('x-api-key'));
      const fields = readFields(FIELDS, await readJsonBody(c));
      const late = AbortSignal.timeout(limitMs);
      const signal = AbortSignal.any([c.req.raw.signal, late]);
      const commission = studio.commission(await requestOf(fields, sources, signal));
      try {
        return answer(c, fields, commission, await commission.draw(signal));
      } catch (error) {
        if (!late.aborted) throw error;
        return c.json({ error: `The picture was not ready within ${limitMs / 1000} seconds.` }, 504);
      }
    },
    refuse(c, error) {
      const { status, message } = refusalOf(error);
      if (status !== 429) return c.json({ error: message }, status);
      const seconds = Math.max(1, Math.ceil(studio.remainingMs() / 1000));
      return c.json({ error: message }, status, { 'Retry-After': String(seconds) });
    },
  };
}

function checkKey(keyring: Keyring, key: string | undefined): void {
  if (keyring.ownerOf(key) !== undefined) return;
  throw badKey(
    key === undefined ? 'The header x-api-key is missing.' : 'Unauthorized: this API key is not known here.',
  );
}

async function requestOf(
  fields: Fields,
  sources: PictureSources,
  signal: AbortSignal,
): Promise<GenerateRequest> {
  const { image, pose, samples, base64 } = fields;
  const control = await readControl({ image, field: 'image', pose }, sources, signal);
  if (control.kind === 'none') throw refused('image is required');
  if (samples > 1 && !base64) throw refused('samples above 1 need base64, for a picture is one file');
  return {
    ...{ prompt: fields.prompt, negativePrompt: fields.negative_prompt, seed: fields.seed, samples },
    ...{ steps: fields.num_inference_steps, guidance: fields.guidance_scale },
    ...{ sampler: fields.sampler, scheduler: fields.scheduler, ...sizeOf(control) },
    ...{ control, controlStrength: fields.strength },
  };
}

function refused(message: string): ArmatureError {
  return new ArmatureError({ code: 'bad-request', message });
}

function answer(
  c: Context,
  { base64 }: Fields,
  { drawnAt, drawnWith }: Commission,
  { files, request, ms }: Drawn,
): Response {
  const [first] = files;
  if (!first) throw new ArmatureError({ code: 'internal', message: 'The engine gave no picture.' });
  c.header('x-generation-time', (ms / 1000).toFixed(3));
  c.header('x-seed-value', String(request.seed));
  c.header('x-drawn-size', `${drawnAt.width}x${drawnAt.height}`);
  c.header('x-drawn-steps', String(drawnWith.steps));
  c.header('x-drawn-guidance', String(drawnWith.guidance));
  if (!base64) return c.body(first, 200, { 'Content-Type': 'image/png' });
  const images = files.map((png) => Buffer.from(png).toString('base64'));
  return c.json({ image: images.length === 1 ? images[0] : images });
}
