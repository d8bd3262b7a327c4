import { describe, expect, it } from 'vitest';
import { packToMemory, planPacking, storedTensors, unpackedStateDict } from '../../../core/quantize/index.ts';
import type { PackRequest, WeightFormat } from '../../../core/quantize/index.ts';
import { memorySource, openSafetensors } from '../../../core/weights/index.ts';
import type { SafetensorsFile, StateDict } from '../../../core/weights/index.ts';

const CASES: Record<string, { shape: readonly number[]; format: WeightFormat; within: number }> = {
  'norm.weight': { shape: [5], format: { format: 'plain', dtype: 'float32' }, within: 0 },
  'sensitive.weight': { shape: [3, 7], format: { format: 'plain', dtype: 'float16' }, within: 0.001 },
  'linear.weight': { shape: [6, 64], format: { format: 'nbits', bits: 8, blockSize: 32 }, within: 0.01 },
  'projection.weight': {
    shape: [6, 64, 1, 1],
    format: { format: 'nbits', bits: 4, blockSize: 32 },
    within: 0.15,
  },
  'wide.weight': { shape: [2, 128], format: { format: 'nbits', bits: 4, blockSize: 64 }, within: 0.15 },
  'conv.weight': { shape: [4, 3, 3, 3], format: { format: 'conv-int8' }, within: 0.01 },
};
const requests: PackRequest[] = Object.entries(CASES).map(([tensor, { shape, format }]) => ({
  tensor,
  shape,
  format,
  stored: storedTensors(tensor, shape, format),
}));
const checkpoint: StateDict = {
  names: () => Object.keys(CASES),
  shapeOf: (name) => CASES[name]?.shape,
  floats(name) {
    const length = CASES[name]!.shape.reduce((product, side) => product * side, 1);
    return Promise.resolve(Float32Array.from({ length }, (_, i) => Math.sin(i + name.length)));
  },
};

async function packed(): Promise<SafetensorsFile> {
  const { file } = await packToMemory(planPacking(requests, checkpoint, {}));
  return openSafetensors(memorySource(file), 'packed');
}

describe('unpackedStateDict', () => {
  it.each(Object.entries(CASES))('gives back %s', async (name, { shape, within }) => {
    const state = unpackedStateDict(await packed(), requests);
    expect(state.shapeOf(name)).toEqual(shape);
    const [values, exact] = [await state.floats(name), await checkpoint.floats(name)];
    expect(values).toHaveLength(exact.length);
    const difference = values.reduce((most, value, i) => Math.max(most, Math.abs(value - exact[i]!)), 0);
    expect(difference).toBeLessThanOrEqual(within);
  });

  it('packs to the same values again', async () => {
    const state = unpackedStateDict(await packed(), requests);
    const { file } = await packToMemory(planPacking(requests, state, {}));
    const again = unpackedStateDict(await openSafetensors(memorySource(file), 'again'), requests);
    for (const name of ['norm.weight', 'sensitive.weight', 'conv.weight', 'linear.weight']) {
      const [first, second] = [await state.floats(name), await again.floats(name)];
      expect(first.every((value, i) => Math.abs(value - second[i]!) < 1e-2)).toBe(true);
    }
  });

  it('has only what was asked for and is there, in the order of the file', async () => {
    const file = await packed();
    const asked = [...requests, { tensor: 'missing.weight', shape: [1] }];
    const state = unpackedStateDict(file, asked);
    const offset = (name: string): number =>
      (file.entries.get(name) ?? file.entries.get(`${name}.q`))!.offset;
    expect(state.names()).toEqual(Object.keys(CASES).sort((a, b) => offset(a) - offset(b)));
    expect(state.shapeOf('missing.weight')).toBeUndefined();
    await expect(state.floats('missing.weight')).rejects.toThrow('no tensor missing.weight');
  });

  it.each(['norm.weight', 'linear.weight', 'conv.weight'])('refuses another size of %s', async (tensor) => {
    const state = unpackedStateDict(await packed(), [{ tensor, shape: [9, 9] }]);
    await expect(state.floats(tensor)).rejects.toMatchObject({ code: 'bad-weights' });
  });
});
