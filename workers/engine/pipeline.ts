/*
 * From a request to a picture: the whole story. The order and the numbers are those of diffusers'
 * StableDiffusionControlNetPipeline; sampling is k-diffusion's.
 */
import type { CutPrompts, PictureTimings, StageName, StepReport } from '../../core/contract/index.ts';
import type { RgbaImage } from '../../core/image/index.ts';
import { createTorchNoise } from '../../core/noise/index.ts';
import { type GenerateRequest, parseGenerateRequest } from '../../core/request/index.ts';
import { sampleSteps, sigmasFor } from '../../core/sampling/index.ts';
import { disposeTensors, type Runtime, type SessionTensor } from '../runtime/index.ts';
import { throwIfCancelled } from './cancel.ts';
import type { Model } from './model.ts';
import { type LatentSize, ordersOf, type PicturePlan, planPicture } from './plan.ts';
import type { SessionPool } from './sessions.ts';
import { embedHint } from './stages/control.ts';
import { decodeLatents, requireFinite } from './stages/decode.ts';
import { createDenoiser } from './stages/denoise.ts';
import { createPreviewer } from './stages/preview.ts';
import { type EncodedText, encodeText } from './stages/text.ts';

/** What the pipeline works with. */
export interface PipelineContext {
  readonly model: Model;
  readonly runtime: Runtime;
  readonly sessions: SessionPool;
  /** Milliseconds, from any start. */
  readonly clock: () => number;
}

/** How one generation is watched. */
export interface GenerateOptions {
  readonly signal?: AbortSignal;
  /** Is told of stages and steps. */
  readonly onReport?: (report: StepReport) => void;
  /** Decode previews on the way. */
  readonly previews?: boolean;
}

/** What a generation gives. */
export interface Generated {
  readonly image: RgbaImage;
  /** The final latents `[channels, height, width]`, before the decoder's scaling. */
  readonly latents: LatentSize & { readonly data: Float32Array };
  readonly timings: PictureTimings;
  /** Present where a prompt was too long. */
  readonly cutPrompts?: CutPrompts;
}

/**
 * Generates one picture.
 *
 * The initial latents are the first draw from the seed times the first sigma; a stochastic sampler's noise continues the
 * same stream, as in diffusers.
 *
 * @throws ArmatureError `bad-request`, `cancelled`, `bad-output`, or what the runtime reports
 */
export async function generatePicture(
  context: PipelineContext,
  unchecked: GenerateRequest,
  options: GenerateOptions = {},
): Promise<Generated> {
  const request = parseGenerateRequest(unchecked);
  const { model, runtime, sessions, clock } = context;
  const stages = watchStages(options, clock);
  runtime.takeInferenceTime();
  const plan = planPicture(model, request);

  stages.enter('preparing');
  for (const order of ordersOf(plan)) {
    throwIfCancelled(options.signal);
    await sessions.take(order);
  }

  stages.enter('text');
  const prompts = plan.batch === 2 ? [request.negativePrompt, request.prompt] : [request.prompt];
  const text = await encodeText(model.tokenizer, sessions, { plan, prompts });

  const resident = [text.states];
  try {
    stages.enter('control');
    const hint = plan.control && (await embedHint(sessions, plan.control.hint, request));
    if (hint) resident.push(hint);

    stages.enter('denoising');
    const data = await denoiseLatents({ context, request, options, plan, text: text.states, hint });

    stages.enter('decoding');
    throwIfCancelled(options.signal);
    const image = await decodeLatents(model, sessions, { plan, latents: data });
    const timings = stages.finish(runtime.takeInferenceTime());
    return { image, latents: { ...plan.latents, data }, timings, ...cutPrompts(text) };
  } finally {
    disposeTensors(resident);
  }
}

interface Denoising {
  readonly context: PipelineContext;
  readonly request: GenerateRequest;
  readonly options: GenerateOptions;
  readonly plan: PicturePlan;
  readonly text: SessionTensor;
  readonly hint: SessionTensor | undefined;
}

/** From noise to latents, each step reported. */
async function denoiseLatents({
  context,
  request,
  options,
  plan,
  text,
  hint,
}: Denoising): Promise<Float32Array> {
  const { model, sessions, clock } = context;
  const { signal, onReport, previews = false } = options;
  const { controlStrength, guidance, sampler, scheduler, steps } = request;
  const { channels, height, width } = plan.latents;
  const conditioning = { plan, text, hint, controlStrength, guidance, signal };
  const denoisers = await createDenoiser(model, sessions, conditioning);
  const sigmas = sigmasFor({ scheduler, steps, sampler, schedule: model.trained.schedule });
  const stream = createTorchNoise(request.seed);
  const noise = (): Float32Array => stream.normal(channels * height * width);
  const [first = 0] = sigmas;
  const x = noise().map((value) => value * first);
  const previewer = createPreviewer((latents) => decodeLatents(model, sessions, { plan, latents }), clock);
  const started = clock();
  let latents: Float32Array = x;
  for await (const record of sampleSteps({
    sampler,
    ...denoisers,
    x,
    sigmas,
    noise,
    ...(signal && { signal }),
  })) {
    latents = record.x;
    requireFinite(latents);
    const { step } = record;
    const preview = previews && step < steps ? await previewer.show(record.denoised) : undefined;
    const elapsedMs = clock() - started;
    const remainingMs = (elapsedMs / step) * (steps - step);
    onReport?.({ at: 'step', step, steps, elapsedMs, remainingMs, ...(preview && { preview }) });
  }
  return latents;
}

function cutPrompts({ dropped }: EncodedText): Pick<Generated, 'cutPrompts'> {
  const [prompt = 0, negativePrompt = 0] = [...dropped].reverse();
  return prompt + negativePrompt > 0 ? { cutPrompts: { prompt, negativePrompt } } : {};
}

interface StageWatch {
  enter(stage: StageName): void;
  finish(inference: number): PictureTimings;
}

/** Reports each stage as it begins and adds up its time. */
function watchStages({ onReport }: GenerateOptions, clock: () => number): StageWatch {
  const begun = clock();
  const spent: Partial<Record<StageName, number>> = {};
  let current: { readonly stage: StageName; readonly since: number } | undefined;
  const leave = (): void => {
    if (current) spent[current.stage] = clock() - current.since;
  };
  return {
    enter(stage) {
      leave();
      current = { stage, since: clock() };
      onReport?.({ at: 'stage', stage });
    },
    finish(inference) {
      leave();
      return { total: clock() - begun, inference, stages: spent };
    },
  };
}
