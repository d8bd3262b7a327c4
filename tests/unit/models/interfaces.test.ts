/*
 * The names, types and shapes that the engine binds to.
 */
import { describe, expect, it } from 'vitest';
import {
  authorControlHint,
  authorControlNet,
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
  parseUNetConfig,
} from '../../../core/models/index.ts';
import type { TensorSpec } from '../../../core/onnx/index.ts';
import { SD15_CLIP, SD15_CONTROLNET, SD15_UNET, SD15_VAE, SMALL_UNET, TAESD } from './configs.ts';

const policy = 'f32';
const LATENTS = { policy, batch: 2, height: 64, width: 48 } as const;
const TOKENS = { sequenceLength: 77 };

const table = (specs: readonly TensorSpec[]): Record<string, string> =>
  Object.fromEntries(specs.map(({ name, dtype, shape }) => [name, `${dtype} ${shape.join('x')}`]));

describe('authorUNet', () => {
  const config = parseUNetConfig(SD15_UNET, 'file');

  it('has three inputs and one output without control', () => {
    const { inputs, outputs } = authorUNet(config, { ...LATENTS, ...TOKENS, control: false });
    expect(table(inputs)).toEqual({
      sample: 'float32 2x4x64x48',
      time_proj: 'float32 1x320',
      encoder_hidden_states: 'float32 2x77x768',
    });
    expect(table(outputs)).toEqual({ prediction: 'float32 2x4x64x48' });
  });

  it('takes what ControlNet gives', () => {
    const unet = authorUNet(config, { ...LATENTS, ...TOKENS, control: true });
    const controlNet = authorControlNet(parseControlNetConfig(SD15_CONTROLNET, 'file'), {
      ...LATENTS,
      ...TOKENS,
    });
    expect(controlNet.outputs).toHaveLength(13);
    expect(table(unet.inputs.slice(3))).toEqual(table(controlNet.outputs));
    expect(table(controlNet.outputs)).toMatchObject({
      down_block_res_0: 'float32 2x320x64x48',
      down_block_res_11: 'float32 2x1280x8x6',
      mid_block_res: 'float32 2x1280x8x6',
    });
  });

  it('comes back to odd sizes on the way up', () => {
    const sizes = { policy, batch: 1, height: 15, width: 9 } as const;
    const { outputs } = authorUNet(config, { ...sizes, ...TOKENS, control: false });
    expect(table(outputs)).toEqual({ prediction: 'float32 1x4x15x9' });
  });

  it('gives out stages under their names in the torch module', () => {
    const small = parseUNetConfig(SMALL_UNET, 'file');
    const { outputs } = authorUNet(small, { ...LATENTS, ...TOKENS, control: false, taps: true });
    expect(table(outputs)).toMatchObject({
      prediction: 'float32 2x4x64x48',
      conv_in: 'float32 2x32x64x48',
      time_embedding: 'float32 1x128',
      'down_blocks.0.resnets.0': 'float32 2x32x64x48',
      'down_blocks.0.attentions.0.transformer_blocks.0.attn2': 'float32 2x3072x32',
      'down_blocks.0.downsamplers.0': 'float32 2x32x32x24',
      mid_block: 'float32 2x64x32x24',
      'up_blocks.0.upsamplers.0': 'float32 2x64x64x48',
      'up_blocks.1.attentions.1': 'float32 2x32x64x48',
    });
  });
});

describe('authorControlHint', () => {
  it('brings the picture to the size of the latents', () => {
    const config = parseControlNetConfig(SD15_CONTROLNET, 'file');
    const { inputs, outputs } = authorControlHint(config, { policy, batch: 1, height: 512, width: 384 });
    expect(table(inputs)).toEqual({ controlnet_cond: 'float32 1x3x512x384' });
    expect(table(outputs)).toEqual({ control_hint: 'float32 1x320x64x48' });
    const controlNet = authorControlNet(config, { ...LATENTS, ...TOKENS });
    expect(table(controlNet.inputs)).toMatchObject({
      control_hint: 'float32 1x320x64x48',
      conditioning_scale: 'float32 13x2x1x1x1',
    });
  });
});

describe('authorTextEncoder', () => {
  const config = parseClipTextConfig(SD15_CLIP, 'file');

  it('takes int32 ids and gives hidden states', () => {
    const { inputs, outputs } = authorTextEncoder(config, { policy, batch: 2, ...TOKENS });
    expect(table(inputs)).toEqual({ input_ids: 'int32 2x77' });
    expect(table(outputs)).toEqual({ last_hidden_state: 'float32 2x77x768' });
  });

  it('leaves out the last layers, and nothing else', () => {
    const options = { policy, batch: 1, ...TOKENS } as const;
    const names = ({ weights }: { weights: readonly { tensor: string }[] }): string[] =>
      weights.map(({ tensor }) => tensor);
    const whole = names(authorTextEncoder(config, options));
    const shorter = names(authorTextEncoder(config, { ...options, skipLayers: 2 }));
    expect(shorter).toEqual(whole.filter((name) => !/layers[.](10|11)[.]/.test(name)));
    expect(() => authorTextEncoder(config, { ...options, skipLayers: 12 })).toThrow('12 layers without 12');
  });

  it('refuses a prompt longer than its positions', () => {
    expect(() => authorTextEncoder(config, { policy, batch: 1, sequenceLength: 78 })).toThrow(
      'A prompt of 78 tokens for a text encoder of 77 positions.',
    );
  });
});

describe('autoencoders', () => {
  const picture = { policy, batch: 1, height: 128, width: 64 } as const;
  const latents = { policy, batch: 1, height: 16, width: 8 } as const;

  it('AutoencoderKL encodes to a distribution and decodes to a picture', () => {
    const config = parseAutoencoderKLConfig(SD15_VAE, 'file');
    expect(table(authorVaeEncoder(config, picture).outputs)).toEqual({
      latent_mean: 'float32 1x4x16x8',
      latent_std: 'float32 1x4x16x8',
    });
    const decoder = authorVaeDecoder(config, latents);
    expect(table(decoder.inputs)).toEqual({ latents: 'float32 1x4x16x8' });
    expect(table(decoder.outputs)).toEqual({ sample: 'float32 1x3x128x64' });
  });

  it('AutoencoderTiny encodes to latents and decodes to a picture', () => {
    const config = parseAutoencoderTinyConfig(TAESD, 'file');
    const encoder = authorTinyEncoder(config, picture);
    expect(table(encoder.inputs)).toEqual({ sample: 'float32 1x3x128x64' });
    expect(table(encoder.outputs)).toEqual({ latents: 'float32 1x4x16x8' });
    expect(table(authorTinyDecoder(config, latents).outputs)).toEqual({ sample: 'float32 1x3x128x64' });
  });
});
