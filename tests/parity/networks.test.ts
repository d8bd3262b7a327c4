/*
 * Every stage of every network against torch, on the CPU build of the runtime.
 */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { StateDict } from '../../core/weights/index.ts';
import { loadOrtForNode } from '../../workers/runtime/ort-node.ts';
import { loadCase, PARITY_CASES } from './cases.ts';
import { MODEL_FIXTURES, openFixtureFile } from './fixture-files.ts';
import { measureCase, packModel } from './harness.ts';
import type { ParityBackend } from './harness.ts';
import { readInitializers } from './onnx-initializers.ts';
import { describeMeasurement, OUTPUT_LIMITS, outputsOf, worst } from './report.ts';

const backend: ParityBackend = {
  ort: loadOrtForNode(1).ort,
  session: { executionProviders: ['wasm'] },
};

/** What rounding may cost a single weight, as a share of its norm. */
const WEIGHT_LIMITS = { int8: 0.01, int4: 0.1 } as const;

const NETWORKS = [
  'CLIPTextModel',
  'UNet2DConditionModel',
  'ControlNetModel',
  'AutoencoderKL',
  'AutoencoderTiny',
  'KeypointHourglass',
  'SRVGGNetCompact',
  'StableDiffusionSafetyChecker',
] as const;

const FLOAT_TYPES = [1, 10];
const BYTE_TYPES = [2, 3];

describe('the cases', () => {
  it('are all folders of the fixtures', () => {
    const folders = readdirSync(MODEL_FIXTURES).filter((name) => name !== 'pipeline');
    expect(PARITY_CASES.map(({ name }) => name).toSorted()).toEqual(folders.toSorted());
  });

  it.each(NETWORKS)('of %s are two, one of which is large enough to be quantized', async (network) => {
    const cases = PARITY_CASES.filter((parityCase) => parityCase.network === network);
    expect(cases.length).toBeGreaterThanOrEqual(2);
    const loaded = await Promise.all(cases.map((parityCase) => loadCase(parityCase, openFixtureFile)));
    const formats = loaded
      .flatMap(({ graphs }) => graphs)
      .flatMap(({ graph, reference }) => graph.author(reference.inputs, { policy: 'int4' }).weights)
      .map(({ format }) => format.format);
    expect(formats.filter((format) => format !== 'plain').length).toBeGreaterThan(4);
  });
});

describe('the comparison', () => {
  it('notices a single weight that is off by 1 %', async () => {
    const loaded = await loadCase(
      { name: 'unet-kernel-projections', network: 'UNet2DConditionModel' },
      openFixtureFile,
    );
    const off = 'down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k.weight';
    const weights: StateDict = {
      ...loaded.weights,
      floats: async (name) => {
        const values = await loaded.weights.floats(name);
        return name === off ? values.map((value) => 1.01 * value) : values;
      },
    };
    const [measured] = await measureCase({ ...loaded, weights }, { policy: 'f32' }, backend);
    const beyond = (measured?.errors ?? [])
      .filter(({ relativeError }) => relativeError > OUTPUT_LIMITS.f32)
      .map(({ stage }) => stage);
    expect(beyond).toContain('down_blocks.0.attentions.0.transformer_blocks.0.attn2');
    expect(beyond).toContain('prediction');
    expect(beyond).not.toContain('down_blocks.0.attentions.0.transformer_blocks.0.attn1');
  });
});

describe.each(PARITY_CASES)('$name', (parityCase) => {
  it.each(['f32', 'f16'] as const)('gives what torch gives at every stage, stored as %s', async (policy) => {
    const loaded = await loadCase(parityCase, openFixtureFile);
    for (const measured of await measureCase(loaded, { policy }, backend)) {
      process.stdout.write(describeMeasurement(`${policy} ${parityCase.name}`, measured));
      expect(worst(measured.errors).relativeError).toBeLessThan(OUTPUT_LIMITS[policy]);
    }
  });

  it.each(['int8', 'int4'] as const)('stays near torch when stored as %s', async (policy) => {
    const loaded = await loadCase(parityCase, openFixtureFile);
    for (const measured of await measureCase(loaded, { policy }, backend)) {
      process.stdout.write(describeMeasurement(`${policy} ${parityCase.name}`, measured));
      const quantized = measured.weights.filter(({ format }) => format !== 'plain');
      const { relativeError } = worst(outputsOf(measured));
      expect(relativeError).toBeLessThan(quantized.length > 0 ? OUTPUT_LIMITS[policy] : OUTPUT_LIMITS.f32);
      if (quantized.length > 0) expect(relativeError).toBeGreaterThan(OUTPUT_LIMITS.f32);
      for (const weight of quantized) {
        expect(weight.relativeError, weight.tensor).toBeGreaterThan(0);
        expect(weight.relativeError, weight.tensor).toBeLessThan(WEIGHT_LIMITS[policy]);
      }
    }
  });

  it('gives the runtime bytes, not floats, for quantized weights', async () => {
    const { graphs, weights } = await loadCase(parityCase, openFixtureFile);
    for (const { graph, reference } of graphs) {
      const model = graph.author(reference.inputs, { policy: 'int4' });
      const initializers = readInitializers((await packModel(model, weights)).onnx);
      for (const { tensor, format, shape } of model.weights) {
        const elements = shape.reduce((product, side) => product * side, 1);
        if (format.format === 'plain') {
          expect(FLOAT_TYPES).toContain(initializers.get(tensor)?.dataType);
          continue;
        }
        const perByte = format.format === 'nbits' ? 8 / format.bits : 1;
        const codes = initializers.get(`${tensor}.q`);
        expect(BYTE_TYPES).toContain(codes?.dataType);
        expect(codes?.elements).toBe(elements / perByte);
        expect(initializers.has(tensor)).toBe(false);
      }
    }
  });
});
