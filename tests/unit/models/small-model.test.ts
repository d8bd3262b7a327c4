/*
 * Small models with made-up weights, packed and run: what must hold whatever the weights are.
 */
import { describe, expect, it } from 'vitest';
import {
  authorControlNet,
  authorTextProjections,
  authorUNet,
  parseControlNetConfig,
  parseUNetConfig,
  timestepSinusoids,
} from '../../../core/models/index.ts';
import type { AuthoredModel, WeightRequest } from '../../../core/models/index.ts';
import { elementCount } from '../../../core/onnx/index.ts';
import { locateInitializers, packToMemory, planPacking } from '../../../core/quantize/index.ts';
import type { WeightPolicy } from '../../../core/quantize/index.ts';
import { memorySource, openSafetensors } from '../../../core/weights/index.ts';
import type { StateDict } from '../../../core/weights/index.ts';
import { noise, runWithFile } from '../onnx/run-graph.ts';
import type { Feeds, Results } from '../onnx/run-graph.ts';
import { SMALL_CONTROLNET, SMALL_UNET } from './configs.ts';

const SIZE = { batch: 1, height: 8, width: 8, sequenceLength: 5 } as const;
const unetConfig = parseUNetConfig(SMALL_UNET, 'file');
const controlNetConfig = parseControlNetConfig(SMALL_CONTROLNET, 'file');
const time_proj = timestepSinusoids(unetConfig, 500);

/** Weights by name, scaled so that activations neither vanish nor grow. */
function madeUp(requests: readonly WeightRequest[]): StateDict {
  const shapes = new Map(requests.map(({ tensor, shape }) => [tensor, shape]));
  return {
    names: () => [...shapes.keys()],
    shapeOf: (name) => shapes.get(name),
    floats: (name) => {
      const shape = shapes.get(name) ?? [];
      const letters = new TextEncoder().encode(name);
      const seed = letters.reduce((hash, letter) => (Math.imul(hash, 31) + letter) >>> 0, 7);
      const values = noise(elementCount(shape), seed);
      const spread = shape.length > 1 ? Math.sqrt(3 / elementCount(shape.slice(1))) : 0.3;
      const centre = name.includes('norm') && name.endsWith('.weight') ? 1 : 0;
      return Promise.resolve(values.map((value) => value * spread + centre));
    },
  };
}

async function run(model: AuthoredModel, feeds: Feeds): Promise<Results> {
  const { file: bytes } = await packToMemory(planPacking(model.weights, madeUp(model.weights), {}));
  const name = 'packed.safetensors';
  const file = await openSafetensors(memorySource(bytes), name);
  return runWithFile(model.graph, feeds, { name, bytes, locations: locateInitializers(file, name) });
}

function inputs(batch: number): Record<string, Float32Array> {
  return {
    sample: noise(batch * 4 * 64, 11),
    time_proj,
    encoder_hidden_states: noise(batch * SIZE.sequenceLength * 32, 12),
  };
}

function distance(found: Float32Array | undefined, expected: Float32Array | undefined): number {
  if (!found || found.length !== expected?.length) return Infinity;
  const norm = (values: Float32Array): number => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));
  return norm(found.map((value, i) => value - (expected[i] ?? NaN))) / norm(expected);
}

