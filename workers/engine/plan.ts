/*
 * What a picture needs before it can begin: the size of its latents and one graph for each stage.
 */
import type { Tiling } from '../../core/image/index.ts';
import {
  authorControlHint,
  authorControlNet,
  authorTextEncoder,
  authorTextProjections,
  authorTinyDecoder,
  authorTinyEncoder,
  authorUNet,
  authorVaeDecoder,
  authorVaeEncoder,
  type ControlNetConfig,
} from '../../core/models/index.ts';
import type { FloatType } from '../../core/onnx/index.ts';
import type { CheckedRequest } from '../../core/request/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { largestTensorBytes, MAX_TENSOR_BYTES, tilingFor } from './memory.ts';
import { type Autoencoder, latentFactor, type Model, type Network } from './model.ts';
import type { SessionOrder } from './sessions.ts';

/** Size of one picture's latents: `[channels, height, width]`, in cells. */
export interface LatentSize {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** The networks of a step, for one number of prompts. */
export interface StepPlan {
  /** Prompts that run together: 2 with guidance, the negative one first. */
  readonly batch: 1 | 2;
  /** Absent where the request turns the pose off. */
  readonly controlNet?: SessionOrder;
  /** Keys and values of the text for the ControlNet, once a prompt. */
  readonly controlNetText?: SessionOrder;
  readonly unet: SessionOrder;
  /** Keys and values of the text for the UNet, once a prompt. */
  readonly unetText: SessionOrder;
}

/** The plan of a request. */
export interface PicturePlan {
  readonly latents: LatentSize;
  /** Prompts that are encoded: 2 with guidance, the negative one first. */
  readonly batch: 1 | 2;
  /** Present where there is a picture to start from. */
  readonly encoder?: SessionOrder;
  readonly text: SessionOrder;
  /** Absent where the request turns the pose off. */
  readonly hint?: SessionOrder;
  /** Steps with guidance, where there are any. */
  readonly guided?: StepPlan;
  /** Steps without guidance, where there are any. */
  readonly unguided?: StepPlan;
  readonly decoder: SessionOrder;
  /** Where encoder and decoder take the picture in tiles, in latent cells. */
  readonly tiling?: Tiling;
  /** The model's small decoder for previews, where it has one and the picture is not too large for it. */
  readonly preview?: SessionOrder;
}

type ControlNet = Network<ControlNetConfig>;

interface Sizes extends LatentSize {
  readonly batch: 1 | 2;
  readonly sequenceLength: number;
  readonly activations: FloatType;
}

/** The part of a request that shapes graphs. */
export type PlannedRequest = Pick<
  CheckedRequest,
  'width' | 'height' | 'guidance' | 'guidanceEnd' | 'controlStrength' | 'clipSkip'
> & { readonly control: Pick<CheckedRequest['control'], 'kind'>; readonly init?: unknown };

/** Does the negative prompt count at any step? */
export function isGuided({
  guidance,
  guidanceEnd,
}: Pick<PlannedRequest, 'guidance' | 'guidanceEnd'>): boolean {
  return guidance > 1 && guidanceEnd > 0;
}

/** What else shapes a plan. */
export interface PlanOptions {
  /** Chunks of each prompt; 1 unless given. */
  readonly chunks?: number;
  /** Above it the autoencoder works in tiles, in bytes. */
  readonly maxTensorBytes?: number;
  /** In what the denoisers and all that feeds them compute; text encoder and autoencoder are always float32. */
  readonly precision?: FloatType;
}

/**
 * Plans a picture.
 *
 * @throws ArmatureError `bad-request` when the autoencoder cannot give the size, the text encoder has not the layers, or a
 *   pose is asked of a model that has no ControlNet
 */
export function planPicture(
  model: Model,
  request: PlannedRequest,
  { chunks = 1, maxTensorBytes = MAX_TENSOR_BYTES, precision: activations = 'float32' }: PlanOptions = {},
): PicturePlan {
  const latents = latentSize(model, request);
  const guided = isGuided(request);
  const unguided = !guided || request.guidanceEnd < 1;
  const batch = guided ? 2 : 1;
  const sequenceLength = chunks * model.textEncoder.config.max_position_embeddings;
  const controlNet = controlNetFor(model, request);
  const step = (prompts: 1 | 2): StepPlan => {
    const sizes = { ...latents, batch: prompts, sequenceLength, activations };
    return {
      batch: prompts,
      ...(controlNet && {
        controlNet: controlNetOrder(controlNet, sizes),
        controlNetText: textProjectionsOrder('controlnet', controlNet, sizes),
      }),
      unet: unetOrder(model, sizes, controlNet ? 'controlled' : 'alone'),
      unetText: textProjectionsOrder('unet', model.unet, sizes),
    };
  };
  const tiling = tilingFor(model.autoencoder, latents, maxTensorBytes);
  const decoded = { channels: latents.channels, ...(tiling?.tile ?? latents) };
  const preview = previewDecoderFor(model, latents, maxTensorBytes);
  return {
    latents,
    batch,
    ...(request.init !== undefined && { encoder: encoderOrder(model.autoencoder, decoded) }),
    text: textOrder(model, batch, request),
    ...(controlNet && { hint: hintOrder(controlNet, request, activations) }),
    ...(guided && { guided: step(2) }),
    ...(unguided && { unguided: step(1) }),
    decoder: decoderOrder('decoder', model.autoencoder, decoded),
    ...(tiling && { tiling }),
    ...(preview && { preview: decoderOrder('preview', preview, latents) }),
  };
}

/** All orders of a plan, in the order of their stages. */
export function ordersOf(plan: PicturePlan): readonly SessionOrder[] {
  const { encoder, text, hint, decoder, preview } = plan;
  const orders = [encoder, text, hint, ...projectionsOf(plan), ...denoisersOf(plan), preview, decoder];
  return orders.filter((order) => order !== undefined);
}

/** What a plan projects text with. */
export function projectionsOf({ guided, unguided }: PicturePlan): readonly SessionOrder[] {
  const steps = [guided, unguided].flatMap((step) => [step?.controlNetText, step?.unetText]);
  return steps.filter((order) => order !== undefined);
}

/** The networks of a plan's steps: those with guidance, then those without. */
export function denoisersOf({ guided, unguided }: PicturePlan): readonly SessionOrder[] {
  const steps = [guided, unguided].flatMap((step) => [step?.controlNet, step?.unet]);
  return steps.filter((order) => order !== undefined);
}

/** The networks of a plan's first steps. */
export function firstDenoisersOf({ guided, unguided, ...plan }: PicturePlan): readonly SessionOrder[] {
  return denoisersOf({ ...plan, ...(guided ? { guided } : unguided && { unguided }) });
}

/** @throws ArmatureError `bad-request` where a pose is asked of a model that has no ControlNet */
function controlNetFor(
  { controlNet }: Model,
  { control, controlStrength }: PlannedRequest,
): ControlNet | undefined {
  if (controlStrength === 0 || control.kind === 'none') return undefined;
  if (controlNet) return controlNet;
  throw new ArmatureError({
    code: 'bad-request',
    message: words`This model has no ControlNet, so it cannot follow a pose.`,
    next: words`Add a ControlNet that was made for this model, or turn the pose off.`,
  });
}

function previewDecoderFor(
  { previewDecoder }: Model,
  latents: LatentSize,
  maxTensorBytes: number,
): Autoencoder | undefined {
  const decoder = previewDecoder && ({ kind: 'tiny', ...previewDecoder } as const);
  return decoder && largestTensorBytes(decoder, latents) <= maxTensorBytes ? decoder : undefined;
}

function latentSize(model: Model, { width, height }: PlannedRequest): LatentSize {
  const factor = latentFactor(model.autoencoder);
  if (width % factor !== 0 || height % factor !== 0) {
    throw new ArmatureError({
      code: 'bad-request',
      message: words`width and height must be multiples of ${factor} for this model, not ${width}x${height}.`,
      next: words`Choose another size.`,
    });
  }
  return { channels: model.unet.config.in_channels, width: width / factor, height: height / factor };
}

/** One chunk of each prompt. */
function textOrder({ textEncoder }: Model, batch: 1 | 2, { clipSkip }: PlannedRequest): SessionOrder {
  const { config, weights } = textEncoder;
  const { max_position_embeddings: sequenceLength, num_hidden_layers: layers } = config;
  if (clipSkip > layers) {
    throw new ArmatureError({
      code: 'bad-request',
      message: words`clipSkip: ${clipSkip} is too much for this model, whose text encoder has ${layers} layers.`,
      next: words`Choose at most ${layers}.`,
    });
  }
  const skipLayers = clipSkip - 1;
  const options = { batch, sequenceLength, skipLayers, policy: weights.policy };
  return {
    stage: 'text',
    shape: [batch, sequenceLength, skipLayers],
    weights,
    author: () => authorTextEncoder(config, options),
  };
}

function hintOrder(
  { config, weights }: ControlNet,
  { width, height }: PlannedRequest,
  activations: FloatType,
): SessionOrder {
  const options = { batch: 1, width, height, policy: weights.policy, activations };
  return {
    stage: 'hint',
    shape: [width, height, activations],
    weights,
    author: () => authorControlHint(config, options),
    outputsStay: true,
  };
}

function controlNetOrder({ config, weights }: ControlNet, sizes: Sizes): SessionOrder {
  const options = { ...sizes, policy: weights.policy, text: 'projected' } as const;
  return {
    stage: sizes.batch === 2 ? 'controlnet' : 'controlnet-unguided',
    shape: [sizes.batch, sizes.height, sizes.width, sizes.sequenceLength, sizes.activations],
    weights,
    author: () => authorControlNet(config, options),
    outputsStay: true,
  };
}

function unetOrder({ unet }: Model, sizes: Sizes, kind: 'controlled' | 'alone'): SessionOrder {
  const { config, weights } = unet;
  const control = kind === 'controlled';
  const options = { ...sizes, control, policy: weights.policy, text: 'projected' } as const;
  return {
    stage: sizes.batch === 2 ? 'unet' : 'unet-unguided',
    shape: [sizes.batch, sizes.height, sizes.width, sizes.sequenceLength, control, sizes.activations],
    weights,
    author: () => authorUNet(config, options),
  };
}

function encoderOrder(autoencoder: Autoencoder, cells: LatentSize): SessionOrder {
  const weights = autoencoder.encoderWeights ?? autoencoder.weights;
  const factor = latentFactor(autoencoder);
  const [height, width] = [factor * cells.height, factor * cells.width];
  const options = { batch: 1, height, width, policy: weights.policy };
  return {
    stage: 'encoder',
    shape: [height, width],
    weights,
    author: () =>
      autoencoder.kind === 'kl'
        ? authorVaeEncoder(autoencoder.config, options)
        : authorTinyEncoder(autoencoder.config, options),
  };
}

function textProjectionsOrder(
  name: 'unet' | 'controlnet',
  { config, weights }: Model['unet'] | ControlNet,
  { batch, sequenceLength, activations }: Sizes,
): SessionOrder {
  const options = { batch, sequenceLength, policy: weights.policy, activations };
  return {
    stage: batch === 2 ? `${name}-text` : `${name}-text-unguided`,
    shape: [batch, sequenceLength, activations],
    weights,
    author: () => authorTextProjections(config, options),
    outputsStay: true,
  };
}

function decoderOrder(
  stage: 'decoder' | 'preview',
  autoencoder: Autoencoder,
  { height, width }: LatentSize,
): SessionOrder {
  const { weights } = autoencoder;
  const options = { batch: 1, height, width, policy: weights.policy };
  return {
    stage,
    shape: [height, width],
    weights,
    author: () =>
      autoencoder.kind === 'kl'
        ? authorVaeDecoder(autoencoder.config, options)
        : authorTinyDecoder(autoencoder.config, options),
  };
}
