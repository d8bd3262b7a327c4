/*
 * What a visitor may put into a call that the owner pays for. Fields that are not named here are refused: some cost more,
 * some make the provider call other servers.
 */
import * as v from 'valibot';
import { isPictureAddress } from './pictures.ts';

/** A number, or the text of one: ModelsLab's wire has both. */
const numeric = (least: number, most: number) =>
  v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.regex(/^-?\d+(?:\.\d+)?$/), v.maxLength(20))]),
    v.check((value) => Number(value) >= least && Number(value) <= most, `must be ${least} to ${most}`),
  );
const whole = (least: number, most: number) =>
  v.pipe(
    numeric(least, most),
    v.check((value) => Number.isInteger(Number(value)), 'must be a whole number'),
  );
const yesNo = v.picklist(['yes', 'no']);
const words = v.pipe(v.string(), v.maxLength(5000));
const name = v.pipe(v.string(), v.regex(/^[\w,.-]{1,80}$/, 'must be a name'));
const seed = v.nullish(whole(0, Number.MAX_SAFE_INTEGER));
/** A picture in base64, bare or as a data address, or one that the provider already has. */
const picture = v.pipe(
  v.string(),
  v.check(
    (text) =>
      /^(?:data:image\/(?:png|jpeg|webp);base64,)?[\w+/]+={0,2}$/.test(text) || isPictureAddress(text),
    'must be a picture in base64',
  ),
);
/** The relay writes these itself. */
const ours = v.optional(v.unknown());

const MODELSLAB_SHARED = {
  key: ours,
  webhook: ours,
  track_id: ours,
  prompt: words,
  negative_prompt: v.nullish(words),
  width: whole(64, 1024),
  height: whole(64, 1024),
  samples: whole(1, 4),
  num_inference_steps: whole(1, 50),
  guidance_scale: numeric(1, 20),
  safety_checker: v.optional(yesNo),
  enhance_prompt: v.optional(yesNo),
  seed,
};

/** The body of ModelsLab's text call, with one of the models that the owner pays for. */
export const modelslabText = (models: readonly string[]) =>
  v.strictObject({ ...MODELSLAB_SHARED, model_id: v.picklist(models) });

/** The body of ModelsLab's ControlNet call. */
export const modelslabControlNet = (models: readonly string[]) =>
  v.strictObject({
    ...MODELSLAB_SHARED,
    model_id: v.picklist(models),
    controlnet_model: name,
    controlnet_type: name,
    scheduler: v.optional(name),
    use_karras_sigmas: v.optional(yesNo),
    auto_hint: v.optional(yesNo),
    guess_mode: v.optional(yesNo),
    base64: v.optional(yesNo),
    control_image: v.nullish(picture),
    init_image: v.nullish(picture),
    mask_image: v.nullish(picture),
    controlnet_conditioning_scale: numeric(0.1, 5),
    clip_skip: v.optional(whole(1, 8)),
  });

/** The body of ModelsLab's calls that carry nothing but the key. */
export const modelslabKeyOnly = v.strictObject({ key: ours });

/** The body of Segmind's sd3-med-pose. */
export const segmindPose = v.strictObject({
  image: picture,
  prompt: words,
  negative_prompt: v.optional(words),
  num_inference_steps: v.optional(whole(1, 100)),
  guidance_scale: v.optional(numeric(1, 20)),
  seed,
  samples: v.optional(whole(1, 4)),
  strength: v.optional(numeric(0, 1)),
  sampler: v.optional(name),
  scheduler: v.optional(name),
  base64: v.optional(v.boolean()),
});
