/*
 * Which checkpoint tensors a network needs: found by authoring its graphs at a small size, for the size of the picture
 * changes no weight.
 */
import {
  authorControlHint,
  authorControlNet,
  authorSafetyChecker,
  authorTextEncoder,
  authorTinyDecoder,
  authorTinyEncoder,
  authorUNet,
  authorVaeDecoder,
  authorVaeEncoder,
  parseAutoencoderKLConfig,
  parseAutoencoderTinyConfig,
  parseClipTextConfig,
  parseControlNetConfig,
  parseSafetyCheckerConfig,
  parseUNetConfig,
  type WeightRequest,
} from '../../core/models/index.ts';
import type { WeightPolicy } from '../../core/quantize/index.ts';
import { isTinyAutoencoder } from './autoencoder-kind.ts';

/** Folders of a model that hold a network. */
export const NETWORK_FOLDERS = [
  'text_encoder',
  'unet',
  'controlnet',
  'vae',
  'preview_decoder',
  'safety_checker',
] as const;

/** Name of such a folder. */
export type NetworkFolder = (typeof NETWORK_FOLDERS)[number];

/** A network by its config, and how its weights are to be stored. */
export interface RequestsOrder {
  readonly network: NetworkFolder;
  /** The parsed config.json. */
  readonly config: unknown;
  /** Name of the config's file, for messages. */
  readonly file: string;
  readonly policy: WeightPolicy;
  /** The half of an autoencoder that is needed; both unless given. */
  readonly half?: 'decoder' | 'encoder' | undefined;
}

/** Any size that a UNet can halve. */
const CELLS = 16;
const TOKENS = 8;

/**
 * Lists the tensors of one network.
 *
 * @throws ArmatureError `bad-config`
 */
export function weightRequests(order: RequestsOrder): readonly WeightRequest[] {
  const { network, config, file, policy } = order;
  const sizes = { policy, batch: 1, height: CELLS, width: CELLS };
  const denoiser = { ...sizes, sequenceLength: TOKENS };
  switch (network) {
    case 'text_encoder': {
      const parsed = parseClipTextConfig(config, file);
      return authorTextEncoder(parsed, { policy, batch: 1, sequenceLength: parsed.max_position_embeddings })
        .weights;
    }
    case 'unet':
      return authorUNet(parseUNetConfig(config, file), { ...denoiser, control: true }).weights;
    case 'controlnet': {
      const parsed = parseControlNetConfig(config, file);
      return [...authorControlHint(parsed, sizes).weights, ...authorControlNet(parsed, denoiser).weights];
    }
    case 'vae':
      return autoencoderRequests(order);
    case 'preview_decoder':
      return autoencoderRequests({ ...order, half: 'decoder' });
    case 'safety_checker':
      return authorSafetyChecker(parseSafetyCheckerConfig(config, file), { policy, batch: 1 }).weights;
  }
}

function autoencoderRequests({ config, file, policy, half }: RequestsOrder): readonly WeightRequest[] {
  const latents = { policy, batch: 1, height: CELLS, width: CELLS };
  const pixels = (stages: number) => ({
    ...latents,
    height: CELLS * 2 ** (stages - 1),
    width: CELLS * 2 ** (stages - 1),
  });
  if (isTinyAutoencoder(config)) {
    const parsed = parseAutoencoderTinyConfig(config, file);
    const stages = parsed.decoder_block_out_channels.length;
    return [
      ...(half === 'decoder' ? [] : authorTinyEncoder(parsed, pixels(stages)).weights),
      ...(half === 'encoder' ? [] : authorTinyDecoder(parsed, latents).weights),
    ];
  }
  const parsed = parseAutoencoderKLConfig(config, file);
  return [
    ...(half === 'decoder' ? [] : authorVaeEncoder(parsed, pixels(parsed.block_out_channels.length)).weights),
    ...(half === 'encoder' ? [] : authorVaeDecoder(parsed, latents).weights),
  ];
}
