/*
 * From a request to a picture: the whole story. The order and the numbers are those of diffusers'
 * StableDiffusionControlNetPipeline; sampling is k-diffusion's.
 */
import type { PictureTimings, StageName, StepReport } from '../../core/contract/index.ts';
import type { RgbaImage } from '../../core/image/index.ts';
import { createTorchNoise } from '../../core/noise/index.ts';
import { type GenerateRequest, parseGenerateRequest } from '../../core/request/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { sampleSteps, sigmasFor } from '../../core/sampling/index.ts';
import { disposeTensors, type Runtime } from '../runtime/index.ts';
import { latentFactor, type Model } from './model.ts';
import type { SessionPool } from './sessions.ts';
import { embedHint } from './stages/control.ts';
import { decodeLatents, type Latents } from './stages/decode.ts';
import { createDenoiser, isGuided } from './stages/denoise.ts';
import { createPreviewer } from './stages/preview.ts';
import { encodeText } from './stages/text.ts';

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
  /** The final latents, before the decoder's scaling. */
  readonly latents: Latents;
  readonly timings: PictureTimings;
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
  const { signal } = options;
  const stages = watchStages(options, clock);
  runtime.takeInferenceTime();
  const size = latentSize(model, request);

  stages.enter('text');
  const prompts = isGuided(request) ? [request.negativePrompt, request.prompt] : [request.prompt];
  const text = await encodeText(model, sessions, prompts);

  stages.enter('control');
  const hint = request.controlStrength > 0 ? await embedHint(model, sessions, request) : undefined;

  stages.enter('denoising');
  const { controlStrength, guidance, scheduler, steps } = request;
  const denoise = await createDenoiser(model, sessions, {
    ...size,
    text,
    ...(hint ? { hint } : {}),
    controlStrength,
    guidance,
    ...(signal ? { signal } : {}),
  });
  const sigmas = sigmasFor({ scheduler, steps, schedule: model.trained.schedule });
  const length = size.channels * size.height * size.width;
  const stream = createTorchNoise(request.seed);
  const first = sigmas[0] ?? 0;
  let latents: Latents = { ...size, data: stream.normal(length).map((value) => value * first) };
  const decode = (some: Latents): Promise<RgbaImage> => decodeLatents(model, sessions, some);
  const previewer = createPreviewer(decode, clock);
  const started = clock();
  try {
    const run = { denoise, x: latents.data, sigmas, noise: () => stream.normal(length) };
    for await (const record of sampleSteps({
      ...run,
      sampler: request.sampler,
      ...(signal ? { signal } : {}),
    })) {
      latents = { ...size, data: record.x };
      const wanted = options.previews === true && record.step < steps;
      const preview = wanted ? await previewer.show({ ...size, data: record.denoised }) : undefined;
      const elapsedMs = clock() - started;
      options.onReport?.({
        at: 'step',
        step: record.step,
        steps,
        elapsedMs,
        remainingMs: (elapsedMs / record.step) * (steps - record.step),
        ...(preview ? { preview } : {}),
      });
    }
  } finally {
    if (hint) disposeTensors({ hint });
  }

  stages.enter('decoding');
  if (signal?.aborted) throw new ArmatureError({ code: 'cancelled', message: 'The work was cancelled.' });
  const image = await decode(latents);
  return { image, latents, timings: stages.finish(runtime.takeInferenceTime()) };
}

function latentSize(model: Model, { width, height }: GenerateRequest): Omit<Latents, 'data'> {
  const factor = latentFactor(model.autoencoder);
  if (width % factor !== 0 || height % factor !== 0) {
    throw new ArmatureError({
      code: 'bad-request',
      message: `width and height must be multiples of ${factor} for this model, not ${width}x${height}.`,
      next: 'Choose another size.',
    });
  }
  return { channels: model.unet.config.in_channels, width: width / factor, height: height / factor };
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
