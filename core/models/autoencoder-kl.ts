/*
 * The variational autoencoder. Reference: diffusers `AutoencoderKL`. Scaling of the latents (scaling_factor,
 * shift_factor) is the caller's.
 */
import { activate, clip, dimAt, exp, halve, matMul, add, scale, softmax, transpose } from '../onnx/index.ts';
import type { Value } from '../onnx/index.ts';
import type { AuthoredModel, ImageOptions } from './authored-model.ts';
import { downsample, upsample } from './blocks/resampling.ts';
import { resnetBlock } from './blocks/resnet.ts';
import { fromTokens, toTokens } from './blocks/tokens.ts';
import type { AutoencoderKLConfig } from './config/autoencoder.ts';
import { author } from './weight-scope.ts';
import type { WeightScope } from './weight-scope.ts';

/** Of all norms of the autoencoder; its config does not say. */
const EPSILON = 1e-6;

/** The range that the reference limits the log variance to. */
const LOG_VARIANCE = { min: -30, max: 20 };

/**
 * Authors the encoder.
 *
 * Input `sample` float32 [B, 3, H, W] in [-1, 1]; outputs `latent_mean` and `latent_std`, float32 [B, L, h, w]: the
 * distribution of the latents, before scaling.
 */
export function authorVaeEncoder(config: AutoencoderKLConfig, options: ImageOptions): AuthoredModel {
  return author({ name: 'vae_encoder', component: 'vae', options }, (root) => {
    const g = root.graph;
    const image = imageInput(root, { name: 'sample', channels: config.in_channels, options });
    const encoded = encode(root.at('encoder'), image, config);
    const moments = config.use_quant_conv ? pointwise(root, encoded, 'quant_conv') : encoded;
    const [mean, logVariance] = halve(g, moments, 1);
    root.output('latent_mean', mean);
    root.output('latent_std', exp(g, scale(g, clip(g, logVariance, LOG_VARIANCE), 0.5)));
  });
}

/**
 * Authors the decoder.
 *
 * Input `latents` float32 [B, L, h, w], scaling undone; output `sample` float32 [B, 3, H, W], about [-1, 1].
 */
export function authorVaeDecoder(config: AutoencoderKLConfig, options: ImageOptions): AuthoredModel {
  return author({ name: 'vae_decoder', component: 'vae', options }, (root) => {
    const latents = imageInput(root, { name: 'latents', channels: config.latent_channels, options });
    const opened = config.use_post_quant_conv ? pointwise(root, latents, 'post_quant_conv') : latents;
    root.output('sample', decode(root.at('decoder'), opened, config));
  });
}

interface ImageInput {
  readonly name: string;
  readonly channels: number;
  readonly options: ImageOptions;
}

function imageInput(w: WeightScope, { name, channels, options }: ImageInput): Value {
  const { batch, height, width } = options;
  return w.input(name, [batch, channels, height, width]);
}

function pointwise(w: WeightScope, x: Value, name: string): Value {
  return w.tap(w.conv(name, x, { out: dimAt(x.shape, 1), kernel: 1 }), name);
}

function encode(w: WeightScope, image: Value, config: AutoencoderKLConfig): Value {
  const { block_out_channels, layers_per_block, norm_num_groups } = config;
  const [first] = block_out_channels;
  let h = w.tap(w.conv('conv_in', image, { out: first, kernel: 3 }), 'conv_in');
  block_out_channels.forEach((out, i) => {
    const block = w.at('down_blocks', i);
    for (let j = 0; j < layers_per_block; j++) {
      h = resnetBlock(block.at('resnets', j), h, { out, groups: norm_num_groups, epsilon: EPSILON });
    }
    if (i === block_out_channels.length - 1) return;
    h = downsample(block.at('downsamplers', 0), h, { padding: 0 });
  });
  h = middle(w.at('mid_block'), h, config);
  return head(w, h, { out: 2 * config.latent_channels, groups: norm_num_groups });
}

function decode(w: WeightScope, latents: Value, config: AutoencoderKLConfig): Value {
  const { layers_per_block, norm_num_groups } = config;
  const [outermost, ...inner] = config.block_out_channels;
  const innermost = inner.at(-1) ?? outermost;
  const outwards = config.block_out_channels.toReversed();
  let h = w.tap(w.conv('conv_in', latents, { out: innermost, kernel: 3 }), 'conv_in');
  h = middle(w.at('mid_block'), h, config);
  outwards.forEach((out, i) => {
    const block = w.at('up_blocks', i);
    for (let j = 0; j <= layers_per_block; j++) {
      h = resnetBlock(block.at('resnets', j), h, { out, groups: norm_num_groups, epsilon: EPSILON });
    }
    if (i === outwards.length - 1) return;
    const doubled = { height: 2 * dimAt(h.shape, 2), width: 2 * dimAt(h.shape, 3) };
    h = upsample(block.at('upsamplers', 0), h, doubled);
  });
  return head(w, h, { out: config.out_channels, groups: norm_num_groups });
}

function middle(w: WeightScope, x: Value, config: AutoencoderKLConfig): Value {
  const groups = config.norm_num_groups;
  const options = { out: dimAt(x.shape, 1), groups, epsilon: EPSILON };
  let h = resnetBlock(w.at('resnets', 0), x, options);
  if (config.mid_block_add_attention) h = attention(w.at('attentions', 0), h, { groups });
  return w.tap(resnetBlock(w.at('resnets', 1), h, options));
}

function head(w: WeightScope, x: Value, { out, groups }: { out: number; groups: number }): Value {
  const normalized = w.groupNorm('conv_norm_out', x, { groups, epsilon: EPSILON });
  return w.tap(w.conv('conv_out', activate(w.graph, normalized, 'silu'), { out, kernel: 3 }), 'conv_out');
}

/**
 * Attention of all cells to all, with one head as wide as the features. It is written out: the fused operator keeps
 * several partial results per head feature, which for one wide head is more memory than the scores themselves.
 */
function attention(w: WeightScope, x: Value, { groups }: { groups: number }): Value {
  const g = w.graph;
  const out = dimAt(x.shape, 1);
  const tokens = toTokens(g, w.groupNorm('group_norm', x, { groups, epsilon: EPSILON }));
  const query = scale(g, w.linear('to_q', tokens, { out }), 1 / Math.sqrt(out));
  const key = w.linear('to_k', tokens, { out });
  const value = w.linear('to_v', tokens, { out });
  const weights = softmax(g, matMul(g, query, transpose(g, key, [0, 2, 1])));
  const mixed = w.linear('to_out.0', matMul(g, weights, value), { out });
  return w.tap(add(g, fromTokens(g, mixed, x.shape), x));
}
