/*
 * From a request to a picture: the whole story. The order and the numbers are those of diffusers'
 * StableDiffusionControlNetPipeline; sampling is k-diffusion's.
 */
import type {
  CheckedImage,
  DecoderChoice,
  PictureTimings,
  ResumePoint,
  StageName,
  StepReport,
} from '../../core/contract/index.ts';
import { createLatentRgbFit, type LatentRgbFit } from '../../core/image/index.ts';
import { createBrownianPath, createPictureNoise, seedOf } from '../../core/noise/index.ts';
import type { FloatType } from '../../core/onnx/index.ts';
import { type GenerateRequest, parseGenerateRequest, type SeededRequest } from '../../core/request/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import {
  type DenoisePair,
  keeping,
  type NoiseSource,
  SAMPLERS,
  sampleSteps,
  sigmasFor,
} from '../../core/sampling/index.ts';
import { words } from '../../core/words/index.ts';
import { areOnGpu, disposeTensors, type Runtime, type SessionTensor } from '../runtime/index.ts';
import { throwIfCancelled } from './cancel.ts';
import { MAX_TENSOR_BYTES, sessionPolicyFor } from './memory.ts';
import type { Model } from './model.ts';
import { isOverflow, precisionFor } from './precision.ts';
import {
  denoisersOf,
  firstDenoisersOf,
  type LatentSize,
  ordersOf,
  type PicturePlan,
  planPicture,
  projectionsOf,
} from './plan.ts';
import { screen, type Screening } from './safety.ts';
import { createSessionPool, type SessionPolicy, type SessionPool, takeAll } from './sessions.ts';
import { embedHint } from './stages/control.ts';
import { decodeLatents, type DecodeTask, requireFinite } from './stages/decode.ts';
import { createDenoiser } from './stages/denoise.ts';
import {
  createPreviewCosts,
  createPreviewer,
  decodePreview,
  type PreviewCosts,
  previewsAsPicture,
} from './stages/preview.ts';
import { encodeStart, type Start } from './stages/start.ts';
import { encodeText, tokenizePrompts } from './stages/text.ts';

/** What the pipeline works with. */
export interface PipelineContext {
  readonly model: Model;
  readonly runtime: Runtime;
  readonly sessions: SessionPool;
  /** Previews for models whose decoder is large, learnt from their pictures. */
  readonly latentRgb: LatentRgbFit;
  readonly previewCosts: PreviewCosts;
  /** Milliseconds, from any start. */
  readonly clock: () => number;
  /** Above it the autoencoder works in tiles. */
  readonly maxTensorBytes: number;
  /** In what the denoisers compute. Once float16 has overflowed, it is float32 for good. */
  precision: FloatType;
}

/** What a context is made of. */
export interface PipelineOptions {
  readonly model: Model;
  readonly runtime: Runtime;
  /** Milliseconds, from any start. */
  readonly clock: () => number;
  /** By default as the size of the model asks. */
  readonly policy?: SessionPolicy;
  /** {@link MAX_TENSOR_BYTES} unless given. */
  readonly maxTensorBytes?: number;
  /** float16 unless given, where the model is large and the GPU has it. */
  readonly precision?: FloatType;
}

/** Makes what a model needs to generate. */
export function createPipeline(options: PipelineOptions): PipelineContext {
  const { model, runtime, clock, maxTensorBytes = MAX_TENSOR_BYTES } = options;
  const policy = options.policy ?? sessionPolicyFor(model);
  const sessions = createSessionPool(runtime, policy);
  const precision = options.precision ?? precisionFor(runtime, policy);
  const latentRgb = createLatentRgbFit(model.autoencoder.config.latent_channels);
  const previewCosts = createPreviewCosts();
  return { model, runtime, sessions, latentRgb, previewCosts, clock, maxTensorBytes, precision };
}

/** How one generation is watched. */
export interface GenerateOptions {
  readonly signal?: AbortSignal;
  /** Is told of stages, steps and pictures. */
  readonly onReport?: (report: StepReport) => void;
  /** Decode a preview at every so many steps; none unless given. */
  readonly previewEvery?: number;
  /** Decode the picture with the decoder for previews, where the model has one? With its own unless given. */
  readonly decoder?: DecoderChoice | undefined;
  /** Go on from where a run was stopped. Multistep samplers begin their history anew. */
  readonly resume?: ResumePoint;
  /** Have each picture checked; none is unless given. */
  readonly screening?: Screening;
}

