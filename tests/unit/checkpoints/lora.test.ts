/*
 * LoRAs against the weights that diffusers and PEFT fuse them to.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { componentState, loraReport, mergeLoras, requireLayers } from '../../../core/checkpoints/index.ts';
import type { LoraComponent, WeightedLora } from '../../../core/checkpoints/index.ts';
import { addProduct } from '../../../core/checkpoints/lora/add-product.ts';
import { packToMemory, planPacking, storedTensors, unpackedStateDict } from '../../../core/quantize/index.ts';
import type { WeightFormat } from '../../../core/quantize/index.ts';
import { memorySource, openSafetensors, stateDictOf } from '../../../core/weights/index.ts';
import type { StateDict } from '../../../core/weights/index.ts';
import { headerOf, openFixture, openRecognised, stateOf } from './states.ts';

const COMPONENTS = ['unet', 'text_encoder'] as const;
type Bases = Record<LoraComponent, StateDict>;

async function weighted(name: string, weight: number): Promise<WeightedLora> {
  const { file, state } = await openRecognised(`lora-${name}.safetensors`);
  return { state, weight, metadata: file.metadata };
}

describe('LoRAs', () => {
  let bases: Bases;
  let fused: StateDict;
  beforeAll(async () => {
    const { state, recognised } = await openRecognised('checkpoint.safetensors');
    bases = {
      unet: componentState(state, recognised, 'unet'),
      text_encoder: componentState(state, recognised, 'text_encoder'),
    };
    fused = stateDictOf(await openFixture('lora-fused.safetensors'));
  });

  it.each<[string, Record<string, number>]>([
    ['kohya', { kohya: 1 }],
    ['convolutions', { convolutions: 1 }],
    ['old-diffusers', { 'old-diffusers': 1 }],
    ['peft', { peft: 1 }],
    ['two', { kohya: 0.8, 'old-diffusers': -0.5 }],
  ])('merge as diffusers fuses them: %s', async (name, weights) => {
    const loras = await Promise.all(Object.entries(weights).map(([file, weight]) => weighted(file, weight)));
    let compared = 0;
    for (const component of COMPONENTS) {
      const merged = mergeLoras(bases[component], component, loras);
      expect(merged.names()).toEqual(bases[component].names());
      for (const tensor of merged.names()) {
        const fusedName = `${name}/${component}.${tensor}`;
        const changed = fused.shapeOf(fusedName) !== undefined;
        const expected = await (changed ? fused.floats(fusedName) : bases[component].floats(tensor));
        const values = await merged.floats(tensor);
        const difference = values.reduce(
          (most, value, i) => Math.max(most, Math.abs(value - expected[i]!)),
          0,
        );
        expect(difference, fusedName).toBeLessThan(changed ? 1e-5 : Number.MIN_VALUE);
        if (changed) compared++;
      }
    }
    expect(compared).toBe(fused.names().filter((fusedName) => fusedName.startsWith(`${name}/`)).length);
  });

  it('merge into what was packed', async () => {
    const base = bases.text_encoder;
    const requests = base.names().map((tensor) => {
      const shape = base.shapeOf(tensor)!;
      const format: WeightFormat = tensor.endsWith('fc1.weight')
        ? { format: 'nbits', bits: 8, blockSize: 16 }
        : { format: 'plain', dtype: 'float32' };
      return { tensor, shape, format, stored: storedTensors(tensor, shape, format) };
    });
    const { file } = await packToMemory(planPacking(requests, base, {}));
    const unpacked = unpackedStateDict(await openSafetensors(memorySource(file), 'packed'), requests);
    const merged = mergeLoras(unpacked, 'text_encoder', [await weighted('kohya', 1)]);
    const tensor = 'text_model.encoder.layers.1.mlp.fc1.weight';
    const expected = await fused.floats(`kohya/text_encoder.${tensor}`);
    const values = await merged.floats(tensor);
    const error = Math.max(...values.map((value, i) => Math.abs(value - expected[i]!)));
    expect(error).toBeLessThan(0.005);
    expect(error).toBeGreaterThan(1e-4);
  });

  it('change nothing with a weight of 0', async () => {
    const tensor = 'down_blocks.0.resnets.0.conv1.weight';
    const merged = mergeLoras(bases.unet, 'unet', [await weighted('convolutions', 0)]);
    expect(await merged.floats(tensor)).toEqual(await bases.unet.floats(tensor));
  });

  it('report which layers the model has', async () => {
    const { state } = await weighted('kohya', 1);
    const whole = loraReport(bases, state);
    expect(whole).toMatchObject({ modules: 8, unmatched: [] });
    expect(whole.applied).toContain('unet.down_blocks.0.attentions.0.proj_in.weight');
    const half = loraReport({ unet: bases.unet }, state);
    expect(half.applied).toHaveLength(5);
    expect(half.unmatched).toContain('lora_te_text_model_encoder_layers_1_mlp_fc1.lora_down.weight');
  });

  it('are refused when nothing applies', () => {
    const foreign = stateOf(headerOf({ 'lora_unet_elsewhere.lora_down.weight': [4, 8] }));
    const refused = expect.objectContaining({ code: 'unsupported-model' }) as Error;
    const loras = [{ state: foreign, weight: 1 }];
    expect(() => requireLayers(bases.unet.names(), 'unet', loras)).toThrow(refused);
    expect(() => loraReport(bases, foreign)).toThrow(
      "None of the LoRA's 1 layers, such as lora_unet_elsewhere.lora_down.weight, is in this model.",
    );
    expect(() => requireLayers(bases.text_encoder.names(), 'text_encoder', loras)).not.toThrow();
  });

  it('are refused when a factor does not fit or is missing', () => {
    const stem = 'lora_unet_down_blocks_0_resnets_0_conv1';
    const merge = (down: number[], up?: number[]): StateDict => {
      const shapes = {
        [`${stem}.lora_down.weight`]: down,
        ...(up ? { [`${stem}.lora_up.weight`]: up } : {}),
      };
      return mergeLoras(bases.unet, 'unet', [{ state: stateOf(headerOf(shapes)), weight: 1 }]);
    };
    expect(() => merge([4, 64, 3, 3], [32, 4, 1, 1])).toThrow(
      `Tensor ${stem}.lora_down.weight of the LoRA has the shape [4, 64, 3, 3], where down_blocks.0.resnets.0.conv1.weight needs [4, 32, 3, 3].`,
    );
    expect(() => merge([4, 32, 3, 3], [32, 5, 1, 1])).toThrow('needs [32, 4]');
    expect(() => merge([4, 32, 3, 3])).toThrow('is missing');
    expect(() => merge([4, 32, 3, 3], [32, 4, 1, 1])).not.toThrow();
  });
});

describe('a damaged LoRA', () => {
  const stateWith = (value: number): StateDict => ({
    names: () => ['unet.a.b.lora_A.weight', 'unet.a.b.lora_B.weight'],
    shapeOf: () => [1, 1],
    floats: () => Promise.resolve(Float32Array.of(value)),
  });
  const baseOf = (value: number): StateDict => ({
    names: () => ['a.b.weight'],
    shapeOf: () => [1, 1],
    floats: () => Promise.resolve(Float32Array.of(value)),
  });
  const merged = (base: number, factor: number): Promise<Float32Array> =>
    mergeLoras(baseOf(base), 'unet', [{ state: stateWith(factor), weight: 1 }]).floats('a.b.weight');

  it.each([NaN, Infinity, 1e30])('with the factor %d is named and refused', async (factor) => {
    await expect(merged(1, factor)).rejects.toThrow(
      'With the LoRA, the layer a.b.weight has values that are no numbers: unet.a.b.lora_A.weight',
    );
  });

  it('is not blamed for what was broken before', async () => {
    expect(await merged(NaN, 1)).toEqual(Float32Array.of(NaN));
  });
});

describe('scales of PEFT', () => {
  const base: StateDict = {
    names: () => ['a.b.weight'],
    shapeOf: () => [1, 1],
    floats: () => Promise.resolve(new Float32Array(1)),
  };
  const state: StateDict = {
    names: () => ['unet.a.b.lora_A.weight', 'unet.a.b.lora_B.weight'],
    shapeOf: (name) => (name.includes('lora_A') ? [4, 1] : [1, 4]),
    floats: () => Promise.resolve(new Float32Array(4).fill(1)),
  };
  const merged = async (fields: Record<string, unknown> | string): Promise<number> => {
    const text = typeof fields === 'string' ? fields : JSON.stringify(fields);
    const metadata = { lora_adapter_metadata: text };
    const [value = Number.NaN] = await mergeLoras(base, 'unet', [{ state, weight: 1, metadata }]).floats(
      'a.b.weight',
    );
    return value;
  };

  it.each([
    ['nothing: as the rank', {}, 4],
    ['alpha', { 'unet.lora_alpha': 2 }, 2],
    ['alpha of a layer', { 'unet.lora_alpha': 2, 'unet.alpha_pattern': { b: 8 } }, 8],
    ['alpha by the root of the rank', { 'unet.lora_alpha': 2, 'unet.use_rslora': true }, 4],
    ['what is of another network', { 'text_encoder.lora_alpha': 2 }, 4],
    ['no JSON', '{', 4],
  ])('follow %s', async (_, fields, expected) => {
    expect(await merged(fields)).toBe(expected);
  });
});

describe('addProduct', () => {
  it.each([1, 8, 11, 16])('is the product at rank %s', (rank) => {
    const [rows, columns] = [5, 7];
    const up = Float32Array.from({ length: rows * rank }, (_, i) => Math.sin(i));
    const down = Float32Array.from({ length: rank * columns }, (_, i) => Math.cos(i));
    const target = new Float32Array(rows * columns).fill(1);
    addProduct(target, { up, down, scale: -0.5 }, { rows, rank, columns });
    for (let i = 0; i < target.length; i++) {
      let sum = 0;
      for (let r = 0; r < rank; r++) {
        sum += up[Math.floor(i / columns) * rank + r]! * down[r * columns + (i % columns)]!;
      }
      expect(target[i]).toBeCloseTo(1 - 0.5 * sum, 5);
    }
  });
});
