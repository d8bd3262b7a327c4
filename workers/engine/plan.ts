/*
 * What a picture needs before it can begin: the size of its latents and one graph for each stage.
 */
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
} from '../../core/models/index.ts';
import type { CheckedRequest } from '../../core/request/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { latentFactor, type Model } from './model.ts';
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
}

interface Sizes extends LatentSize {
  readonly batch: 1 | 2;
  readonly sequenceLength: number;
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

/**
 * Plans a picture.
 *
 * @param chunks - chunks of each prompt
 * @throws ArmatureError `bad-request` when the autoencoder cannot give the size, or the text encoder has not the layers
 */
export function planPicture(model: Model, request: PlannedRequest, chunks: number): PicturePlan {
  const latents = latentSize(model, request);
  const guided = isGuided(request);
  const unguided = !guided || request.guidanceEnd < 1;
  const batch = guided ? 2 : 1;
  const sequenceLength = chunks * model.textEncoder.config.max_position_embeddings;
  const controlled = request.controlStrength > 0 && request.control.kind !== 'none';
  const step = (prompts: 1 | 2): StepPlan => {
    const sizes = { ...latents, batch: prompts, sequenceLength };
    return {
      batch: prompts,
      ...(controlled && {
        controlNet: controlNetOrder(model, sizes),
        controlNetText: textProjectionsOrder('controlnet', model.controlNet, sizes),
      }),
      unet: unetOrder(model, sizes, controlled ? 'controlled' : 'alone'),
      unetText: textProjectionsOrder('unet', model.unet, sizes),
    };
  };
  return {
    latents,
    batch,
    ...(request.init !== undefined && { encoder: encoderOrder(model, request) }),
    text: textOrder(model, batch, request),
    ...(controlled && { hint: hintOrder(model, request) }),
    ...(guided && { guided: step(2) }),
    ...(unguided && { unguided: step(1) }),
    decoder: decoderOrder(model, latents),
  };
}

/** All orders of a plan, in the order of their stages. */
export function ordersOf({
  encoder,
  text,
  hint,
  guided,
  unguided,
  decoder,
}: PicturePlan): readonly SessionOrder[] {
  const ofStep = (step: StepPlan | undefined): (SessionOrder | undefined)[] => [
    step?.controlNetText,
    step?.unetText,
    step?.controlNet,
    step?.unet,
  ];
  const orders = [encoder, text, hint, ...ofStep(guided), ...ofStep(unguided), decoder];
  return orders.filter((order) => order !== undefined);
}

function latentSize(model: Model, { width, height }: PlannedRequest): LatentSize {
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

/** One chunk of each prompt. */
function textOrder({ textEncoder }: Model, batch: 1 | 2, { clipSkip }: PlannedRequest): SessionOrder {
  const { config, weights } = textEncoder;
  const { max_position_embeddings: sequenceLength, num_hidden_layers: layers } = config;
  if (clipSkip > layers) {
    throw new ArmatureError({
      code: 'bad-request',
      message: `clipSkip: ${clipSkip} is too much for this model, whose text encoder has ${layers} layers.`,
      next: `Choose at most ${layers}.`,
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

function hintOrder({ controlNet }: Model, { width, height }: PlannedRequest): SessionOrder {
  const { config, weights } = controlNet;
  const options = { batch: 1, width, height, policy: weights.policy };
  return {
    stage: 'hint',
    shape: [width, height],
    weights,
    author: () => authorControlHint(config, options),
    outputsStay: true,
  };
}

function controlNetOrder({ controlNet }: Model, sizes: Sizes): SessionOrder {
  const { config, weights } = controlNet;
  const options = { ...sizes, policy: weights.policy, text: 'projected' } as const;
  return {
    stage: sizes.batch === 2 ? 'controlnet' : 'controlnet-unguided',
    shape: [sizes.batch, sizes.height, sizes.width, sizes.sequenceLength],
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
    shape: [sizes.batch, sizes.height, sizes.width, sizes.sequenceLength, control],
    weights,
    author: () => authorUNet(config, options),
  };
}

function encoderOrder({ autoencoder }: Model, { width, height }: PlannedRequest): SessionOrder {
  const { weights } = autoencoder;
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
  { config, weights }: Model['unet'] | Model['controlNet'],
  { batch, sequenceLength }: Sizes,
): SessionOrder {
  const options = { batch, sequenceLength, policy: weights.policy };
  return {
    stage: batch === 2 ? `${name}-text` : `${name}-text-unguided`,
    shape: [batch, sequenceLength],
    weights,
    author: () => authorTextProjections(config, options),
    outputsStay: true,
  };
}

function decoderOrder({ autoencoder }: Model, { height, width }: LatentSize): SessionOrder {
  const { weights } = autoencoder;
  const options = { batch: 1, height, width, policy: weights.policy };
  return {
    stage: 'decoder',
    shape: [height, width],
    weights,
    author: () =>
      autoencoder.kind === 'kl'
        ? authorVaeDecoder(autoencoder.config, options)
        : authorTinyDecoder(autoencoder.config, options),
  };
}
