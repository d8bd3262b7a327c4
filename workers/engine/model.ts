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
import type { WeightPolicy } from '../../core/quantize/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import type { Training } from '../../core/sampling/index.ts';
import { type Component, openComponent, readConfig } from './component.ts';
import { type ModelFolder, subfolder } from './model-folder.ts';
import { readTrainedNoise } from './scheduler-config.ts';
import { openTokenizer, type PromptTokenizer } from './tokenizer.ts';

/** A network with its parsed config. */
interface Network<Config> {
  readonly config: Config;
  readonly weights: Component;
}

/** The autoencoder, of either kind. */
export type Autoencoder =
  | ({ readonly kind: 'kl' } & Network<AutoencoderKLConfig>)
  | ({ readonly kind: 'tiny' } & Network<AutoencoderTinyConfig>);

/** An opened model. */
export interface Model {
  readonly tokenizer: PromptTokenizer;
  readonly textEncoder: Network<ClipTextConfig>;
  readonly unet: Network<UNetConfig>;
  readonly controlNet: Network<ControlNetConfig>;
  readonly autoencoder: Autoencoder;
  readonly trained: Training;
}

/** Where a model lies. */
export interface ModelPlaces {
  readonly model: ModelFolder;
  /** Folder of the ControlNet; by default `controlnet` in the model's. */
  readonly controlNet?: ModelFolder;
  /** How raw checkpoints are stored; packed ones bring their own. */
  readonly policy: WeightPolicy;
}

/**
 * Opens a model.
 *
 * @throws ArmatureError `file-missing`, `bad-config`, `bad-weights` or `bad-tokenizer`, naming the file
 */
export async function openModel({ model, controlNet, policy }: ModelPlaces): Promise<Model> {
  const part = async <Config>(
    folder: ModelFolder,
    parse: (json: unknown, file: string) => Config,
  ): Promise<Network<Config>> => ({
    config: parse(await readConfig(folder), `${folder.label}/config.json`),
    weights: await openComponent(folder, policy),
  });
  const opened: Model = {
    tokenizer: await openTokenizer(subfolder(model, 'tokenizer')),
    textEncoder: await part(subfolder(model, 'text_encoder'), parseClipTextConfig),
    unet: await part(subfolder(model, 'unet'), parseUNetConfig),
    controlNet: await part(controlNet ?? subfolder(model, 'controlnet'), parseControlNetConfig),
    autoencoder: await openAutoencoder(subfolder(model, 'vae'), policy),
    trained: await readTrainedNoise(subfolder(model, 'scheduler')),
  };
  checkFit(opened);
  return opened;
}

/** How many times smaller the latents are than the picture, in each direction. */
export function latentFactor(autoencoder: Autoencoder): number {
  const stages =
    autoencoder.kind === 'kl'
      ? autoencoder.config.block_out_channels
      : autoencoder.config.decoder_block_out_channels;
  return 2 ** (stages.length - 1);
}

async function openAutoencoder(folder: ModelFolder, policy: WeightPolicy): Promise<Autoencoder> {
  const json = await readConfig(folder);
  const file = `${folder.label}/config.json`;
  const weights = await openComponent(folder, policy);
  const name =
    typeof json === 'object' && json !== null && '_class_name' in json ? json._class_name : undefined;
  if (name === 'AutoencoderTiny')
    return { kind: 'tiny', config: parseAutoencoderTinyConfig(json, file), weights };
  return { kind: 'kl', config: parseAutoencoderKLConfig(json, file), weights };
}

/** The parts may come from different places: a ControlNet of another family would only fail deep in a graph. */
function checkFit({ unet, controlNet, autoencoder, textEncoder }: Model): void {
  const latent = autoencoder.config.latent_channels;
  const hintFactor = 2 ** (controlNet.config.conditioning_embedding_out_channels.length - 1);
  const channels = (config: { readonly block_out_channels: readonly number[] }): string =>
    config.block_out_channels.join(', ');
  if (unet.config.in_channels !== latent) {
    throw misfit(`the UNet takes ${unet.config.in_channels} channels, the autoencoder gives ${latent}`);
  }
  if (channels(unet.config) !== channels(controlNet.config)) {
    throw misfit(
      `the UNet has channels ${channels(unet.config)}, the ControlNet ${channels(controlNet.config)}`,
    );
  }
  if (hintFactor !== latentFactor(autoencoder)) {
    throw misfit(
      `the ControlNet's hint is reduced ${hintFactor} times, latents ${latentFactor(autoencoder)} times`,
    );
  }
  const widths = [unet.config.cross_attention_dim, controlNet.config.cross_attention_dim];
  const text = textEncoder.config.hidden_size;
  const other = widths.find((width) => width !== text);
  if (other !== undefined) throw misfit(`the text encoder gives ${text} features, attention takes ${other}`);
}

function misfit(what: string): ArmatureError {
  return new ArmatureError({
    code: 'bad-config',
    message: `The parts of this model do not fit together: ${what}.`,
    next: 'Use a ControlNet and an autoencoder that were made for this model.',
  });
}
