/*
 * A model of the Stable Diffusion family, opened from its folder: configs parsed, weights found, nothing on the backend
 * yet.
 */
import {
  type AutoencoderKLConfig,
  type AutoencoderTinyConfig,
  type ClipTextConfig,
  type ControlNetConfig,
  parseAutoencoderKLConfig,
  parseAutoencoderTinyConfig,
  parseClipTextConfig,
  parseControlNetConfig,
  parseUNetConfig,
  type UNetConfig,
} from '../../core/models/index.ts';
import type { WeightedLora } from '../../core/checkpoints/index.ts';
import type { WeightPolicy } from '../../core/quantize/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import type { Training } from '../../core/sampling/index.ts';
import { type Words, words } from '../../core/words/index.ts';
import { isTinyAutoencoder } from './autoencoder-kind.ts';
import { type Component, openComponent, openHalf, readConfig } from './component.ts';
import { type ModelFolder, subfolder } from './model-folder.ts';
import { readTrainedNoise } from './scheduler-config.ts';
import { openTokenizer, type PromptTokenizer } from './tokenizer.ts';

/** A network with its parsed config. */
export interface Network<Config> {
  readonly config: Config;
  readonly weights: Component;
}

/** The config of an autoencoder, of either kind. */
export type AutoencoderKind =
  | { readonly kind: 'kl'; readonly config: AutoencoderKLConfig }
  | { readonly kind: 'tiny'; readonly config: AutoencoderTinyConfig };

/** The autoencoder, of either kind. */
export type Autoencoder = AutoencoderKind & {
  readonly weights: Component;
  /** The encoder's, where they lie in a file of their own. */
  readonly encoderWeights?: Component;
};

/** An opened model. */
export interface Model {
  readonly tokenizer: PromptTokenizer;
  readonly textEncoder: Network<ClipTextConfig>;
  readonly unet: Network<UNetConfig>;
  /** Absent in a model that knows text alone. */
  readonly controlNet?: Network<ControlNetConfig>;
  readonly autoencoder: Autoencoder;
  /** A small decoder of the same latents (TAESD), for previews. */
  readonly previewDecoder?: Network<AutoencoderTinyConfig>;
  readonly trained: Training;
}

/** Where a model lies. */
export interface ModelPlaces {
  readonly model: ModelFolder;
  /** Folder of the ControlNet; by default `controlnet` in the model's, where there is one. */
  readonly controlNet?: ModelFolder;
  /** How raw checkpoints are stored; packed ones bring their own. */
  readonly policy: WeightPolicy;
  /** Added to the weights of UNet and text encoder. */
  readonly loras?: readonly WeightedLora[];
}

/**
 * Opens a model.
 *
 * @throws ArmatureError `file-missing`, `bad-config`, `bad-weights` or `bad-tokenizer`, naming the file
 */
export async function openModel({ model, controlNet, policy, loras = [] }: ModelPlaces): Promise<Model> {
  const part = async <Config>(
    folder: ModelFolder,
    parse: (json: unknown, file: string) => Config,
    changes: readonly WeightedLora[] = [],
  ): Promise<Network<Config>> => ({
    config: parse(await readConfig(folder), `${folder.label}/config.json`),
    weights: await openComponent(folder, { policy, loras: changes }),
  });
  const within = async (name: string): Promise<ModelFolder | undefined> =>
    (await model.open(`${name}/config.json`)) && subfolder(model, name);
  const control = controlNet ?? (await within('controlnet'));
  const preview = await within('preview_decoder');
  const previewDecoder = preview && (await part(preview, parseAutoencoderTinyConfig));
  const autoencoder = await openAutoencoder(subfolder(model, 'vae'), policy);
  const { latent_channels } = autoencoder.config;
  const opened: Model = {
    tokenizer: await openTokenizer(subfolder(model, 'tokenizer')),
    textEncoder: await part(subfolder(model, 'text_encoder'), parseClipTextConfig, loras),
    unet: await part(subfolder(model, 'unet'), parseUNetConfig, loras),
    ...(control && { controlNet: await part(control, parseControlNetConfig) }),
    autoencoder,
    // One for other latents is of no use here, and no harm: pictures have their own decoder.
    ...(previewDecoder?.config.latent_channels === latent_channels && { previewDecoder }),
    trained: await readTrainedNoise(subfolder(model, 'scheduler')),
  };
  checkFit(opened);
  return opened;
}

/** How many times smaller the latents are than the picture, in each direction. */
export function latentFactor(autoencoder: AutoencoderKind): number {
  const stages =
    autoencoder.kind === 'kl'
      ? autoencoder.config.block_out_channels
      : autoencoder.config.decoder_block_out_channels;
  return 2 ** (stages.length - 1);
}

async function openAutoencoder(folder: ModelFolder, policy: WeightPolicy): Promise<Autoencoder> {
  const json = await readConfig(folder);
  const file = `${folder.label}/config.json`;
  const weights = await openComponent(folder, { policy });
  const encoderWeights = await openHalf(folder, 'encoder.safetensors', { policy });
  const parts = { weights, ...(encoderWeights && { encoderWeights }) };
  if (isTinyAutoencoder(json)) {
    return { kind: 'tiny', config: parseAutoencoderTinyConfig(json, file), ...parts };
  }
  return { kind: 'kl', config: parseAutoencoderKLConfig(json, file), ...parts };
}

/** The parts may come from different places: a ControlNet of another family would only fail deep in a graph. */
function checkFit(model: Model): void {
  const { unet, autoencoder, textEncoder, tokenizer } = model;
  const { vocab_size } = textEncoder.config;
  if (tokenizer.size > vocab_size) {
    throw misfit(words`the tokenizer has ${tokenizer.size} tokens, the text encoder knows ${vocab_size}`);
  }
  const latent = autoencoder.config.latent_channels;
  if (unet.config.in_channels !== latent) {
    throw misfit(words`the UNet takes ${unet.config.in_channels} channels, the autoencoder gives ${latent}`);
  }
  const text = textEncoder.config.hidden_size;
  const networks = [unet, ...(model.controlNet ? [model.controlNet] : [])];
  const other = networks.flatMap(({ config }) => config.cross_attention_dim).find((width) => width !== text);
  if (model.controlNet) checkControlNet(model.controlNet.config, model);
  if (other !== undefined)
    throw misfit(words`the text encoder gives ${text} features, attention takes ${other}`);
}

function checkControlNet(config: ControlNetConfig, { unet, autoencoder }: Model): void {
  const hintFactor = 2 ** (config.conditioning_embedding_out_channels.length - 1);
  const [own, others] = [config, unet.config].map(({ block_out_channels }) => block_out_channels.join(', '));
  if (own !== others) {
    throw misfit(words`the UNet has channels ${others ?? ''}, the ControlNet ${own ?? ''}`);
  }
  if (hintFactor !== latentFactor(autoencoder)) {
    throw misfit(
      words`the ControlNet's hint is reduced ${hintFactor} times, latents ${latentFactor(autoencoder)} times`,
    );
  }
}

function misfit(what: Words): ArmatureError {
  return new ArmatureError({
    code: 'bad-config',
    message: words`The parts of this model do not fit together: ${what}.`,
    next: words`Use parts that were made for one model.`,
  });
}