/** One picture of a generation. */
export interface GeneratedPicture {
  readonly image: CheckedImage;
  /** The final latents `[channels, height, width]`, before the decoder's scaling. */
  readonly latents: LatentSize & { readonly data: Float32Array };
}

/** What a generation gives. */
export interface Generated {
  /** As many as were asked for; after resuming, those from where it went on. */
  readonly pictures: readonly [GeneratedPicture, ...GeneratedPicture[]];
  /** The request as it ran, with nothing left out. */
  readonly request: SeededRequest;
  readonly timings: PictureTimings;
  /** Was it begun in float16, which overflowed, and made again in float32? */
  readonly fellBack?: true;
}

/**
 * Generates the pictures of one request, one after the other.
 *
 * The initial latents are the first draw from the seed times the first sigma; a stochastic sampler's noise continues the
 * same stream, as in diffusers, or follows a Brownian path of the same seed.
 *
 * Where float16 overflows, all of it is made once more in float32, in which the context then stays.
 *
 * @throws ArmatureError `bad-request`, `cancelled`, `bad-output`, or what the runtime reports
 */
export async function generatePicture(
  context: PipelineContext,
  unchecked: GenerateRequest,
  options: GenerateOptions = {},
): Promise<Generated> {
  const checked = parseGenerateRequest(unchecked);
  const request: SeededRequest = { ...checked, seed: checked.seed ?? drawSeed() };
  try {
    return await generateOnce(context, request, options);
  } catch (error) {
    if (context.precision === 'float32' || !isOverflow(error)) throw error;
    context.precision = 'float32';
    options.onReport?.({ trackId: request.trackId, at: 'precision', precision: 'float32' });
    return { ...(await generateOnce(context, request, options)), fellBack: true };
  }
}

async function generateOnce(
  context: PipelineContext,
  request: SeededRequest,
  options: GenerateOptions,
): Promise<Generated> {
  const { model, runtime, sessions, latentRgb, previewCosts, clock } = context;
  const { trackId } = request;
  const stages = watchStages(clock, (stage) => options.onReport?.({ trackId, at: 'stage', stage }));
  runtime.takeInferenceTime();
  const tokens = tokenizePrompts(model, request);
  const { chunks } = tokens;
  const { maxTensorBytes, precision } = context;
  const plan = planPicture(model, request, { chunks, maxTensorBytes, precision });
  if (options.resume) checkResume(options.resume, request, plan);

  const frugal = sessions.policy === 'frugal';
  if (!frugal) {
    stages.enter('preparing');
    await takeAll(sessions, ordersOf(plan), options.signal);
  }

  let start: Start | undefined;
  if (request.init && plan.encoder) {
    stages.enter('encoding');
    start = await encodeStart(context, { request, plan, init: request.init, order: plan.encoder });
    await sessions.retire([plan.encoder]);
  }

  stages.enter('text');
  const text = await encodeText(sessions, { order: plan.text, tokens, signal: options.signal });
  await sessions.retire([plan.text]);

  stages.enter('control');
  const resident: SessionTensor[] = [];
  let finished: Generated;
  try {
    const hint = plan.hint && (await embedHint(sessions, plan.hint, request));
    if (hint) resident.push(hint);
    if (hint && !areOnGpu({ hint })) await sessions.retire([plan.hint]);
    const sigmas = sigmasOf(model, request);
    const denoisePair = await createDenoiser(model, sessions, {
      ...{ plan, text, hint, request, sigmas },
      signal: options.signal,
      keep: (tensors) => resident.push(...Object.values(tensors)),
    });
    let began: number | undefined;
    const drawOne = async (picture: number): Promise<GeneratedPicture> => {
      if (frugal && sigmas.length > 0) {
        stages.enter('preparing');
        await takeAll(sessions, firstDenoisersOf(plan), options.signal);
      }
      stages.enter('denoising');
      began ??= clock();
      const denoising = { context, request, options, plan, sigmas, denoisePair, start, began };
      const latents = await denoiseLatents(denoising, picture);
      stages.enter('decoding');
      throwIfCancelled(options.signal);
      // The memory of WebAssembly ends at 4 GB and never shrinks; under WebGPU the networks stay for the next picture.
      if (runtime.backend === 'wasm') await sessions.retire([...denoisersOf(plan), plan.preview]);
      const decoding = decodingOf(model, plan, options.decoder);
      const { latents: size } = plan;
      const started = clock();
      const decoded = await decodeLatents(sessions, { ...decoding, size, latents, signal: options.signal });
      if (previewsAsPicture(model)) previewCosts.note(size, clock() - started);
      await sessions.retire([decoding.order]);
      latentRgb.learn({ ...size, data: latents }, decoded);
      const composed = start?.compose ? start.compose(decoded) : decoded;
      if (options.screening) stages.enter('checking');
      const image = await screen(composed, options.screening, runtime);
      const timings = stages.soFar(runtime.takeInferenceTime());
      options.onReport?.({ trackId, at: 'picture', picture, image, timings });
      return { image, latents: { ...plan.latents, data: latents } };
    };
    const first = options.resume?.picture ?? 0;
    const pictures: [GeneratedPicture, ...GeneratedPicture[]] = [await drawOne(first)];
    for (let picture = first + 1; picture < request.samples; picture++) pictures.push(await drawOne(picture));
    const timings = stages.soFar(runtime.takeInferenceTime());
    finished = { pictures, request, timings };
  } finally {
    disposeTensors(resident);
  }
  await sessions.retire([plan.hint, ...projectionsOf(plan)]);
  return finished;
}

