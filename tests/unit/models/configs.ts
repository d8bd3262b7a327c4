/*
 * Configs in the form of the config.json files of public models.
 */

/** unet/config.json of Stable Diffusion 1.5. */
export const SD15_UNET = {
  _class_name: 'UNet2DConditionModel',
  _diffusers_version: '0.6.0',
  act_fn: 'silu',
  attention_head_dim: 8,
  block_out_channels: [320, 640, 1280, 1280],
  center_input_sample: false,
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
  out_channels: 4,
  sample_size: 64,
  up_block_types: ['UpBlock2D', 'CrossAttnUpBlock2D', 'CrossAttnUpBlock2D', 'CrossAttnUpBlock2D'],
};

/** unet/config.json of Stable Diffusion 2.1, where it differs. */
export const SD21_UNET = {
  ...SD15_UNET,
  attention_head_dim: [5, 10, 20, 20],
  cross_attention_dim: 1024,
  dual_cross_attention: false,
  num_class_embeds: null,
  only_cross_attention: false,
  use_linear_projection: true,
};

/** config.json of a ControlNet for Stable Diffusion 1.5. */
export const SD15_CONTROLNET = {
  _class_name: 'ControlNetModel',
  act_fn: 'silu',
  attention_head_dim: 8,
  block_out_channels: SD15_UNET.block_out_channels,
  class_embed_type: null,
  conditioning_embedding_out_channels: [16, 32, 96, 256],
  controlnet_conditioning_channel_order: 'rgb',
  cross_attention_dim: 768,
  down_block_types: SD15_UNET.down_block_types,
  downsample_padding: 1,
  flip_sin_to_cos: true,
  freq_shift: 0,
  in_channels: 4,
  layers_per_block: 2,
  mid_block_scale_factor: 1,
  norm_eps: 1e-5,
  norm_num_groups: 32,
  num_class_embeds: null,
  only_cross_attention: false,
  projection_class_embeddings_input_dim: null,
  resnet_time_scale_shift: 'default',
  upcast_attention: false,
  use_linear_projection: false,
};

/** text_encoder/config.json of Stable Diffusion 1.5. */
export const SD15_CLIP = {
  architectures: ['CLIPTextModel'],
  hidden_act: 'quick_gelu',
  hidden_size: 768,
  intermediate_size: 3072,
  layer_norm_eps: 1e-5,
  max_position_embeddings: 77,
  model_type: 'clip_text_model',
  num_attention_heads: 12,
  num_hidden_layers: 12,
  vocab_size: 49408,
};

/** vae/config.json of Stable Diffusion 1.5. */
export const SD15_VAE = {
  _class_name: 'AutoencoderKL',
  act_fn: 'silu',
  block_out_channels: [128, 256, 512, 512],
  down_block_types: ['DownEncoderBlock2D', 'DownEncoderBlock2D', 'DownEncoderBlock2D', 'DownEncoderBlock2D'],
  in_channels: 3,
  latent_channels: 4,
  layers_per_block: 2,
  norm_num_groups: 32,
  out_channels: 3,
  sample_size: 512,
  up_block_types: ['UpDecoderBlock2D', 'UpDecoderBlock2D', 'UpDecoderBlock2D', 'UpDecoderBlock2D'],
};

/** config.json of TAESD. */
export const TAESD = {
  _class_name: 'AutoencoderTiny',
  act_fn: 'relu',
  block_out_channels: [64, 64, 64, 64],
  decoder_block_out_channels: [64, 64, 64, 64],
  encoder_block_out_channels: [64, 64, 64, 64],
  force_upcast: false,
  in_channels: 3,
  latent_channels: 4,
  latent_magnitude: 3,
  latent_shift: 0.5,
  num_decoder_blocks: [3, 3, 3, 1],
  num_encoder_blocks: [1, 3, 3, 3],
  out_channels: 3,
  scaling_factor: 1,
  upsampling_scaling_factor: 2,
};

/** A UNet small enough to run in a unit test. */
export const SMALL_UNET = {
  ...SD15_UNET,
  attention_head_dim: 4,
  block_out_channels: [32, 64],
  cross_attention_dim: 32,
  down_block_types: ['CrossAttnDownBlock2D', 'DownBlock2D'],
  layers_per_block: 1,
  norm_num_groups: 8,
  up_block_types: ['UpBlock2D', 'CrossAttnUpBlock2D'],
};

/** The ControlNet that goes with {@link SMALL_UNET}. */
export const SMALL_CONTROLNET = {
  ...SD15_CONTROLNET,
  attention_head_dim: 4,
  block_out_channels: SMALL_UNET.block_out_channels,
  conditioning_embedding_out_channels: [8, 16],
  cross_attention_dim: 32,
  down_block_types: SMALL_UNET.down_block_types,
  layers_per_block: 1,
  norm_num_groups: 8,
};

/** safety_checker/config.json of Stable Diffusion 1.5, as far as it counts. */
export const SAFETY_CHECKER = {
  architectures: ['StableDiffusionSafetyChecker'],
  model_type: 'clip',
  projection_dim: 768,
  vision_config: {
    hidden_act: 'quick_gelu',
    hidden_size: 1024,
    image_size: 224,
    intermediate_size: 4096,
    layer_norm_eps: 1e-5,
    model_type: 'clip_vision_model',
    num_attention_heads: 16,
    num_hidden_layers: 24,
    patch_size: 14,
    projection_dim: 768,
  },
};
