/*
 * What a picture needs before it can begin: the size of its latents and one graph for each stage.
 */
import {
  authorControlHint,
  authorControlNet,
  authorTextEncoder,
  authorTinyDecoder,
  authorUNet,
  authorVaeDecoder,
} from '../../core/models/index.ts';
import type { GenerateRequest } from '../../core/request/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { latentFactor, type Model } from './model.ts';
import type { SessionOrder } from './sessions.ts';

/** Size of one picture's latents: `[channels, height, width]`, in cells. */
export interface LatentSize {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** The plan of one picture. */
export interface PicturePlan {
  readonly latents: LatentSize;
  /** Prompts that run together: 2 with guidance, the negative one first. */
  readonly batch: number;
  /** Tokens of a prompt, padding included. */
  readonly sequenceLength: number;
  readonly text: SessionOrder;
  /** Absent where the request turns the pose off. */
  readonly control?: { readonly hint: SessionOrder; readonly controlNet: SessionOrder };
  readonly unet: SessionOrder;
  readonly decoder: SessionOrder;
}

interface Sizes extends LatentSize {
  readonly batch: number;
  readonly sequenceLength: number;
}

/** The part of a request that shapes graphs. */
type PlannedRequest = Pick<GenerateRequest, 'width' | 'height' | 'guidance' | 'controlStrength'>;

/**
 * Plans a picture.
 *
 * @throws ArmatureError `bad-request` when the autoencoder cannot give the size
 */
export function planPicture(model: Model, request: PlannedRequest): PicturePlan {
  const latents = latentSize(model, request);
  const batch = request.guidance > 1 ? 2 : 1;
  const sequenceLength = model.textEncoder.config.max_position_embeddings;
  const sizes = { ...latents, batch, sequenceLength };
  const controlled = request.controlStrength > 0;
  return {
    latents,
    batch,
    sequenceLength,
    text: textOrder(model, sizes),
    ...(controlled && {
      control: { hint: hintOrder(model, request), controlNet: controlNetOrder(model, sizes) },
    }),
    unet: unetOrder(model, sizes, controlled ? 'controlled' : 'alone'),
    decoder: decoderOrder(model, latents),
  };
}

/** All orders of a plan, in the order of their stages. */
export function ordersOf({ text, control, unet, decoder }: PicturePlan): readonly SessionOrder[] {
  return [text, ...(control ? [control.hint, control.controlNet] : []), unet, decoder];
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

function textOrder({ textEncoder }: Model, { batch, sequenceLength }: Sizes): SessionOrder {
  const { config, weights } = textEncoder;
  const options = { batch, sequenceLength, policy: weights.policy };
  return {
    stage: 'text',
    shape: [batch, sequenceLength],
    weights,
    author: () => authorTextEncoder(config, options),
    outputsStay: true,
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
  const options = { ...sizes, policy: weights.policy };
  return {
    stage: 'controlnet',
    shape: [sizes.batch, sizes.height, sizes.width],
    weights,
    author: () => authorControlNet(config, options),
    outputsStay: true,
  };
}

function unetOrder({ unet }: Model, sizes: Sizes, kind: 'controlled' | 'alone'): SessionOrder {
  const { config, weights } = unet;
  const control = kind === 'controlled';
  const options = { ...sizes, control, policy: weights.policy };
  return {
    stage: 'unet',
    shape: [sizes.batch, sizes.height, sizes.width, control],
    weights,
    author: () => authorUNet(config, options),
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
