/*
 * Configs read off the shapes of a network's tensors. What shapes cannot tell is Stable Diffusion 1.x's: the number of
 * heads, groups and epsilons of norms, activations, scaling of the latents.
 */
import type { StateDict } from '../../weights/index.ts';
import { componentState, placesOf } from '../component-state.ts';
import type { CheckpointComponent } from '../header.ts';
import type { Recognised } from '../recognition/recognise.ts';
import { shapeReader, upTo } from './shapes.ts';
import type { ShapeReader } from './shapes.ts';
import { standardConfigs } from './standard.ts';
import type { ConfigJson } from './standard.ts';

/** Configs by network, each in the form of its config.json. */
export type InferredConfigs = Readonly<Partial<Record<CheckpointComponent, ConfigJson>>>;

/**
 * Infers the config of each network of a file.
 *
 * @param file - all tensors of the file; only their shapes are read
 * @param recognised - what `recognise` said of it; a LoRA or a refused file has no configs
 */
export function inferConfigs(file: StateDict, recognised: Recognised): InferredConfigs {
  const tiny = recognised.kind === 'tiny-autoencoder';
  return Object.fromEntries(
    placesOf(recognised).map(({ component }) => {
      const shapes = shapeReader(componentState(file, recognised, component));
      return [component, tiny ? tinyConfig(shapes) : INFER[component](shapes)];
    }),
  );
}

const INFER: Readonly<Record<CheckpointComponent, (shapes: ShapeReader) => ConfigJson>> = {
  unet: unetConfig,
  controlnet: controlNetConfig,
  vae: autoencoderConfig,
  text_encoder: textEncoderConfig,
};

function unetConfig(shapes: ShapeReader): ConfigJson {
  const up = upTo(shapes.count('up_blocks'));
  return {
    ...standardConfigs.unet,
    ...denoiserFields(shapes),
    conv_in_kernel: shapes.side('conv_in.weight', 2),
    conv_out_kernel: shapes.side('conv_out.weight', 2),
    out_channels: shapes.side('conv_out.weight', 0),
    up_block_types: up.map((i) =>
      shapes.count(`up_blocks.${i}.attentions`) > 0 ? 'CrossAttnUpBlock2D' : 'UpBlock2D',
    ),
  };
}

function controlNetConfig(shapes: ShapeReader): ConfigJson {
  const hint = 'controlnet_cond_embedding';
  const stages = upTo(shapes.count(`${hint}.blocks`) / 2);
  return {
    ...standardConfigs.controlnet,
    ...denoiserFields(shapes),
    conditioning_channels: shapes.side(`${hint}.conv_in.weight`, 1),
    conditioning_embedding_out_channels: [
      shapes.side(`${hint}.conv_in.weight`, 0),
      ...stages.map((i) => shapes.side(`${hint}.blocks.${2 * i + 1}.weight`, 0)),
    ],
  };
}

const MIDDLE = 'mid_block.attentions.0';

function denoiserFields(shapes: ShapeReader): ConfigJson {
  const stages = upTo(shapes.count('down_blocks')).map((i) => `down_blocks.${i}`);
  const attends = (stage: string): boolean => shapes.count(`${stage}.attentions`) > 0;
  const middleLayers = shapes.count(`${MIDDLE}.transformer_blocks`);
  return {
    in_channels: shapes.side('conv_in.weight', 1),
    block_out_channels: stages.map((stage) => shapes.side(`${stage}.resnets.0.conv1.weight`, 0)),
    layers_per_block: stages.map((stage) => shapes.count(`${stage}.resnets`)),
    down_block_types: stages.map((stage) => (attends(stage) ? 'CrossAttnDownBlock2D' : 'DownBlock2D')),
    // A stage without attention goes by the middle block, which takes the last stage's number.
    transformer_layers_per_block: stages.map((stage) =>
      attends(stage) ? shapes.count(`${stage}.attentions.0.transformer_blocks`) : middleLayers,
    ),
    cross_attention_dim: shapes.side(`${MIDDLE}.transformer_blocks.0.attn2.to_k.weight`, 1),
    use_linear_projection: shapes.side(`${MIDDLE}.proj_in.weight`, 2) === 0,
  };
}

function autoencoderConfig(shapes: ShapeReader): ConfigJson {
  const inwards = upTo(shapes.count('decoder.up_blocks')).toReversed();
  const widths = inwards.map((i) => shapes.side(`decoder.up_blocks.${i}.resnets.0.conv1.weight`, 0));
  return {
    ...standardConfigs.vae,
    in_channels: shapes.side('encoder.conv_in.weight', 1) || standardConfigs.vae.in_channels,
    out_channels: shapes.side('decoder.conv_out.weight', 0),
    latent_channels: shapes.side('decoder.conv_in.weight', 1),
    block_out_channels: widths,
    layers_per_block: shapes.count('decoder.up_blocks.0.resnets') - 1,
    down_block_types: widths.map(() => 'DownEncoderBlock2D'),
    up_block_types: widths.map(() => 'UpDecoderBlock2D'),
    mid_block_add_attention: shapes.count('decoder.mid_block.attentions') > 0,
    use_quant_conv: shapes.has('quant_conv.weight'),
    use_post_quant_conv: shapes.has('post_quant_conv.weight'),
  };
}

function textEncoderConfig(shapes: ShapeReader): ConfigJson {
  const embeddings = 'text_model.embeddings';
  return {
    ...standardConfigs.text_encoder,
    vocab_size: shapes.side(`${embeddings}.token_embedding.weight`, 0),
    hidden_size: shapes.side(`${embeddings}.token_embedding.weight`, 1),
    max_position_embeddings: shapes.side(`${embeddings}.position_embedding.weight`, 0),
    intermediate_size: shapes.side('text_model.encoder.layers.0.mlp.fc1.weight', 0),
    num_hidden_layers: shapes.count('text_model.encoder.layers'),
  };
}

/** The layers of one half are numbered through; its stages are runs of residual blocks between plain convolutions. */
function tinyConfig(shapes: ShapeReader): ConfigJson {
  const encoder = residualRuns(shapes, 'encoder.layers');
  const decoder = residualRuns(shapes, 'decoder.layers');
  const width = shapes.side('decoder.layers.0.weight', 0);
  const encoderWidth = shapes.side('encoder.layers.0.weight', 0) || width;
  return {
    _class_name: 'AutoencoderTiny',
    latent_channels: shapes.side('decoder.layers.0.weight', 1),
    encoder_block_out_channels: encoder.map(() => encoderWidth),
    decoder_block_out_channels: decoder.map(() => width),
    num_encoder_blocks: encoder,
    num_decoder_blocks: decoder,
  };
}

function residualRuns(shapes: ShapeReader, path: string): readonly number[] {
  const runs: number[] = [];
  let gap = 0;
  // Activations and enlargements take numbers without tensors, at most two in a row.
  for (let i = 0; gap <= 2; i++) {
    if (shapes.has(`${path}.${i}.conv.0.weight`)) runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
    else if (shapes.has(`${path}.${i}.weight`)) runs.push(0);
    gap = shapes.has(`${path}.${i}.conv.0.weight`) || shapes.has(`${path}.${i}.weight`) ? 0 : gap + 1;
  }
  // The last convolution ends the half; no stage follows it.
  return runs.slice(0, -1);
}
