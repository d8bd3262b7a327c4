/*
 * The way down and the middle, which UNet and ControlNet share.
 * Reference: diffusers `CrossAttnDownBlock2D`, `DownBlock2D`, `UNetMidBlock2DCrossAttn`.
 */
import { activate } from '../../onnx/index.ts';
import type { Value } from '../../onnx/index.ts';
import { stageAt } from '../config/denoiser.ts';
import type { DenoiserConfig, DenoiserStage } from '../config/denoiser.ts';
import type { WeightScope } from '../weight-scope.ts';
import { downsample } from './resampling.ts';
import { fromProjections, fromStates } from './text-context.ts';
import type { TextContext } from './text-context.ts';
import { resnetBlock } from './resnet.ts';
import type { ResnetOptions } from './resnet.ts';
import { timeEmbedding } from './timestep.ts';
import { spatialTransformer } from './transformer.ts';

/** What every block is conditioned on. */
export interface Conditioning {
  /** The activated time embedding [1, T]. */
  readonly time: Value;
  /** The text that is attended to. */
  readonly context: TextContext;
}

/** Sizes of a denoiser's inputs; height and width in latent cells. */
export interface DenoiserSize {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly sequenceLength: number;
  /** Does the graph take text states, or their projections? States unless given. */
  readonly text?: 'states' | 'projected';
}

/**
 * Declares the inputs that all denoisers have, and embeds the timestep:
 * `sample` float32 [B, C, h, w], `time_proj` float32 [1, C0] (see {@link timestepSinusoids}), the same for the whole batch,
 * and `encoder_hidden_states` float32 [B, S, D], or its projections (see `authorTextProjections`).
 */
export function denoiserInputs(
  w: WeightScope,
  config: DenoiserConfig,
  { batch, height, width, sequenceLength, text = 'states' }: DenoiserSize,
): Conditioning & { readonly sample: Value } {
  const { channels } = stageAt(config, 0);
  const sample = w.input('sample', [batch, config.in_channels, height, width]);
  const sinusoids = w.input('time_proj', [1, channels]);
  const context =
    text === 'projected'
      ? fromProjections({ batch, sequenceLength })
      : fromStates(w.input('encoder_hidden_states', [batch, sequenceLength, config.cross_attention_dim]));
  const embedded = timeEmbedding(w.at('time_embedding'), sinusoids, { width: 4 * channels });
  return { sample, context, time: activate(w.graph, embedded, 'silu') };
}

/**
 * The down blocks.
 *
 * @param x - what `conv_in` gives, [B, C0, h, w]
 * @returns the skip connections in the order of diffusers: `x`, then each result of a block
 */
export function downPath(
  w: WeightScope,
  config: DenoiserConfig,
  { x, conditioning }: { readonly x: Value; readonly conditioning: Conditioning },
): readonly Value[] {
  const skips = [x];
  let h = x;
  const keep = (value: Value): void => {
    h = value;
    skips.push(value);
  };
  config.down_block_types.forEach((type, i) => {
    const block = w.at('down_blocks', i);
    const stage = stageAt(config, i);
    const options = resnetOptions(config, stage, conditioning);
    for (let j = 0; j < stage.layers; j++) {
      const hidden = resnetBlock(block.at('resnets', j), h, options);
      keep(
        type === 'DownBlock2D'
          ? hidden
          : transformer(block.at('attentions', j), hidden, { config, stage, conditioning }),
      );
    }
    if (i === config.down_block_types.length - 1) return;
    keep(downsample(block.at('downsamplers', 0), h, { padding: config.downsample_padding }));
  });
  return skips;
}

/** The middle block, on the innermost skip connection. */
export function midBlock(
  w: WeightScope,
  config: DenoiserConfig,
  { x, conditioning }: { readonly x: Value; readonly conditioning: Conditioning },
): Value {
  const block = w.at('mid_block');
  const stage = stageAt(config, config.block_out_channels.length - 1);
  const options = {
    ...resnetOptions(config, stage, conditioning),
    outputScale: config.mid_block_scale_factor,
  };
  let h = resnetBlock(block.at('resnets', 0), x, options);
  h = transformer(block.at('attentions', 0), h, { config, stage, conditioning });
  return block.tap(resnetBlock(block.at('resnets', 1), h, options));
}

/** Geometry of the residual blocks of a stage. */
export function resnetOptions(
  config: DenoiserConfig,
  { channels }: DenoiserStage,
  { time }: Conditioning,
): ResnetOptions {
  return { out: channels, groups: config.norm_num_groups, epsilon: config.norm_eps, time };
}

/** The spatial transformer of a stage. */
export function transformer(
  w: WeightScope,
  x: Value,
  at: { readonly config: DenoiserConfig; readonly stage: DenoiserStage; readonly conditioning: Conditioning },
): Value {
  const { config, stage, conditioning } = at;
  return spatialTransformer(w, x, {
    layers: stage.transformerLayers,
    heads: stage.heads,
    context: conditioning.context,
    groups: config.norm_num_groups,
    projections: config.use_linear_projection ? 'matrix' : 'kernel',
  });
}
