/*
 * Graphs with float16 activations, at the size of the public models: one float type from edge to edge, and no cast that is
 * not needed.
 */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  authorControlHint,
  authorControlNet,
  authorSafetyChecker,
  authorTextEncoder,
  authorTextProjections,
  authorTinyDecoder,
  authorUNet,
  authorVaeDecoder,
  authorVaeEncoder,
  parseAutoencoderKLConfig,
  parseAutoencoderTinyConfig,
  parseClipTextConfig,
  parseControlNetConfig,
  parseSafetyCheckerConfig,
  parseUNetConfig,
} from '../../../core/models/index.ts';
import type { AuthoredModel } from '../../../core/models/index.ts';
import type { FloatType, Graph } from '../../../core/onnx/index.ts';
import { encodeModel } from '../../../core/onnx/index.ts';
import { WEIGHT_POLICIES } from '../../../core/quantize/index.ts';
import type { WeightPolicy } from '../../../core/quantize/index.ts';
import {
  SAFETY_CHECKER,
  SD15_CLIP,
  SD15_CONTROLNET,
  SD15_UNET,
  SD15_VAE,
  SD21_UNET,
  TAESD,
} from './configs.ts';
import { elementTypes } from './element-types.ts';

interface Options {
  readonly policy: WeightPolicy;
  readonly activations?: FloatType;
  readonly taps?: boolean;
}

const FILE = 'config.json';
const LATENTS = { batch: 2, height: 64, width: 64, sequenceLength: 77 };
const TEXT = { batch: 2, sequenceLength: 77 };
const unet = parseUNetConfig(SD15_UNET, FILE);
const controlNet = parseControlNetConfig(SD15_CONTROLNET, FILE);

const AUTHORS: Readonly<Record<string, (options: Options) => AuthoredModel>> = {
  'UNet with control': (o) => authorUNet(unet, { ...o, ...LATENTS, control: true, text: 'projected' }),
  'UNet of 2.1 alone': (o) =>
    authorUNet(parseUNetConfig(SD21_UNET, FILE), { ...o, ...LATENTS, control: false }),
  ControlNet: (o) => authorControlNet(controlNet, { ...o, ...LATENTS, text: 'projected' }),
  'hint of ControlNet': (o) => authorControlHint(controlNet, { ...o, batch: 1, height: 512, width: 512 }),
  'text of UNet': (o) => authorTextProjections(unet, { ...o, ...TEXT }),
  'text of ControlNet': (o) => authorTextProjections(controlNet, { ...o, ...TEXT }),
  'text encoder': (o) => authorTextEncoder(parseClipTextConfig(SD15_CLIP, FILE), { ...o, ...TEXT }),
  'autoencoder, encoding': (o) =>
    authorVaeEncoder(parseAutoencoderKLConfig(SD15_VAE, FILE), { ...o, ...LATENTS }),
  'autoencoder, decoding': (o) =>
    authorVaeDecoder(parseAutoencoderKLConfig(SD15_VAE, FILE), { ...o, ...LATENTS }),
  'safety checker': (o) =>
    authorSafetyChecker(parseSafetyCheckerConfig(SAFETY_CHECKER, FILE), { ...o, batch: 1 }),
  TAESD: (o) => authorTinyDecoder(parseAutoencoderTinyConfig(TAESD, FILE), { ...o, ...LATENTS }),
};

function digest({ graph }: AuthoredModel): string {
  const places = graph.initializers.map(
    ({ name, byteLength }) => [name, { location: 'weights', offset: 0, length: byteLength }] as const,
  );
  return createHash('sha256')
    .update(encodeModel(graph, new Map(places)))
    .digest('hex');
}

/** Casts by where they stand. */
function castsOf({ nodes, inputs, outputs, initializers }: Graph): {
  readonly atEdges: number;
  readonly ofWeights: readonly string[];
  readonly elsewhere: readonly string[];
} {
  const edges = new Set([...inputs, ...outputs].map(({ name }) => name));
  const stored = new Set(initializers.map(({ name }) => name));
  const casts = nodes.filter(({ op }) => op === 'Cast');
  const [atEdge, inside] = [
    casts.filter((node) => [...node.inputs, ...node.outputs].some((name) => edges.has(name))),
    casts.filter((node) => ![...node.inputs, ...node.outputs].some((name) => edges.has(name))),
  ];
  return {
    atEdges: atEdge.length,
    ofWeights: inside.flatMap((node) => node.inputs.filter((name) => stored.has(name))),
    elsewhere: inside.filter((node) => !node.inputs.some((name) => stored.has(name))).map(({ name }) => name),
  };
}

describe.each(Object.entries(AUTHORS))('%s', (_, author) => {
  it.each(WEIGHT_POLICIES)('has one float type from edge to edge: %s', (policy) => {
    for (const activations of ['float32', 'float16'] as const) {
      const { graph } = author({ policy, activations, taps: true });
      expect(elementTypes(graph).mixed).toEqual([]);
      const floats = [...graph.inputs, ...graph.outputs].filter(({ dtype }) => dtype !== 'int32');
      expect(new Set(floats.map(({ dtype }) => dtype))).toEqual(new Set(['float32']));
      const other = activations === 'float16' ? 'float32' : 'float16';
      expect(graph.constants.filter(({ dtype }) => dtype === other)).toEqual([]);
    }
  });

  it.each(WEIGHT_POLICIES)('is cast at the edges and where it is stored in float32 only: %s', (policy) => {
    const { graph, weights } = author({ policy, activations: 'float16' });
    const { atEdges, ofWeights, elsewhere } = castsOf(graph);
    const floatInputs = graph.inputs.filter(({ dtype }) => dtype === 'float32');
    expect(atEdges).toBe(floatInputs.length + graph.outputs.length);
    const wide = weights.flatMap(({ stored }) => stored).filter(({ dtype }) => dtype === 'float32');
    expect(ofWeights.toSorted()).toEqual(wide.map(({ name }) => name).toSorted());
    expect(elsewhere).toEqual([]);
  });

  it.each(WEIGHT_POLICIES)(
    'asks for the same weights, and is float32 unless told otherwise: %s',
    (policy) => {
      const usual = author({ policy });
      expect(author({ policy, activations: 'float16' }).weights).toEqual(usual.weights);
      expect(digest(author({ policy, activations: 'float32' }))).toBe(digest(usual));
      expect([...elementTypes(usual.graph).types].filter(([, dtype]) => dtype === 'float16')).toEqual(
        usual.graph.initializers
          .filter(({ dtype }) => dtype === 'float16')
          .map(({ name }) => [name, 'float16']),
      );
    },
  );
});

describe('the walk over element types', () => {
  it('notices a bias that was not cast', () => {
    const { graph } = author16();
    const nodes = graph.nodes.map((node) =>
      node.op === 'Conv' ? { ...node, inputs: node.inputs.with(2, 'conv_in.bias') } : node,
    );
    expect(elementTypes({ ...graph, nodes }).mixed.length).toBeGreaterThan(0);
  });

  function author16(): AuthoredModel {
    return authorUNet(unet, { policy: 'int8', ...LATENTS, control: false, activations: 'float16' });
  }
});
