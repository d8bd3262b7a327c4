/*
 * The configs of Stable Diffusion 1.x, which files without a config.json leave unsaid. Plain objects in the form of the
 * config.json files of diffusers and transformers.
 */

/** A config.json. */
export type ConfigJson = Readonly<Record<string, unknown>>;

const DENOISER = {
  act_fn: 'silu',
  attention_head_dim: 8,
  block_out_channels: [320, 640, 1280, 1280],
  cross_attention_dim: 768,
  down_block_types: ['CrossAttnDownBlock2D', 'CrossAttnDownBlock2D', 'CrossAttnDownBlock2D', 'DownBlock2D'],
  downsample_padding: 1,
  flip_sin_to_cos: true,
  freq_shift: 0,
  in_channels: 4,
  layers_per_block: 2,
  mid_block_scale_factor: 1,
  norm_eps: 1e-5,
  norm_num_groups: 32,
  transformer_layers_per_block: 1,
  use_linear_projection: false,
};

/** The configs of Stable Diffusion 1.x, one for each network and one for the noise that it was trained on. */
export const standardConfigs = {
  unet: {
    ...DENOISER,
    _class_name: 'UNet2DConditionModel',
    conv_in_kernel: 3,
    conv_out_kernel: 3,
    out_channels: 4,
    up_block_types: ['UpBlock2D', 'CrossAttnUpBlock2D', 'CrossAttnUpBlock2D', 'CrossAttnUpBlock2D'],
  },
  controlnet: {
    ...DENOISER,
    _class_name: 'ControlNetModel',
    conditioning_channels: 3,
    conditioning_embedding_out_channels: [16, 32, 96, 256],
    controlnet_conditioning_channel_order: 'rgb',
  },
  vae: {
    _class_name: 'AutoencoderKL',
    act_fn: 'silu',
    block_out_channels: [128, 256, 512, 512],
    down_block_types: [
      'DownEncoderBlock2D',
      'DownEncoderBlock2D',
      'DownEncoderBlock2D',
      'DownEncoderBlock2D',
    ],
    in_channels: 3,
    latent_channels: 4,
    layers_per_block: 2,
    mid_block_add_attention: true,
    norm_num_groups: 32,
    out_channels: 3,
    scaling_factor: 0.18215,
    up_block_types: ['UpDecoderBlock2D', 'UpDecoderBlock2D', 'UpDecoderBlock2D', 'UpDecoderBlock2D'],
    use_post_quant_conv: true,
    use_quant_conv: true,
  },
  text_encoder: {
    hidden_act: 'quick_gelu',
    hidden_size: 768,
    intermediate_size: 3072,
    layer_norm_eps: 1e-5,
    max_position_embeddings: 77,
    model_type: 'clip_text_model',
    num_attention_heads: 12,
    num_hidden_layers: 12,
    vocab_size: 49408,
  },
  scheduler: {
    beta_start: 0.00085,
    beta_end: 0.012,
    beta_schedule: 'scaled_linear',
    num_train_timesteps: 1000,
    prediction_type: 'epsilon',
    set_alpha_to_one: false,
    steps_offset: 1,
  },
} as const satisfies Readonly<Record<string, ConfigJson>>;
