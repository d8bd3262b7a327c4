/*
 * The keys and values of all cross-attentions of a denoiser: the part of it that depends on the prompt alone.
 */
import type { AuthoredModel, TextEncoderOptions } from './authored-model.ts';
import { fromStates } from './blocks/text-context.ts';
import { stageAt } from './config/denoiser.ts';
import type { ControlNetConfig, DenoiserConfig, UNetConfig } from './config/denoiser.ts';
import { author } from './weight-scope.ts';

/**
 * Authors the projections of the text for a denoiser with `text: 'projected'`.
 *
 * Input `encoder_hidden_states` float32 [B, S, D]; outputs under the names of that denoiser's inputs, float32 [B, S, C].
 *
 * @param config - of the UNet or of the ControlNet
 */
export function authorTextProjections(
  config: UNetConfig | ControlNetConfig,
  options: TextEncoderOptions,
): AuthoredModel {
  const isUNet = 'up_block_types' in config;
  const task = {
    name: isUNet ? 'unet_text' : 'controlnet_text',
    component: isUNet ? 'unet' : 'controlnet',
    options,
  } as const;
  return author(task, (root) => {
    const shape = [options.batch, options.sequenceLength, config.cross_attention_dim];
    const states = root.input('encoder_hidden_states', shape);
    const context = fromStates(states);
    for (const { place, channels } of crossAttentions(config)) {
      const w = root.at(...place);
      for (const name of ['to_k', 'to_v'] as const) {
        root.output(`${w.path}.${name}`, context.project(w, name, channels));
      }
    }
  });
}

interface CrossAttention {
  /** Segments of its place in the checkpoint. */
  readonly place: readonly (string | number)[];
  readonly channels: number;
}

function crossAttentions(config: UNetConfig | ControlNetConfig): CrossAttention[] {
  const last = config.down_block_types.length - 1;
  const down = config.down_block_types.flatMap((type, i) =>
    type === 'CrossAttnDownBlock2D'
      ? inStage(config, i, { block: ['down_blocks', i], attentions: 'layers' })
      : [],
  );
  const middle = inStage(config, last, { block: ['mid_block'], attentions: 1 });
  if (!('up_block_types' in config)) return [...down, ...middle];
  const up = config.up_block_types.flatMap((type, i) =>
    type === 'CrossAttnUpBlock2D'
      ? inStage(config, last - i, { block: ['up_blocks', i], attentions: 'layers and one' })
      : [],
  );
  return [...down, ...middle, ...up];
}

interface Block {
  readonly block: readonly (string | number)[];
  /** Spatial transformers of the block. */
  readonly attentions: 1 | 'layers' | 'layers and one';
}

function inStage(config: DenoiserConfig, index: number, { block, attentions }: Block): CrossAttention[] {
  const { channels, layers, transformerLayers } = stageAt(config, index);
  const count = attentions === 1 ? 1 : layers + Number(attentions === 'layers and one');
  return Array.from({ length: count }, (_, j) =>
    Array.from({ length: transformerLayers }, (__, k) => ({
      place: [...block, 'attentions', j, 'transformer_blocks', k, 'attn2'],
      channels,
    })),
  ).flat();
}
