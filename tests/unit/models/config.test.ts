import { describe, expect, it } from 'vitest';
import {
  parseAutoencoderKLConfig,
  parseAutoencoderTinyConfig,
  parseClipTextConfig,
  parseControlNetConfig,
  parseUNetConfig,
} from '../../../core/models/index.ts';
import { SD15_CLIP, SD15_CONTROLNET, SD15_UNET, SD15_VAE, SD21_UNET, TAESD } from './configs.ts';

describe('parseUNetConfig', () => {
  it('has one entry per block where the file has one number', () => {
    const config = parseUNetConfig(SD15_UNET, 'unet/config.json');
    expect(config.num_attention_heads).toEqual([8, 8, 8, 8]);
    expect(config.layers_per_block).toEqual([2, 2, 2, 2]);
    expect(config.transformer_layers_per_block).toEqual([1, 1, 1, 1]);
    expect(config.cross_attention_dim).toBe(768);
  });

  it('takes lists as they are', () => {
    const config = parseUNetConfig({ ...SD21_UNET, cross_attention_dim: [1024, 1024, 1024, 1024] }, 'file');
    expect(config.num_attention_heads).toEqual([5, 10, 20, 20]);
    expect(config.cross_attention_dim).toBe(1024);
  });

  it('takes what the reference implementation takes for fields that old files lack', () => {
    const { use_linear_projection, conv_in_kernel, norm_eps } = parseUNetConfig(SD15_UNET, 'file');
    expect({ use_linear_projection, conv_in_kernel, norm_eps }).toEqual({
      use_linear_projection: false,
      conv_in_kernel: 3,
      norm_eps: 1e-5,
    });
  });

  it.each([
    [{ block_out_channels: undefined }, 'block_out_channels'],
    [{ block_out_channels: [] }, 'block_out_channels'],
    [
      { _class_name: 'SD3Transformer2DModel' },
      '_class_name: this is the config of a "SD3Transformer2DModel"',
    ],
    [{ down_block_types: ['AttnDownBlock2D'] }, 'down_block_types.0: "AttnDownBlock2D" is not supported'],
    [{ mid_block_type: 'UNetMidBlock2D' }, 'mid_block_type: "UNetMidBlock2D" is not supported'],
    [{ act_fn: 'mish' }, 'act_fn: "mish" is not supported'],
    [{ addition_embed_type: 'text_time' }, 'addition_embed_type: "text_time" is not supported; null is'],
    [{ class_embed_type: 'timestep' }, 'class_embed_type'],
    [{ resnet_time_scale_shift: 'scale_shift' }, 'resnet_time_scale_shift'],
    [{ time_cond_proj_dim: 256 }, 'time_cond_proj_dim'],
    [{ center_input_sample: true }, 'center_input_sample'],
    [{ only_cross_attention: [true, true, true, false] }, 'only_cross_attention'],
    [{ conv_in_kernel: 4 }, 'conv_in_kernel: must be odd'],
    [{ attention_head_dim: [8, 8] }, 'attention_head_dim has 2 entries for 4 blocks'],
    [{ attention_head_dim: 7 }, 'block_out_channels: 320 channels with 7 heads is not supported'],
    [{ norm_num_groups: 48 }, 'block_out_channels: 320 does not divide into norm_num_groups = 48'],
    [{ cross_attention_dim: [768, 768, 512, 768] }, 'cross_attention_dim differs from block to block'],
    [{ up_block_types: ['UpBlock2D'] }, 'up_block_types and down_block_types differ in length'],
    [{ block_out_channels: [320, 640] }, 'down_block_types and block_out_channels differ in length'],
  ])('refuses %j', (change, complaint) => {
    const parse = (): unknown => parseUNetConfig({ ...SD15_UNET, ...change }, 'unet/config.json');
    expect(parse).toThrow(expect.objectContaining({ code: 'bad-config' }));
    expect(parse).toThrow(`unet/config.json: ${complaint}`);
  });

  it.each([null, [], 'text', 3])('refuses a document that is %j', (json) => {
    expect(() => parseUNetConfig(json, 'unet/config.json')).toThrow(
      expect.objectContaining({ code: 'bad-config' }),
    );
  });
});

