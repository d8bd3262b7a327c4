/*
 * AUTOMATIC1111's web UI and Forge on the person's own machine, with the ControlNet extension.
 */
import * as v from 'valibot';
import { type SamplerName, SAMPLERS, type SchedulerName } from '../../sampling/index.ts';
import { baseAddress, type HttpAnswer, type HttpCall, jsonOf, postJson } from '../http.ts';
import type { Account, RemoteBackend, RemoteOrder, RunState } from '../backend.ts';
import { answerError } from '../failures.ts';

const LABEL = 'The web UI';
const DEFAULT_ADDRESS = 'http://127.0.0.1:7860';

/** Those of our samplers that it has, under the labels of our table. */
const KNOWN: readonly SamplerName[] = [
  'euler',
  'euler_ancestral',
  'heun',
  'dpm_2',
  'dpm_2_ancestral',
  'lms',
  'dpm_fast',
  'dpm_adaptive',
  'dpmpp_2s_ancestral',
  'dpmpp_sde',
  'dpmpp_2m',
  'dpmpp_2m_sde',
  'dpmpp_3m_sde',
  'lcm',
  'ddim',
  'uni_pc',
];

const SCHEDULES: Readonly<Record<SchedulerName, string>> = {
  normal: 'Normal',
  karras: 'Karras',
  exponential: 'Exponential',
  sgm_uniform: 'SGM Uniform',
  simple: 'Simple',
  ddim_uniform: 'DDIM',
  beta: 'Beta',
};

const CONTROL_MODES = {
  balanced: 'Balanced',
  prompt: 'My prompt is more important',
  control: 'ControlNet is more important',
} as const;

const origin = ({ address = DEFAULT_ADDRESS }: Account): string => baseAddress(address);
/** `user:password` of `--api-auth`. */
const headers = ({ key }: Account): Record<string, string> =>
  key === undefined || key === '' ? {} : { authorization: `Basic ${base64(key)}` };

function unitOf({ control, request }: RemoteOrder, { controlNet = '' }: Account): Record<string, unknown> {
  return {
    enabled: true,
    module: 'none',
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
    sampler_name: SAMPLERS[request.sampler].label,
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
  return postJson(`${origin(account)}/sdapi/v1/${task}`, body, headers(account));
}

const picturesSchema = v.object({
  images: v.array(v.pipe(v.string(), v.nonEmpty())),
  info: v.fallback(v.optional(v.string()), undefined),
});

/** Maps that preprocessors made are appended to the pictures, so only as many as were asked for are taken. */
function readCreated(answer: HttpAnswer, { request }: RemoteOrder): RunState {
  const parsed = v.safeParse(picturesSchema, jsonOf(answer));
  if (!parsed.success || answer.status >= 400) throw answerError(LABEL, answer);
  const pictures = parsed.output.images
    .slice(0, request.samples)
    .map((data) => ({ kind: 'base64', data: data.replace(/^data:[^,]*,/, '') }) as const);
  const [first, ...others] = pictures;
  if (!first) throw answerError(LABEL, answer, 'the answer has no picture in it');
  const seed = seedIn(parsed.output.info);
  return { state: 'done', pictures: [first, ...others], ...(seed !== undefined && { seed }) };
}

const infoSchema = v.object({ seed: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) });

function seedIn(info: string | undefined): number | undefined {
  if (info === undefined) return undefined;
  try {
    const parsed = v.safeParse(infoSchema, JSON.parse(info));
    return parsed.success ? parsed.output.seed : undefined;
  } catch {
    return undefined;
  }
}

const progressSchema = v.object({
  progress: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  eta_relative: v.fallback(v.optional(v.number()), undefined),
  current_image: v.fallback(v.nullish(v.string()), undefined),
});

/** The web UI's API. It answers when the picture is done; meanwhile it can be asked how far it is. */
export const A1111: RemoteBackend = {
  id: 'a1111',
  label: 'A1111 or Forge',
  description: 'Your own Stable Diffusion web UI, started with --api and --cors-allow-origins.',
  kind: 'own',
  needs: ['address', 'controlNet'],
  price: { dollars: 0 },
  abilities: {
    pose: 'steers',
    side: { min: 64, max: 2048, step: 8 },
    steps: { min: 1, max: 150 },
    guidance: { min: 1, max: 30 },
    samples: { min: 1, max: 8 },
    samplers: KNOWN,
    schedulers: Object.keys(SCHEDULES) as SchedulerName[],
    negativePrompt: true,
    seed: true,
    init: true,
    mask: true,
    controlStrength: { min: 0, max: 2 },
    controlSpan: true,
    controlMode: true,
    clipSkip: true,
    enhancePrompt: false,
    safetyChecker: false,
  },
  uploads: () => [],
  readUpload: () => '',
  create,
  readCreated,
  progress: (account) => ({
    method: 'GET',
    url: `${origin(account)}/sdapi/v1/progress`,
    headers: headers(account),
  }),
  readProgress(answer) {
    const parsed = v.safeParse(progressSchema, jsonOf(answer));
    if (!parsed.success) throw answerError(LABEL, answer);
    const { progress, eta_relative: eta, current_image: preview } = parsed.output;
    return {
      share: progress,
      ...(eta !== undefined && eta > 0 && { etaMs: eta * 1000 }),
      ...(preview && { preview }),
    };
  },
  cancel: (account) => [postJson(`${origin(account)}/sdapi/v1/interrupt`, {}, headers(account))],
};

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of a text's UTF-8 (RFC 4648). */
function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let coded = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const bits = (a << 16) | (b << 8) | c;
    const digits = [18, 12, 6, 0].map((by) => DIGITS[(bits >> by) & 63]).join('');
    coded += digits.slice(0, Math.min(bytes.length - i, 3) + 1).padEnd(4, '=');
  }
  return coded;
}
