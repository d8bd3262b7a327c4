/*
 * The config.json of AutoencoderKL and AutoencoderTiny. Field names are theirs.
 */
import * as v from 'valibot';
import { words } from '../../words/index.ts';
import {
  badConfig,
  blockTypes,
  className,
  count,
  counts,
  only,
  parseConfig,
  positive,
  requireGroups,
  withDefault,
} from './fields.ts';
import type { Stages } from './fields.ts';

/** A parsed vae/config.json of an AutoencoderKL. */
export interface AutoencoderKLConfig {
  /** Channels of the picture. */
  readonly in_channels: number;
  readonly out_channels: number;
  /** From the picture inwards; each block but the last halves the size. */
  readonly block_out_channels: Stages;
  /** Residual blocks of an encoder block; a decoder block has one more. */
  readonly layers_per_block: number;
  readonly latent_channels: number;
  readonly norm_num_groups: number;
  /** The denoiser works on `(latents - shift_factor) * scaling_factor`. */
  readonly scaling_factor: number;
  readonly shift_factor: number;
  readonly use_quant_conv: boolean;
  readonly use_post_quant_conv: boolean;
  readonly mid_block_add_attention: boolean;
}

/** A parsed vae/config.json of an AutoencoderTiny (TAESD). */
export interface AutoencoderTinyConfig {
  /** Channels of the picture. */
  readonly in_channels: number;
  readonly out_channels: number;
  /** Channels of each stage. The network has one width throughout. */
  readonly encoder_block_out_channels: Stages;
  readonly decoder_block_out_channels: Stages;
  /** Residual blocks of each stage. */
  readonly num_encoder_blocks: readonly number[];
  readonly num_decoder_blocks: readonly number[];
  readonly latent_channels: number;
  readonly upsampling_scaling_factor: number;
  /** The denoiser works on `(latents - shift_factor) * scaling_factor`. */
  readonly scaling_factor: number;
  readonly shift_factor: number;
}

const finite = v.pipe(v.number(), v.finite());
/** Old files lack it, newer ones may have null. */
const shift = v.nullish(finite, 0);

const klSchema = v.object({
  _class_name: className('AutoencoderKL'),
  in_channels: withDefault(count, 3),
  out_channels: withDefault(count, 3),
  down_block_types: blockTypes(['DownEncoderBlock2D']),
  up_block_types: blockTypes(['UpDecoderBlock2D']),
  block_out_channels: counts,
  layers_per_block: withDefault(count, 1),
  act_fn: withDefault(
    v.picklist(['silu', 'swish'], (issue) => `${issue.received} is not supported; "silu" is`),
    'silu',
  ),
  latent_channels: withDefault(count, 4),
  norm_num_groups: withDefault(count, 32),
  scaling_factor: withDefault(positive, 0.18215),
  shift_factor: shift,
  latents_mean: only(null),
  latents_std: only(null),
  use_quant_conv: withDefault(v.boolean(), true),
  use_post_quant_conv: withDefault(v.boolean(), true),
  mid_block_add_attention: withDefault(v.boolean(), true),
});

const tinySchema = v.object({
  _class_name: className('AutoencoderTiny'),
  in_channels: withDefault(count, 3),
  out_channels: withDefault(count, 3),
  encoder_block_out_channels: withDefault(counts, [64, 64, 64, 64]),
  decoder_block_out_channels: withDefault(counts, [64, 64, 64, 64]),
  num_encoder_blocks: withDefault(counts, [1, 3, 3, 3]),
  num_decoder_blocks: withDefault(counts, [3, 3, 3, 1]),
  act_fn: only('relu'),
  upsample_fn: only('nearest'),
  latent_channels: withDefault(count, 4),
  // The encoder halves: another factor would give a picture of another size than was encoded.
  upsampling_scaling_factor: only(2),
  scaling_factor: withDefault(positive, 1),
  shift_factor: shift,
});

/**
 * Checks a parsed vae/config.json of an AutoencoderKL.
 *
 * @param file - its name, for messages
 * @throws ArmatureError `bad-config` naming the field that is missing, malformed or not supported
 */
export function parseAutoencoderKLConfig(json: unknown, file: string): AutoencoderKLConfig {
  const config = parseConfig(klSchema, json, file);
  const { block_out_channels, down_block_types, up_block_types } = config;
  for (const types of [down_block_types, up_block_types]) {
    if (types.length === block_out_channels.length) continue;
    throw badConfig(
      file,
      words`block_out_channels has ${block_out_channels.length} entries for ${types.length} blocks`,
    );
  }
  requireGroups(block_out_channels, config.norm_num_groups, file);
  return config;
}

/**
 * Checks a parsed vae/config.json of an AutoencoderTiny.
 *
 * @param file - its name, for messages
 * @throws ArmatureError `bad-config` naming the field that is missing, malformed or not supported
 */
export function parseAutoencoderTinyConfig(json: unknown, file: string): AutoencoderTinyConfig {
  const config = parseConfig(tinySchema, json, file);
  for (const side of ['encoder', 'decoder'] as const) {
    const channels = config[`${side}_block_out_channels`];
    const blocks = config[`num_${side}_blocks`];
    if (channels.length !== blocks.length) {
      throw badConfig(file, words`${side}_block_out_channels and num_${side}_blocks differ in length`);
    }
    if (channels.some((width) => width !== channels[0])) {
      throw badConfig(
        file,
        words`${side}_block_out_channels: stages of different widths do not fit together`,
      );
    }
  }
  return config;
}
