/*
 * The graphs of each network class, authored for the sizes of a reference's inputs.
 */
import {
  authorControlHint,
  authorControlNet,
  authorKeypointHourglass,
  authorSafetyChecker,
  authorSrvggCompact,
  authorTextEncoder,
  authorTinyDecoder,
  authorTinyEncoder,
  authorUNet,
  authorVaeDecoder,
  authorVaeEncoder,
  controlResiduals,
  parseAutoencoderKLConfig,
  parseAutoencoderTinyConfig,
  parseClipTextConfig,
  parseControlNetConfig,
  parseKeypointHourglassConfig,
  parseSafetyCheckerConfig,
  parseSrvggCompactConfig,
  parseUNetConfig,
  timestepSinusoids,
} from '../../core/models/index.ts';
import type { AuthoredModel, ControlNetConfig, ImageOptions, UNetConfig } from '../../core/models/index.ts';
import type { FloatType } from '../../core/onnx/index.ts';
import type { WeightPolicy } from '../../core/quantize/index.ts';
import type { ReferenceTensor, ReferenceTensors } from './reference.ts';

/** Classes of diffusers and transformers that are authored, and our own. */
export type NetworkClass =
  | 'CLIPTextModel'
  | 'UNet2DConditionModel'
  | 'ControlNetModel'
  | 'AutoencoderKL'
  | 'AutoencoderTiny'
  | 'KeypointHourglass'
  | 'SRVGGNetCompact'
  | 'StableDiffusionSafetyChecker';

/** How a graph computes. */
export interface Numbers {
  /** How its weights are stored. */
  readonly policy: WeightPolicy;
  /** float32 unless given. */
  readonly activations?: FloatType;
}

/** One graph of a network. */
export interface NetworkGraph {
  /** As the reference calls it. */
  readonly name: string;
  /** The graph with taps, for the shapes of the reference's inputs. */
  readonly author: (inputs: ReferenceTensors, numbers: Numbers) => AuthoredModel;
  /** What the graph is fed, from the inputs that torch was given. */
  readonly feeds: (inputs: ReferenceTensors) => ReferenceTensors;
}

/** The graphs of a network. */
export function networkGraphs(network: NetworkClass, json: unknown): readonly NetworkGraph[] {
  return GRAPHS[network](json);
}

const GRAPHS: Readonly<Record<NetworkClass, (json: unknown) => readonly NetworkGraph[]>> = {
  CLIPTextModel: (json) => {
    const config = parseClipTextConfig(json, 'config.json');
    return [
      {
        name: 'text_encoder',
        author: (inputs, numbers) => {
          const [batch, sequenceLength] = dims(inputs, 'input_ids');
          return authorTextEncoder(config, { batch, sequenceLength, ...numbers, taps: true });
        },
        feeds: (inputs) => inputs,
      },
    ];
  },
  UNet2DConditionModel: (json) => {
    const config = parseUNetConfig(json, 'config.json');
    const author: NetworkGraph['author'] = (inputs, numbers) =>
      authorUNet(config, { ...denoiserSize(inputs, numbers), control: inputs.has('mid_block_res') });
    return [{ name: 'unet', author, feeds: (inputs) => withSinusoids(inputs, config) }];
  },
  ControlNetModel: (json) => {
    const config = parseControlNetConfig(json, 'config.json');
    return [
      ofImage('control_hint', 'controlnet_cond', (size) => authorControlHint(config, size)),
      {
        name: 'controlnet',
        author: (inputs, numbers) => authorControlNet(config, denoiserSize(inputs, numbers)),
        feeds: (inputs) => withScales(withSinusoids(inputs, config), config),
      },
    ];
  },
  AutoencoderKL: (json) => {
    const config = parseAutoencoderKLConfig(json, 'config.json');
    return [
      ofImage('vae_encoder', 'sample', (size) => authorVaeEncoder(config, size)),
      ofImage('vae_decoder', 'latents', (size) => authorVaeDecoder(config, size)),
    ];
  },
  AutoencoderTiny: (json) => {
    const config = parseAutoencoderTinyConfig(json, 'config.json');
    return [
      ofImage('tiny_encoder', 'sample', (size) => authorTinyEncoder(config, size)),
      ofImage('tiny_decoder', 'latents', (size) => authorTinyDecoder(config, size)),
    ];
  },
  KeypointHourglass: (json) => {
    const config = parseKeypointHourglassConfig(json, 'config.json');
    return [ofImage('keypoint_hourglass', 'picture', (size) => authorKeypointHourglass(config, size))];
  },
  SRVGGNetCompact: (json) => {
    const config = parseSrvggCompactConfig(json, 'config.json');
    return [ofImage('srvgg_compact', 'picture', (size) => authorSrvggCompact(config, size))];
  },
  StableDiffusionSafetyChecker: (json) => {
    const config = parseSafetyCheckerConfig(json, 'config.json');
    return [ofImage('safety_checker', 'clip_input', (size) => authorSafetyChecker(config, size))];
  },
};

/** All classes that are authored. */
export const NETWORK_CLASSES = Object.keys(GRAPHS) as readonly NetworkClass[];

/** A graph with one input, an image. */
function ofImage(name: string, input: string, author: (size: ImageOptions) => AuthoredModel): NetworkGraph {
  return {
    name,
    author: (inputs, numbers) => author(imageSize(inputs, input, numbers)),
    feeds: (inputs) => inputs,
  };
}

function imageSize(inputs: ReferenceTensors, name: string, numbers: Numbers): ImageOptions {
  const [batch, , height, width] = dims(inputs, name);
  return { batch, height, width, ...numbers, taps: true };
}

function denoiserSize(inputs: ReferenceTensors, numbers: Numbers): ImageOptions & { sequenceLength: number } {
  const [, sequenceLength] = dims(inputs, 'encoder_hidden_states');
  return { ...imageSize(inputs, 'sample', numbers), sequenceLength };
}

/** Torch takes the timestep, our graphs its sinusoids. */
function withSinusoids(inputs: ReferenceTensors, config: UNetConfig | ControlNetConfig): ReferenceTensors {
  const { timestep, ...others } = Object.fromEntries(inputs);
  const data = timestepSinusoids(config, timestep?.data[0] ?? Number.NaN);
  const time_proj: ReferenceTensor = { shape: [1, data.length], data };
  return new Map(Object.entries({ ...others, time_proj }));
}

/** Torch takes one scale, our graph one for each residual of each batch item. */
function withScales(inputs: ReferenceTensors, config: ControlNetConfig): ReferenceTensors {
  const [batch, , height, width] = dims(inputs, 'sample');
  const residuals = controlResiduals(config, { batch, height, width }).length;
  const scale = inputs.get('conditioning_scale')?.data[0] ?? Number.NaN;
  const data = new Float32Array(residuals * batch).fill(scale);
  return new Map([...inputs, ['conditioning_scale', { shape: [residuals, batch, 1, 1, 1], data }]]);
}

function dims(inputs: ReferenceTensors, name: string): readonly [number, number, number, number] {
  const tensor = inputs.get(name);
  if (!tensor) throw new Error(`The reference has no input ${name}.`);
  const [a = 0, b = 0, c = 0, d = 0] = tensor.shape;
  return [a, b, c, d];
}