describe('UNet', () => {
  const author = (policy: WeightPolicy, control = false, batch = 1): AuthoredModel =>
    authorUNet(unetConfig, { policy, ...SIZE, batch, control });

  it('predicts the same with residuals of zero as without control', async () => {
    const controlled = author('f32', true);
    const zeros = controlled.inputs.map(({ name, shape }) => [name, new Float32Array(elementCount(shape))]);
    const plain = await run(author('f32'), inputs(1));
    const found = await run(controlled, { ...(Object.fromEntries(zeros) as Feeds), ...inputs(1) });
    expect(distance(found['prediction']?.data, plain['prediction']?.data)).toBeLessThan(1e-6);
  });

  it('predicts the same with the text projected beforehand', async () => {
    const { sample, encoder_hidden_states } = inputs(1);
    const whole = await run(author('f32'), inputs(1));
    const projections = await run(
      authorTextProjections(unetConfig, { policy: 'f32', batch: 1, sequenceLength: SIZE.sequenceLength }),
      { encoder_hidden_states: encoder_hidden_states! },
    );
    const rest = authorUNet(unetConfig, { policy: 'f32', ...SIZE, control: false, text: 'projected' });
    const texts = Object.entries(projections).map(([name, { data }]) => [name, data]);
    const feeds = { sample: sample!, time_proj, ...(Object.fromEntries(texts) as Feeds) };
    expect(Object.keys(feeds).sort()).toEqual(rest.inputs.map(({ name }) => name).sort());
    const found = await run(rest, feeds);
    expect(distance(found['prediction']?.data, whole['prediction']?.data)).toBeLessThan(1e-6);
  });

  it('keeps the pictures of a batch apart', async () => {
    const { sample, encoder_hidden_states } = inputs(2);
    const both = await run(author('f32', false, 2), inputs(2));
    const second = await run(author('f32'), {
      time_proj,
      sample: sample?.slice(256) ?? new Float32Array(),
      encoder_hidden_states: encoder_hidden_states?.slice(160) ?? new Float32Array(),
    });
    expect(distance(both['prediction']?.data.slice(256), second['prediction']?.data)).toBeLessThan(1e-5);
  });

  it('listens to the text and to the timestep', async () => {
    const before = await run(author('f32'), inputs(1));
    const otherText = await run(author('f32'), { ...inputs(1), encoder_hidden_states: noise(160, 99) });
    const otherTime = await run(author('f32'), {
      ...inputs(1),
      time_proj: timestepSinusoids(unetConfig, 20),
    });
    expect(distance(otherText['prediction']?.data, before['prediction']?.data)).toBeGreaterThan(1e-3);
    expect(distance(otherTime['prediction']?.data, before['prediction']?.data)).toBeGreaterThan(1e-3);
  });

  it.each([
    ['f16', 1e-5, 2e-3],
    ['int8', 1e-3, 3e-2],
    ['int4', 1e-2, 0.2],
  ] as const)('stays near float32 when stored as %s', async (policy, least, most) => {
    const exact = await run(author('f32'), inputs(1));
    const stored = await run(author(policy), inputs(1));
    const error = distance(stored['prediction']?.data, exact['prediction']?.data);
    expect(error).toBeGreaterThan(least);
    expect(error).toBeLessThan(most);
  });
});

describe('ControlNet', () => {
  const model = authorControlNet(controlNetConfig, { policy: 'f32', ...SIZE });
  const feeds = (strength: number): Feeds => ({
    ...inputs(1),
    control_hint: noise(32 * 64, 13),
    conditioning_scale: new Float32Array(5).fill(strength),
  });

  it('multiplies all residuals by the strength', async () => {
    const whole = await run(model, feeds(1));
    const half = await run(model, feeds(0.5));
    const none = await run(model, feeds(0));
    expect(Object.keys(whole)).toEqual([
      'down_block_res_0',
      'down_block_res_1',
      'down_block_res_2',
      'down_block_res_3',
      'mid_block_res',
    ]);
    for (const [name, { data }] of Object.entries(whole)) {
      expect(
        distance(
          half[name]?.data.map((value) => 2 * value),
          data,
        ),
      ).toBeLessThan(1e-6);
      expect(none[name]?.data.every((value) => value === 0)).toBe(true);
    }
  });

  it('multiplies each residual of each batch item by its own scale', async () => {
    const batched = authorControlNet(controlNetConfig, { policy: 'f32', ...SIZE, batch: 2 });
    const scales = Float32Array.of(0, 1, 0, 2, 0, 3, 0, 4, 0, 5);
    const common = { ...inputs(2), control_hint: noise(32 * 64, 13) };
    const whole = await run(batched, { ...common, conditioning_scale: new Float32Array(10).fill(1) });
    const scaled = await run(batched, { ...common, conditioning_scale: scales });
    for (const [i, [name, { data }]] of Object.entries(whole).entries()) {
      const half = data.length / 2;
      const result = scaled[name]!.data;
      expect(result.subarray(0, half).every((value) => value === 0)).toBe(true);
      const expected = data.subarray(half).map((value) => (i + 1) * value);
      expect(distance(result.subarray(half), expected)).toBeLessThan(1e-6);
    }
  });

  it('listens to the hint', async () => {
    const before = await run(model, feeds(1));
    const after = await run(model, { ...feeds(1), control_hint: new Float32Array(32 * 64) });
    expect(distance(after['down_block_res_0']?.data, before['down_block_res_0']?.data)).toBeGreaterThan(0.1);
  });
});
