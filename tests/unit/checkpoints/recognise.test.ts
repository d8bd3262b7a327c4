import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inferConfigs, leftOver, recognise, recogniseBytes } from '../../../core/checkpoints/index.ts';
import type { Recognised } from '../../../core/checkpoints/index.ts';
import {
  authorTinyDecoder,
  authorTinyEncoder,
  parseAutoencoderTinyConfig,
} from '../../../core/models/index.ts';
import { PACKED_FORMAT } from '../../../core/quantize/index.ts';
import { memorySource, openSafetensors, stateDictOf } from '../../../core/weights/index.ts';
import { headerOf, openRecognised, recogniseShapes } from './states.ts';
import type { Shape } from './states.ts';

const MODELS = resolve(import.meta.dirname, '../../fixtures/models');

async function recogniseModel(path: string): Promise<Recognised> {
  return recognise(await openSafetensors(memorySource(await readFile(resolve(MODELS, path))), path));
}

const WEIGHTS = 'diffusion_pytorch_model.safetensors';
const LDM_UNET = {
  'model.diffusion_model.input_blocks.0.0.weight': [320, 4, 3, 3],
  'model.diffusion_model.out.2.weight': [4, 320, 3, 3],
};
const TEXT_READER = 'model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight';
const KOHYA = 'lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_k';

describe('recognise', () => {
  it.each([
    [`unet-kernel-projections/${WEIGHTS}`, 'unet'],
    [`unet-matrix-projections/${WEIGHTS}`, 'unet'],
    [`controlnet-matrix-projections/${WEIGHTS}`, 'controlnet'],
    [`autoencoder-kl-attention/${WEIGHTS}`, 'vae'],
    [`autoencoder-kl-plain/${WEIGHTS}`, 'vae'],
    [`autoencoder-tiny-three-stages/${WEIGHTS}`, 'tiny-autoencoder'],
    ['clip-text-gelu/model.safetensors', 'text_encoder'],
  ])('tells that %s is a %s', async (path, kind) => {
    expect((await recogniseModel(path)).kind).toBe(kind);
  });

  it.each([
    ['kohya', ['unet', 'text_encoder'], 8],
    ['convolutions', ['unet'], 3],
    ['old-diffusers', ['unet'], 8],
    ['peft', ['unet', 'text_encoder'], 10],
  ])('tells which networks the LoRA %s changes', async (name, components, modules) => {
    const { state, recognised } = await openRecognised(`lora-${name}.safetensors`);
    expect(recognised).toEqual({ kind: 'lora', components, modules });
    expect(leftOver(state, recognised)).toEqual([]);
  });

  it('knows the files that we pack', () => {
    expect(recognise(headerOf({ 'a.q': [1] }, { format: PACKED_FORMAT }))).toEqual({ kind: 'packed' });
  });

  it.each<[string, Record<string, Shape>]>([
    ['Stable Diffusion XL', { ...LDM_UNET, 'conditioner.embedders.0.transformer.x': [1] }],
    ['Stable Diffusion XL', { ...LDM_UNET, 'model.diffusion_model.label_emb.0.0.weight': [1280, 2816] }],
    [
      'Stable Diffusion XL',
      { 'add_embedding.linear_1.weight': [1280, 2816], 'conv_in.weight': [320, 4, 3, 3] },
    ],
    ['Stable Diffusion XL', { ...LDM_UNET, [TEXT_READER]: [320, 2048] }],
    ['Stable Diffusion 2.x', { ...LDM_UNET, [TEXT_READER]: [320, 1024] }],
    ['Stable Diffusion 2.x', { ...LDM_UNET, 'cond_stage_model.model.ln_final.weight': [1024] }],
    ['Stable Diffusion 3', { 'model.diffusion_model.joint_blocks.0.x_block.attn.qkv.weight': [1, 1] }],
    ['Flux', { 'double_blocks.0.img_attn.qkv.weight': [1, 1] }],
    ['diffusion transformer', { 'transformer_blocks.0.attn.to_q.weight': [1, 1] }],
    ['inpainting', { ...LDM_UNET, 'model.diffusion_model.input_blocks.0.0.weight': [320, 9, 3, 3] }],
    [
      'editing by instruction',
      { ...LDM_UNET, 'model.diffusion_model.input_blocks.0.0.weight': [320, 8, 3, 3] },
    ],
    [
      '16 latent channels',
      { 'decoder.conv_in.weight': [512, 16, 3, 3], 'decoder.mid.block_1.conv1.weight': [1] },
    ],
    [
      'text encoder of Stable Diffusion 2.x',
      { 'text_model.embeddings.token_embedding.weight': [49408, 1024] },
    ],
    ['Control-LoRA', { lora_controlnet: [0], 'input_hint_block.0.weight': [16, 3, 3, 3] }],
    ['difference', { difference: [0], 'control_model.input_hint_block.0.weight': [16, 3, 3, 3] }],
    ['LoHa', { [`${KOHYA}.hada_w1_a`]: [320, 4] }],
    ['LoKr', { [`${KOHYA}.lokr_w1`]: [4, 4] }],
    ['DoRA', { [`${KOHYA}.lora_down.weight`]: [4, 768], [`${KOHYA}.dora_scale`]: [1, 768] }],
    ['Tucker', { [`${KOHYA}.lora_down.weight`]: [4, 768], [`${KOHYA}.lora_mid.weight`]: [4, 4, 3, 3] }],
    ['whole differences', { [`${KOHYA}.diff`]: [4, 768] }],
    ['LoRA for the Stable Diffusion XL', { [`${KOHYA}.lora_down.weight`]: [4, 2048] }],
    ['LoRA for the Stable Diffusion 2.x', { [`${KOHYA}.lora_down.weight`]: [4, 1024] }],
    ['LoRA for Stable Diffusion XL', { 'lora_te2_text_model_x.lora_down.weight': [4, 1280] }],
    ['Flux or Stable Diffusion 3', { 'lora_unet_double_blocks_0_img_attn_qkv.lora_down.weight': [4, 3072] }],
    ['textual inversion', { emb_params: [4, 768] }],
  ])('refuses what is of %s', (what, shapes) => {
    const recognised = recogniseShapes(shapes);
    expect(recognised).toMatchObject({ kind: 'refused', failure: { code: 'unsupported-model' } });
    expect(recognised.kind === 'refused' && recognised.failure.message).toContain(what);
    expect(recognised.kind === 'refused' && recognised.failure.next).toMatch(/\.$/);
  });

  it('lists the first names of what it does not know', () => {
    expect(recogniseShapes({ a: [1], b: [2], c: [3], d: [4] })).toMatchObject({
      kind: 'refused',
      failure: {
        message: 'This file is of no kind that Armature knows: its 4 tensors begin with a, b, c.',
        detail: 'a\nb\nc\nd',
      },
    });
    expect(recogniseShapes({})).toMatchObject({ kind: 'refused' });
  });
});

