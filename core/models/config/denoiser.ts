/*
 * The config.json of UNet2DConditionModel and ControlNetModel. Field names are theirs.
 * Fields that diffusers takes as one number or a list have one entry per block here.
 */
import * as v from 'valibot';
import { invariant } from '../../result/index.ts';
import { words } from '../../words/index.ts';
import {
  badConfig,
  blockTypes,
  className,
  count,
  countOrCounts,
  counts,
  only,
  parseConfig,
  positive,
  requireGroups,
  withDefault,
} from './fields.ts';
import type { Stages } from './fields.ts';

/** Types of the blocks on the way down. */
type DownBlockType = 'CrossAttnDownBlock2D' | 'DownBlock2D';
/** Types of the blocks on the way up. */
type UpBlockType = 'CrossAttnUpBlock2D' | 'UpBlock2D';

/** What UNet and ControlNet have in common. Lists go from the outermost block inwards. */
export interface DenoiserConfig {
  /** Channels of the latents. */
  readonly in_channels: number;
  readonly flip_sin_to_cos: boolean;
  readonly freq_shift: number;
  readonly down_block_types: readonly DownBlockType[];
  readonly block_out_channels: Stages;
  /** Residual blocks of each down block; an up block has one more. */
  readonly layers_per_block: readonly number[];
  readonly downsample_padding: number;
  readonly mid_block_scale_factor: number;
  readonly norm_num_groups: number;
  readonly norm_eps: number;
  /** Width of the text embeddings. */
  readonly cross_attention_dim: number;
  readonly transformer_layers_per_block: readonly number[];
  /** In the files this is `attention_head_dim`, a misnomer that diffusers keeps for old files' sake. */
  readonly num_attention_heads: readonly number[];
  readonly use_linear_projection: boolean;
}

/** A parsed unet/config.json. */
export interface UNetConfig extends DenoiserConfig {
  readonly out_channels: number;
  /** From the innermost block outwards. */
  readonly up_block_types: readonly UpBlockType[];
  readonly conv_in_kernel: number;
  readonly conv_out_kernel: number;
}

/** A parsed controlnet/config.json. */
export interface ControlNetConfig extends DenoiserConfig {
  /** Channels of the hint image. */
  readonly conditioning_channels: number;
  /** Channels of the hint embedding's stages; each but the first halves the size. */
  readonly conditioning_embedding_out_channels: Stages;
}

/** One resolution of a denoiser: what its lists say about it. */
export interface DenoiserStage {
  readonly channels: number;
  /** Residual blocks on the way down. */
  readonly layers: number;
  /** Transformer blocks of each spatial transformer. */
  readonly transformerLayers: number;
  readonly heads: number;
}

/**
 * Stage `i`, counted from the outermost.
 *
 * @throws ArmatureError `internal` when the config has fewer
 */
export function stageAt(config: DenoiserConfig, i: number): DenoiserStage {
  const channels = config.block_out_channels[i];
  const layers = config.layers_per_block[i];
  const transformerLayers = config.transformer_layers_per_block[i];
  const heads = config.num_attention_heads[i];
  invariant(channels && layers && transformerLayers && heads, `The denoiser has no stage ${i}.`);
  return { channels, layers, transformerLayers, heads };
}

const odd = v.pipe(
  count,
  v.check((side) => side % 2 === 1, 'must be odd'),
);

const SHARED_FIELDS = {
  in_channels: withDefault(count, 4),
  flip_sin_to_cos: withDefault(v.boolean(), true),
  freq_shift: withDefault(v.pipe(v.number(), v.finite()), 0),
  down_block_types: blockTypes<DownBlockType>(['CrossAttnDownBlock2D', 'DownBlock2D']),
  mid_block_type: only('UNetMidBlock2DCrossAttn'),
  block_out_channels: counts,
  layers_per_block: withDefault(countOrCounts, 2),
  downsample_padding: withDefault(v.pipe(v.number(), v.integer(), v.minValue(0)), 1),
  mid_block_scale_factor: withDefault(positive, 1),
  act_fn: withDefault(
    v.picklist(['silu', 'swish'], (issue) => `${issue.received} is not supported; "silu" is`),
    'silu',
  ),
  norm_num_groups: withDefault(count, 32),
  norm_eps: withDefault(positive, 1e-5),
  cross_attention_dim: withDefault(countOrCounts, 1280),
  transformer_layers_per_block: withDefault(countOrCounts, 1),
  attention_head_dim: withDefault(countOrCounts, 8),
  use_linear_projection: withDefault(v.boolean(), false),
  only_cross_attention: v.optional(v.union([only(false), v.array(only(false))], 'is not supported')),
  resnet_time_scale_shift: only('default'),
  class_embed_type: only(null),
  num_class_embeds: only(null),
  addition_embed_type: only(null),
  encoder_hid_dim: only(null),
  encoder_hid_dim_type: only(null),
};

