/*
 * One generation request: what the page, the command line and (later) the remote APIs all speak.
 */
import * as v from 'valibot';
import type { RgbaImage } from '../image/index.ts';
import type { Pose } from '../pose/index.ts';
import { ArmatureError } from '../result/index.ts';
import type { SamplerName, SchedulerName } from '../sampling/index.ts';
import { SAMPLER_NAMES, SCHEDULER_NAMES } from '../sampling/index.ts';
import { REQUEST_LIMITS } from './limits.ts';

/** What steers the figure: a pose to draw, or a finished control picture (RGB skeleton on black). */
export type ControlInput =
  { readonly kind: 'pose'; readonly pose: Pose } | { readonly kind: 'image'; readonly image: RgbaImage };

/** Everything that decides a picture, together with the model. */
export interface GenerateRequest {
  readonly prompt: string;
  readonly negativePrompt: string;
  /** Seeds the initial latents as `torch.Generator('cpu').manual_seed(seed)` does. */
  readonly seed: number;
  /** Picture width in px, a multiple of 8. */
  readonly width: number;
  /** Picture height in px, a multiple of 8. */
  readonly height: number;
  readonly steps: number;
  /** Classifier-free guidance scale; 1 turns guidance off. */
  readonly guidance: number;
  readonly sampler: SamplerName;
  readonly scheduler: SchedulerName;
  /** Factor on the ControlNet residuals; 0 turns the pose off. */
  readonly controlStrength: number;
  readonly control: ControlInput;
}

const { side, steps, guidance, controlStrength, seed, promptLength } = REQUEST_LIMITS;

const pictureSide = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(side.min),
  v.maxValue(side.max),
  v.multipleOf(side.step),
);
const text = v.pipe(v.string(), v.maxLength(promptLength.max));

const scalarsSchema = v.object({
  prompt: text,
  negativePrompt: text,
  seed: v.pipe(v.number(), v.safeInteger(), v.minValue(seed.min)),
  width: pictureSide,
  height: pictureSide,
  steps: v.pipe(v.number(), v.integer(), v.minValue(steps.min), v.maxValue(steps.max)),
  guidance: v.pipe(v.number(), v.minValue(guidance.min), v.maxValue(guidance.max)),
  sampler: v.picklist(SAMPLER_NAMES),
  scheduler: v.picklist(SCHEDULER_NAMES),
  controlStrength: v.pipe(v.number(), v.minValue(controlStrength.min), v.maxValue(controlStrength.max)),
});

/**
 * Checks a request before it costs anything.
 *
 * @param request - the candidate; `control` is trusted to be built by core/pose or core/image
 * @throws ArmatureError `bad-request` naming the field, what it allows and what it got
 */
export function parseGenerateRequest(request: GenerateRequest): GenerateRequest {
  const parsed = v.safeParse(scalarsSchema, request);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const field = v.getDotPath(issue) ?? 'request';
    throw new ArmatureError({
      code: 'bad-request',
      message: `${field}: ${issue.message}`,
      next: `Change ${field} and try again.`,
    });
  }
  return { ...parsed.output, control: request.control };
}