describe('configs of tiny autoencoders', () => {
  it.each(['autoencoder-tiny-two-stages', 'autoencoder-tiny-three-stages'])(
    'are told by the shapes: %s',
    async (name) => {
      const bytes = await readFile(resolve(MODELS, name, WEIGHTS));
      const file = await openSafetensors(memorySource(bytes), name);
      const inferred = parseAutoencoderTinyConfig(inferConfigs(stateDictOf(file), recognise(file)).vae, name);
      const json: unknown = JSON.parse(await readFile(resolve(MODELS, name, 'config.json'), 'utf8'));
      expect(inferred).toMatchObject({
        num_encoder_blocks: parseAutoencoderTinyConfig(json, name).num_encoder_blocks,
        num_decoder_blocks: parseAutoencoderTinyConfig(json, name).num_decoder_blocks,
      });
      const size = { policy: 'f32', batch: 1, height: 16, width: 16 } as const;
      const asked = [authorTinyEncoder(inferred, size), authorTinyDecoder(inferred, size)].flatMap(
        ({ weights }) => weights.map(({ tensor, shape }) => [tensor, shape] as const),
      );
      expect(new Map(asked)).toEqual(
        new Map([...file.entries].map(([tensor, { shape }]) => [tensor, shape])),
      );
    },
  );
});

describe('recogniseBytes', () => {
  const bytes = (...parts: (string | number)[]): Uint8Array =>
    Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...Buffer.from(part)])));

  it('lets safetensors pass, even when the length of its header looks like a pickle', () => {
    expect(() => recogniseBytes(bytes(0x80, 2, 0, 0, 0, 0, 0, 0, '{"a":'), 'a.safetensors')).not.toThrow();
  });

  it.each([
    ['model.ckpt', bytes('PK', 3, 4, 20), 'pickled Python objects'],
    ['old.ckpt', bytes(0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9), 'pickled Python objects'],
    ['model.gguf', bytes('GGUF', 3, 0, 0, 0), 'GGUF'],
    ['model.onnx', bytes(8, 7, 0x12, 7, 'pytorch'), 'ONNX'],
    ['model.safetensors', bytes('version https://git-lfs.github.com/spec/v1'), 'Git LFS'],
    ['model.safetensors', bytes('<!doctype html>'), 'web page'],
    ['model.tar.gz', bytes(0x1f, 0x8b, 8), 'compressed'],
    ['notes.txt', bytes('hello, world'), 'is no safetensors file'],
    ['empty.safetensors', bytes(), 'is no safetensors file'],
  ])('refuses %s', (name, start, what) => {
    const refuse = (): void => recogniseBytes(start, name);
    expect(refuse).toThrow(expect.objectContaining({ code: 'unsupported-model' }));
    expect(refuse).toThrow(what);
    expect(refuse).toThrow(name);
  });
});