const unetSchema = v.object({
  ...SHARED_FIELDS,
  _class_name: className('UNet2DConditionModel'),
  out_channels: withDefault(count, 4),
  up_block_types: blockTypes<UpBlockType>(['CrossAttnUpBlock2D', 'UpBlock2D']),
  conv_in_kernel: withDefault(odd, 3),
  conv_out_kernel: withDefault(odd, 3),
  num_attention_heads: only(null),
  center_input_sample: only(false),
  dual_cross_attention: only(false),
  reverse_transformer_layers_per_block: only(null),
  resnet_skip_time_act: only(false),
  resnet_out_scale_factor: only(1),
  time_embedding_type: only('positional'),
  time_embedding_dim: only(null),
  time_embedding_act_fn: only(null),
  timestep_post_act: only(null),
  time_cond_proj_dim: only(null),
  attention_type: only('default'),
  class_embeddings_concat: only(false),
  mid_block_only_cross_attention: v.optional(v.union([only(null), only(false)], 'is not supported')),
  cross_attention_norm: only(null),
});

const controlNetSchema = v.object({
  ...SHARED_FIELDS,
  _class_name: className('ControlNetModel'),
  conditioning_channels: withDefault(count, 3),
  conditioning_embedding_out_channels: withDefault(counts, [16, 32, 96, 256]),
  num_attention_heads: withDefault(v.nullable(countOrCounts), null),
  controlnet_conditioning_channel_order: only('rgb'),
  global_pool_conditions: only(false),
});

/**
 * Checks a parsed unet/config.json.
 *
 * @param file - its name, for messages
 * @throws ArmatureError `bad-config` naming the field that is missing, malformed or not supported
 */
export function parseUNetConfig(json: unknown, file: string): UNetConfig {
  const fields = parseConfig(unetSchema, json, file);
  const { up_block_types } = fields;
  if (up_block_types.length !== fields.down_block_types.length) {
    throw badConfig(file, words`up_block_types and down_block_types differ in length`);
  }
  const config = { ...fields, ...perBlock({ ...fields, heads: fields.attention_head_dim }, file) };
  requireGeometry(config, file);
  const inwards = [...up_block_types].reverse();
  requireHeads(
    config,
    inwards.map((type) => type === 'CrossAttnUpBlock2D'),
    file,
  );
  return config;
}

/**
 * Checks a parsed controlnet/config.json.
 *
 * @param file - its name, for messages
 * @throws ArmatureError `bad-config` naming the field that is missing, malformed or not supported
 */
export function parseControlNetConfig(json: unknown, file: string): ControlNetConfig {
  const fields = parseConfig(controlNetSchema, json, file);
  const heads = fields.num_attention_heads ?? fields.attention_head_dim;
  const config = { ...fields, ...perBlock({ ...fields, heads }, file) };
  requireGeometry(config, file);
  return config;
}

interface BlockFields {
  readonly block_out_channels: readonly number[];
  readonly layers_per_block: number | readonly number[];
  readonly transformer_layers_per_block: number | readonly number[];
  readonly cross_attention_dim: number | readonly number[];
  readonly heads: number | readonly number[];
}

type PerBlock = Pick<
  DenoiserConfig,
  'layers_per_block' | 'transformer_layers_per_block' | 'cross_attention_dim' | 'num_attention_heads'
>;

function perBlock(fields: BlockFields, file: string): PerBlock {
  const blocks = fields.block_out_channels.length;
  const spread = (name: string, value: number | readonly number[]): readonly number[] => {
    const list = typeof value === 'number' ? Array<number>(blocks).fill(value) : value;
    if (list.length !== blocks)
      throw badConfig(file, words`${name} has ${list.length} entries for ${blocks} blocks`);
    return list;
  };
  const widths = spread('cross_attention_dim', fields.cross_attention_dim);
  const [width = 0] = widths;
  if (widths.some((other) => other !== width)) {
    throw badConfig(file, words`cross_attention_dim differs from block to block, which is not supported`);
  }
  return {
    layers_per_block: spread('layers_per_block', fields.layers_per_block),
    transformer_layers_per_block: spread('transformer_layers_per_block', fields.transformer_layers_per_block),
    cross_attention_dim: width,
    num_attention_heads: spread('attention_head_dim', fields.heads),
  };
}

function requireGeometry(config: DenoiserConfig, file: string): void {
  const { down_block_types, block_out_channels, norm_num_groups } = config;
  if (down_block_types.length !== block_out_channels.length) {
    throw badConfig(file, words`down_block_types and block_out_channels differ in length`);
  }
  requireGroups(block_out_channels, norm_num_groups, file);
  const innermost = block_out_channels.length - 1;
  const attends = down_block_types.map((type, i) => type === 'CrossAttnDownBlock2D' || i === innermost);
  requireHeads(config, attends, file);
}

/** The fused attention wants heads whose size is a multiple of four. */
function requireHeads(config: DenoiserConfig, attends: readonly boolean[], file: string): void {
  config.block_out_channels.forEach((channels, i) => {
    const heads = config.num_attention_heads[i] ?? 0;
    if (attends[i] !== true || channels % (heads * 4) === 0) return;
    throw badConfig(
      file,
      words`block_out_channels: ${channels} channels with ${heads} heads is not supported; the size of a head must be a multiple of 4`,
    );
  });
}
