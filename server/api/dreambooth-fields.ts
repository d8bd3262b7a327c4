/*
 * The request of `POST /api/v4/dreambooth` and of the ControlNet call beside it: numbers may be strings, null is nothing.
 */
import * as v from 'valibot';
import { SCHEDULER_CLASSES } from '../../core/remote/index.ts';
import { name, numberWithin, requiredText, seed, sideWithin, text, wholeWithin, yesNo } from './fields.ts';

/** What the call takes, with the defaults and ranges that its page states. */
export const DREAMBOOTH_FIELDS = v.object({
  model_id: v.nullish(v.string(), 'openpose'),
  prompt: requiredText,
  negative_prompt: text,
  width: sideWithin({ min: 64, max: 1024, step: 8 }, 512),
  height: sideWithin({ min: 64, max: 1024, step: 8 }, 512),
  samples: wholeWithin({ min: 1, max: 4 }, 1),
  num_inference_steps: wholeWithin({ min: 1, max: 50 }, 30),
  guidance_scale: numberWithin({ min: 1, max: 20 }, 7.5),
  seed,
  safety_checker: yesNo(true),
  enhance_prompt: yesNo(true),
  base64: yesNo(false),
  scheduler: v.nullish(v.picklist(SCHEDULER_CLASSES, `must be one of ${SCHEDULER_CLASSES.join(', ')}`), null),
  use_karras_sigmas: yesNo(false),
  clip_skip: wholeWithin({ min: 1, max: 12 }, 1),
  webhook: text,
  track_id: name,
  control_image: text,
  init_image: text,
  mask_image: v.pipe(
    text,
    v.check((given) => given === '', 'is not supported here'),
  ),
  pose: v.nullish(v.unknown(), null),
  controlnet_model: v.nullish(v.picklist(['openpose', 'pose'], 'must be openpose'), 'openpose'),
  controlnet_conditioning_scale: numberWithin({ min: 0, max: 2 }, 1),
});

/** A request as it was understood. */
export type DreamboothFields = v.InferOutput<typeof DREAMBOOTH_FIELDS>;