/** The decoder of the final picture: the model's own, or the small one for previews where that is wanted and there. */
function decodingOf(
  { autoencoder, previewDecoder }: Model,
  { decoder, preview, tiling }: PicturePlan,
  wanted: GenerateOptions['decoder'],
): Pick<DecodeTask, 'autoencoder' | 'order' | 'tiling'> {
  if (wanted !== 'fast' || !preview || !previewDecoder) return { autoencoder, order: decoder, tiling };
  return { autoencoder: { kind: 'tiny', ...previewDecoder }, order: preview };
}

/** @throws ArmatureError `bad-request` for a point of another run */
function checkResume({ picture, latents }: ResumePoint, { samples }: SeededRequest, plan: PicturePlan): void {
  const { channels, height, width } = plan.latents;
  if (picture < samples && latents.length === channels * height * width) return;
  throw new ArmatureError({
    code: 'bad-request',
    message: words`The run to go on with had other pictures than this request.`,
    next: words`Generate anew.`,
  });
}

function sigmasOf({ trained }: Model, { scheduler, steps, sampler, init }: SeededRequest): number[] {
  const { schedule, distilledSteps } = trained;
  const strength = init?.strength ?? 1;
  return sigmasFor({
    scheduler,
    steps,
    sampler,
    schedule,
    strength,
    ...(distilledSteps && { distilledSteps }),
  });
}

function drawSeed(): number {
  const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
  return seed;
}

interface Denoising {
  readonly context: PipelineContext;
  readonly request: SeededRequest;
  readonly options: GenerateOptions;
  readonly plan: PicturePlan;
  /** Noise levels; none where nothing is to be done. */
  readonly sigmas: readonly number[];
  readonly denoisePair: DenoisePair<Float32Array>;
  readonly start: Start | undefined;
  /** When the first picture began, by the clock. */
  readonly began: number;
}

