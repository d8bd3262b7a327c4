/*
 * Authoring at the size of the public models. The numbers of parameters are those that diffusers and transformers count.
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
import type { AuthoredModel, ImageOptions } from '../../../core/models/index.ts';
import { elementCount, encodeModel } from '../../../core/onnx/index.ts';
import { WEIGHT_POLICIES } from '../../../core/quantize/index.ts';
import type { WeightPolicy } from '../../../core/quantize/index.ts';
import { SD15_CLIP, SD15_CONTROLNET, SD15_UNET, SD15_VAE, SD21_UNET, TAESD } from './configs.ts';

const FILE = 'config.json';
const LATENTS = { batch: 2, height: 64, width: 64 };
const PICTURE = { batch: 1, height: 512, width: 512 };
const TOKENS = { sequenceLength: 77 };

const MODELS: Record<string, { parameters: number; author: (policy: WeightPolicy) => AuthoredModel[] }> = {
  'UNet of Stable Diffusion 1.5': {
    parameters: 859_520_964,
    author: (policy) => [
      authorUNet(parseUNetConfig(SD15_UNET, FILE), { policy, ...LATENTS, ...TOKENS, control: true }),
    ],
  },
  'UNet of Stable Diffusion 2.1': {
    parameters: 865_910_724,
    author: (policy) => [
      authorUNet(parseUNetConfig(SD21_UNET, FILE), { policy, ...LATENTS, ...TOKENS, control: false }),
    ],
  },
  'ControlNet of Stable Diffusion 1.5': {
    parameters: 361_279_120,
    author: (policy) => {
      const config = parseControlNetConfig(SD15_CONTROLNET, FILE);
      return [
        authorControlNet(config, { policy, ...LATENTS, ...TOKENS }),
        authorControlHint(config, { policy, ...PICTURE }),
      ];
    },
  },
  'text encoder of Stable Diffusion 1.5': {
    parameters: 123_060_480,
    author: (policy) => [
      authorTextEncoder(parseClipTextConfig(SD15_CLIP, FILE), { policy, batch: 2, ...TOKENS }),
    ],
  },
  'autoencoder of Stable Diffusion 1.5': {
    parameters: 83_653_863,
    author: (policy) =>
      bothWays(parseAutoencoderKLConfig(SD15_VAE, FILE), policy, [authorVaeEncoder, authorVaeDecoder]),
  },
  TAESD: {
    parameters: 2_445_063,
    author: (policy) =>
      bothWays(parseAutoencoderTinyConfig(TAESD, FILE), policy, [authorTinyEncoder, authorTinyDecoder]),
  },
};

type Author<Config> = (config: Config, options: ImageOptions) => AuthoredModel;

function bothWays<Config>(
  config: Config,
  policy: WeightPolicy,
  [encoder, decoder]: readonly [Author<Config>, Author<Config>],
): AuthoredModel[] {
  return [encoder(config, { policy, ...PICTURE }), decoder(config, { policy, ...LATENTS })];
}

/** Operators with kernels on the CPU and on the native WebGPU provider of the pinned runtime. */
const ON_BOTH_PROVIDERS = new Set([
  'Add',
  'Cast',
  'Clip',
  'Concat',
  'Conv',
  'DequantizeLinear',
  'Exp',
  'Gather',
  'Gelu',
  'Gemm',
  'InstanceNormalization',
  'LayerNormalization',
  'MatMul',
  'Mul',
  'Relu',
  'Reshape',
  'Resize',
  'Softmax',
  'Split',
  'Tanh',
  'Transpose',
  'com.microsoft.GatherBlockQuantized',
  'com.microsoft.MatMulNBits',
  'com.microsoft.MultiHeadAttention',
  'com.microsoft.QuickGelu',
]);

/** Operators that take a shape or sizes as int64. */
const TAKES_SHAPE = new Set(['Reshape', 'Resize', 'Split']);

describe.each(Object.entries(MODELS))('%s', (_, { parameters, author }) => {
  it.each(WEIGHT_POLICIES)('asks for every parameter once: %s', (policy) => {
    const requests = new Map(
      author(policy).flatMap(({ weights }) => weights.map(({ tensor, shape }) => [tensor, shape] as const)),
    );
    const counted = [...requests.values()].reduce((sum, shape) => sum + elementCount(shape), 0);
    expect(counted).toBe(parameters);
  });

  it.each(WEIGHT_POLICIES)('has the initializers that packing writes: %s', (policy) => {
    for (const { graph, weights } of author(policy)) {
      const stored = weights.flatMap((weight) => weight.stored);
      const lengths = new Map(stored.map(({ name, byteLength }) => [name, byteLength]));
      expect(new Map(graph.initializers.map(({ name, byteLength }) => [name, byteLength]))).toEqual(lengths);
    }
  });

  it.each(WEIGHT_POLICIES)(
    'uses operators of both providers only, and no int64 but in shapes: %s',
    (policy) => {
      for (const { graph } of author(policy)) {
        const used = new Set(graph.nodes.map(({ domain, op }) => (domain === '' ? op : `${domain}.${op}`)));
        expect([...used].filter((op) => !ON_BOTH_PROVIDERS.has(op))).toEqual([]);
        const wide = new Set(
          graph.constants.filter(({ dtype }) => dtype === 'int64').map(({ name }) => name),
        );
        const users = graph.nodes.filter(({ inputs }) => inputs.some((input) => wide.has(input)));
        expect(users.filter(({ op }) => !TAKES_SHAPE.has(op))).toEqual([]);
      }
    },
  );

  it('takes little room without the weights', () => {
    for (const { graph } of author('int8')) {
      const locations = new Map(
        graph.initializers.map(({ name, byteLength }) => [
          name,
          { location: 'model.safetensors', offset: 0, length: byteLength },
        ]),
      );
      expect(encodeModel(graph, locations).length).toBeLessThan(1_000_000);
    }
  });
});

describe('storage of the UNet of Stable Diffusion 1.5', () => {
  const bytes = (policy: WeightPolicy): number =>
    (MODELS['UNet of Stable Diffusion 1.5']?.author(policy) ?? [])
      .flatMap(({ weights }) => weights.flatMap(({ stored }) => stored))
      .reduce((sum, { byteLength }) => sum + byteLength, 0);

  it('is about half and a quarter of float32 in f16 and int8', () => {
    const full = bytes('f32');
    expect(bytes('f16') / full).toBeCloseTo(0.5, 2);
    expect(bytes('int8') / full).toBeCloseTo(0.256, 2);
    expect(bytes('int4') / full).toBeCloseTo(0.214, 2);
  });
});