describe('parseControlNetConfig', () => {
  it('prefers num_attention_heads where a file has it', () => {
    const heads = { num_attention_heads: [5, 10, 20, 20] };
    expect(parseControlNetConfig(SD15_CONTROLNET, 'file').num_attention_heads).toEqual([8, 8, 8, 8]);
    expect(parseControlNetConfig({ ...SD15_CONTROLNET, ...heads }, 'file').num_attention_heads).toEqual([
      5, 10, 20, 20,
    ]);
  });

  it.each([
    [{ global_pool_conditions: true }, 'global_pool_conditions: true is not supported'],
    [{ controlnet_conditioning_channel_order: 'bgr' }, 'controlnet_conditioning_channel_order'],
    [{ conditioning_embedding_out_channels: [] }, 'conditioning_embedding_out_channels'],
    [{ _class_name: 'UNet2DConditionModel' }, 'not of a ControlNetModel'],
  ])('refuses %j', (change, complaint) => {
    expect(() => parseControlNetConfig({ ...SD15_CONTROLNET, ...change }, 'file')).toThrow(complaint);
  });
});

describe('parseClipTextConfig', () => {
  it('reads the file of Stable Diffusion 1.5', () => {
    expect(parseClipTextConfig(SD15_CLIP, 'file')).toMatchObject({
      hidden_size: 768,
      hidden_act: 'quick_gelu',
    });
  });

  it.each([
    [{ vocab_size: 0 }, 'vocab_size'],
    [{ hidden_act: 'relu' }, 'hidden_act: "relu" is not supported'],
    [{ model_type: 't5' }, 'model_type: "t5" is not supported'],
    [{ num_attention_heads: 10 }, 'hidden_size: 768 with 10 heads is not supported'],
  ])('refuses %j', (change, complaint) => {
    expect(() => parseClipTextConfig({ ...SD15_CLIP, ...change }, 'file')).toThrow(complaint);
  });
});

describe('parseAutoencoderKLConfig', () => {
  it('knows the scaling that old files leave out', () => {
    const config = parseAutoencoderKLConfig(SD15_VAE, 'file');
    expect(config).toMatchObject({ scaling_factor: 0.18215, shift_factor: 0, use_quant_conv: true });
    expect(parseAutoencoderKLConfig({ ...SD15_VAE, shift_factor: null }, 'file').shift_factor).toBe(0);
  });

  it.each([
    [{ down_block_types: ['AttnDownEncoderBlock2D'] }, 'down_block_types.0'],
    [{ block_out_channels: [128] }, 'block_out_channels has 1 entries for 4 blocks'],
    [{ norm_num_groups: 24 }, 'does not divide into norm_num_groups = 24'],
    [{ latents_mean: [0, 0, 0, 0] }, 'latents_mean'],
  ])('refuses %j', (change, complaint) => {
    expect(() => parseAutoencoderKLConfig({ ...SD15_VAE, ...change }, 'file')).toThrow(complaint);
  });
});

describe('parseAutoencoderTinyConfig', () => {
  it('reads the file of TAESD', () => {
    expect(parseAutoencoderTinyConfig(TAESD, 'file')).toMatchObject({
      latent_channels: 4,
      scaling_factor: 1,
    });
  });

  it.each([
    [{ upsampling_scaling_factor: 4 }, 'upsampling_scaling_factor: 4 is not supported; 2 is'],
    [{ act_fn: 'gelu' }, 'act_fn: "gelu" is not supported'],
    [{ num_decoder_blocks: [3, 3] }, 'decoder_block_out_channels and num_decoder_blocks differ in length'],
    [
      { encoder_block_out_channels: [64, 64, 64, 32] },
      'encoder_block_out_channels: stages of different widths',
    ],
  ])('refuses %j', (change, complaint) => {
    expect(() => parseAutoencoderTinyConfig({ ...TAESD, ...change }, 'file')).toThrow(complaint);
  });
});