/** From noise to the latents of one picture, each step reported. */
async function denoiseLatents(denoising: Denoising, picture: number): Promise<Float32Array> {
  const { context, request, options, plan, sigmas, start, began } = denoising;
  const { model, sessions, latentRgb, previewCosts, clock } = context;
  const { sampler, samples: pictures, trackId } = request;
  const { signal, onReport } = options;
  // Nobody checks previews.
  const previewEvery = options.screening?.withhold ? 0 : (options.previewEvery ?? 0);
  const resume = options.resume?.picture === picture ? options.resume : undefined;
  // It was broken off after its last step: decoding is all that is left.
  if (resume?.sigma === 0) return resume.latents;
  const noise = noiseFor(denoising, picture);
  const fresh = noise.draw();
  if (sigmas.length === 0) return start?.latents ?? fresh;
  for (let draw = 1; draw < (resume?.draws ?? 1); draw++) noise.draw();

  let modelCalls = 0;
  const counted: DenoisePair<Float32Array> = (at, sigma) => {
    modelCalls += 1;
    return denoising.denoisePair(at, sigma);
  };
  const denoisePair = start?.mask
    ? keeping(counted, { latents: start.latents, noise: fresh, mask: start.mask })
    : counted;

  const [first = 0] = sigmas;
  const clean = start?.latents;
  const x = resume?.latents ?? fresh.map((value, i) => first * value + (clean?.[i] ?? 0));
  const left = resume ? [resume.sigma, ...sigmas.filter((sigma) => sigma < resume.sigma)] : sigmas;
  const before = resume?.step ?? 0;
  const means = { model, sessions, plan, latentRgb };
  const previewer = createPreviewer({
    decode: (latents) => decodePreview(means, latents),
    clock,
    costs: previewCosts,
    size: plan.latents,
  });
  let latents: Float32Array = x;
  let lastStep = clock();
  const records = sampleSteps({
    sampler,
    denoise: async (at, sigma) => (await denoisePair(at, sigma)).denoised,
    denoisePair,
    x,
    sigmas: left,
    noise: noise.source,
    ...(signal && { signal }),
  });
  for await (const record of records) {
    latents = record.x;
    requireFinite(latents);
    const step = before + record.step;
    const total = before + record.steps;
    const wanted = previewEvery > 0 && step % previewEvery === 0 && step < total;
    const preview = wanted ? await previewer.show(record.denoised) : undefined;
    const now = clock();
    const elapsedMs = now - began;
    const done = (picture - (options.resume?.picture ?? 0) + step / total) / pictures;
    onReport?.({
      trackId,
      at: 'step',
      picture,
      pictures,
      step,
      steps: total,
      sigma: record.sigmaNext,
      modelCalls,
      stepMs: now - lastStep,
      elapsedMs,
      remainingMs: (elapsedMs / done) * (1 - done),
      ...(preview && { preview }),
      resume: { picture, step, sigma: record.sigmaNext, latents, draws: noise.drawn() },
    });
    lastStep = now;
  }
  return latents;
}

interface RunNoise {
  /** White noise of the picture's latents. */
  readonly draw: () => Float32Array;
  /** What the sampler asks. */
  readonly source: NoiseSource;
  /** White draws so far. */
  readonly drawn: () => number;
}

function noiseFor({ context, request, plan }: Denoising, index: number): RunNoise {
  const { noise: source, seed, samples: count, sampler } = request;
  const { channels, height, width } = plan.latents;
  const length = channels * height * width;
  const white = createPictureNoise({ source, seed, index, count, length });
  let drawn = 0;
  const draw = (): Float32Array => {
    drawn += 1;
    return white();
  };
  if (!SAMPLERS[sampler].brownian) return { draw, source: draw, drawn: () => drawn };
  const path = createBrownianPath({
    seed: seedOf({ source, seed, index }),
    index: source === 'cpu' ? index : 0,
    length,
    // Schedulers round differently at the noisiest level.
    from: 1.001 * context.model.trained.schedule.sigmaMax,
    to: 0,
  });
  return { draw, source: path.noise, drawn: () => drawn };
}

interface StageWatch {
  enter(stage: StageName): void;
  /**
   * Times so far.
   *
   * @param inference - milliseconds inside the runtime since the last call
   */
  soFar(inference: number): PictureTimings;
}

/** Tells each stage as it begins and adds up its time. */
function watchStages(clock: () => number, tell: (stage: StageName) => void): StageWatch {
  const begun = clock();
  const spent: Partial<Record<StageName, number>> = {};
  let current: { readonly stage: StageName; readonly since: number } | undefined;
  let inferenceSoFar = 0;
  const leave = (): void => {
    if (!current) return;
    const now = clock();
    spent[current.stage] = (spent[current.stage] ?? 0) + now - current.since;
    current = { ...current, since: now };
  };
  return {
    enter(stage) {
      leave();
      current = { stage, since: clock() };
      tell(stage);
    },
    soFar(inference) {
      leave();
      inferenceSoFar += inference;
      return { total: clock() - begun, inference: inferenceSoFar, stages: { ...spent } };
    },
  };
}
