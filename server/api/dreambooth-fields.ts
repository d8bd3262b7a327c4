/*
 * The request of `POST /api/v4/dreambooth` and of the ControlNet call beside it: numbers may be strings, null is nothing.
 */
import * as v from 'valibot';
import type { SamplerName } from '../../core/sampling/index.ts';
import { name, numberWithin, requiredText, seed, sideWithin, text, wholeWithin, yesNo } from './fields.ts';

/** Samplers by the names that diffusers gives its schedulers. */
const SCHEDULERS = {
  DDIMScheduler: 'ddim',
  DDPMScheduler: 'ddpm',
  DEISMultistepScheduler: 'deis',
  DPMSolverMultistepScheduler: 'dpmpp_2m',
  EulerAncestralDiscreteScheduler: 'euler_ancestral',
  EulerDiscreteScheduler: 'euler',
  HeunDiscreteScheduler: 'heun',
  IPNDMScheduler: 'ipndm',
  KDPM2AncestralDiscreteScheduler: 'dpm_2_ancestral',
  KDPM2DiscreteScheduler: 'dpm_2',
  LCMScheduler: 'lcm',
  LMSDiscreteScheduler: 'lms',
  UniPCMultistepScheduler: 'uni_pc',
} as const satisfies Record<string, SamplerName>;

/** A scheduler as diffusers calls it. */
export type SchedulerClass = keyof typeof SCHEDULERS;

const SCHEDULER_CLASSES = Object.keys(SCHEDULERS) as SchedulerClass[];

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

/** The sampler of a scheduler class. */
export function samplerOf(scheduler: SchedulerClass): SamplerName {
  return SCHEDULERS[scheduler];
}
