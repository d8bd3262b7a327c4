/*
 * AUTOMATIC1111's web UI and Forge on the person's own machine, with the ControlNet extension.
 */
import * as v from 'valibot';
import { ArmatureError, makeFailure } from '../../result/index.ts';
import { words } from '../../words/index.ts';
import { type HttpAnswer, type HttpCall, jsonOf, postJson } from '../http.ts';
import type { Account, RemoteBackend, RemoteOrder, RunState } from '../backend.ts';
import { seconds, toldSeed } from '../told.ts';
import { headersOf, originOf, webuiError } from './a1111-account.ts';
import { A1111_FACTS, SCHEDULES } from './a1111-facts.ts';
import { lists, readLists } from './a1111-lists.ts';
import { isSampler, samplerNameOf } from './a1111-samplers.ts';

const CONTROL_MODES = {
  balanced: 'Balanced',
  prompt: 'My prompt is more important',
  control: 'ControlNet is more important',
} as const;

/** Without a preprocessor: A1111's extension and Forge spell its name differently, and both have it as their default. */
function unitOf({ control, request }: RemoteOrder, { controlNet = '' }: Account): Record<string, unknown> {
  return {
    enabled: true,
    model: controlNet,
    image: control,
    weight: request.controlStrength,
    resize_mode: 'Just Resize',
    low_vram: false,
    processor_res: -1,
    threshold_a: -1,
    threshold_b: -1,
    guidance_start: request.controlStart,
    guidance_end: request.controlEnd,
    control_mode: CONTROL_MODES[request.controlMode],
    pixel_perfect: false,
    save_detected_map: false,
  };
}

function create(account: Account, order: RemoteOrder): HttpCall {
  const { request, control, init, mask } = order;
  const body = {
    prompt: request.prompt,
    negative_prompt: request.negativePrompt,
    steps: request.steps,
    cfg_scale: request.guidance,
    width: request.width,
    height: request.height,
    seed: request.seed ?? -1,
    sampler_name: samplerNameOf(request),
    scheduler: SCHEDULES[request.scheduler],
    batch_size: request.samples,
    override_settings: {
      CLIP_stop_at_last_layers: request.clipSkip,
      ...(account.checkpoint !== undefined && { sd_model_checkpoint: account.checkpoint }),
    },
    ...(control !== undefined && { alwayson_scripts: { controlnet: { args: [unitOf(order, account)] } } }),
    ...(init !== undefined && { init_images: [init], denoising_strength: request.init?.strength ?? 1 }),
    ...(mask !== undefined && { mask, mask_blur: 0, inpainting_fill: 1, inpaint_full_res: false }),
  };
  const task = init === undefined ? 'txt2img' : 'img2img';
  return postJson(`${originOf(account)}/sdapi/v1/${task}`, body, headersOf(account));
}

const picturesSchema = v.object({
  images: v.array(v.pipe(v.string(), v.nonEmpty())),
  info: v.fallback(v.optional(v.string(), '{}'), '{}'),
});

/** Maps that preprocessors made are appended to the pictures, so only as many as were asked for are taken. */
function readCreated(answer: HttpAnswer, { request, control }: RemoteOrder): RunState {
  const parsed = v.safeParse(picturesSchema, jsonOf(answer));
  if (!parsed.success || answer.status >= 400) throw webuiError(answer);
  const pictures = parsed.output.images
    .slice(0, request.samples)
    .map((data) => ({ kind: 'base64', data: data.replace(/^data:[^,]*,/, '') }) as const);
  const [first, ...others] = pictures;
  if (!first) throw webuiError(answer, 'the answer has no picture in it');
  const { seed, sampler_name: sampler, extra_generation_params: extras } = infoIn(parsed.output.info);
  if (control !== undefined && extras && !Object.keys(extras).some((name) => name.startsWith('ControlNet')))
    throw new ArmatureError(WITHOUT_POSE);
  return {
    state: 'done',
    pictures: [first, ...others],
    ...(seed !== undefined && { seed }),
    ...(sampler !== undefined && !isSampler(sampler, request) && { sampler }),
  };
}

/** It draws on when an extension fails, and says so on its console alone. */
const WITHOUT_POSE = makeFailure({
  code: 'remote-failed',
  message: words`The web UI drew without the pose: its ControlNet extension did not take the skeleton.`,
  next: words`Choose the ControlNet again in the settings of the back end; the console of the web UI says more.`,
});

const infoSchema = v.object({
  seed: v.fallback(v.optional(toldSeed), undefined),
  sampler_name: v.fallback(v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(80))), undefined),
  extra_generation_params: v.fallback(v.optional(v.record(v.string(), v.unknown())), undefined),
});

/** What it tells of the pictures, as JSON in a text. */
function infoIn(text: string): Partial<v.InferOutput<typeof infoSchema>> {
  try {
    const parsed = v.safeParse(infoSchema, JSON.parse(text));
    return parsed.success ? parsed.output : {};
  } catch {
    return {};
  }
}

const progressSchema = v.object({
  progress: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  eta_relative: v.fallback(v.optional(seconds), undefined),
  current_image: v.fallback(v.nullish(v.string()), undefined),
});

/** The web UI's API. It answers when the picture is done; meanwhile it can be asked how far it is. */
export const A1111: RemoteBackend = {
  ...A1111_FACTS,
  uploads: () => [],
  readUpload: () => '',
  create,
  readCreated,
  progress: (account) => ({
    method: 'GET',
    url: `${originOf(account)}/sdapi/v1/progress`,
    headers: headersOf(account),
  }),
  readProgress(answer) {
    const parsed = v.safeParse(progressSchema, jsonOf(answer));
    if (!parsed.success) throw webuiError(answer);
    const { progress, eta_relative: eta, current_image: preview } = parsed.output;
    return {
      share: progress,
      ...(eta !== undefined && eta > 0 && { etaMs: eta * 1000 }),
      ...(preview && { preview }),
    };
  },
  lists,
  readLists,
  cancel: (account) => [postJson(`${originOf(account)}/sdapi/v1/interrupt`, {}, headersOf(account))],
};
