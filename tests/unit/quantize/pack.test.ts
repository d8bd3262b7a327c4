import { describe, expect, it } from 'vitest';
import {
  locateInitializers,
  PACKED_FORMAT,
  packToMemory,
  planPacking,
  storedTensors,
  type PackRequest,
  type WeightFormat,
} from '../../../core/quantize/index.ts';
import { memorySource, openSafetensors, type StateDict } from '../../../core/weights/index.ts';

const tensors: Record<string, { shape: number[]; values: Float32Array }> = {
  'norm.weight': { shape: [3], values: Float32Array.from([1, 2, 3]) },
  'proj.weight': { shape: [2, 32], values: Float32Array.from({ length: 64 }, (_, i) => Math.sin(i)) },
  'conv.weight': { shape: [2, 1, 3, 3], values: Float32Array.from({ length: 18 }, (_, i) => Math.cos(i)) },
};
const state: StateDict = {
  names: () => Object.keys(tensors).reverse(),
  shapeOf: (name) => tensors[name]?.shape,
  floats: (name) => Promise.resolve(tensors[name]!.values),
};
function request(tensor: string, shape: readonly number[], format: WeightFormat): PackRequest {
  return { tensor, shape, format, stored: storedTensors(tensor, shape, format) };
}
const requests = [
  request('norm.weight', [3], { format: 'plain', dtype: 'float32' }),
  request('proj.weight', [2, 32], { format: 'nbits', bits: 4, blockSize: 32 }),
  request('conv.weight', [2, 1, 3, 3], { format: 'conv-int8' }),
];

describe('planPacking', () => {
  it('writes the tensors that graphs refer to, integer where the format says so', async () => {
    const { file: bytes } = await packToMemory(
      planPacking([...requests, requests[0]!], state, { policy: 'int4' }),
    );
    const file = await openSafetensors(memorySource(bytes), 'packed');
    expect(file.metadata).toEqual({ policy: 'int4', format: PACKED_FORMAT });
    const dtypes = Object.fromEntries(
      [...file.entries].map(([name, { dtype, shape }]) => [name, `${dtype} ${shape.join()}`]),
    );
    expect(dtypes).toEqual({
      'norm.weight': 'F32 3',
      'proj.weight.q': 'U8 2,1,16',
      'proj.weight.scales': 'F16 2,1',
      'conv.weight.q': 'I8 2,1,3,3',
      'conv.weight.scales': 'F32 2',
    });
    expect([...new Float32Array((await file.read('norm.weight')).slice().buffer)]).toEqual([1, 2, 3]);
    const places = locateInitializers(file, 'unet.bin');
    expect(places.get('conv.weight.q')).toMatchObject({ location: 'unet.bin', length: 18 });
  });

  it('reports the error of each tensor', async () => {
    const { reports } = await packToMemory(planPacking(requests, state, {}));
    expect(reports.find(({ tensor }) => tensor === 'norm.weight')?.relativeError).toBe(0);
    const linear = reports.find(({ tensor }) => tensor === 'proj.weight')!.relativeError;
    expect(linear).toBeGreaterThan(0.01);
    expect(linear).toBeLessThan(0.1);
  });

  it('goes through the checkpoint in the order of its file', () => {
    const { steps } = planPacking(requests, state, {});
    expect(steps.map(({ tensor }) => tensor)).toEqual(['conv.weight', 'proj.weight', 'norm.weight']);
  });

  it('refuses a weight that is no number', async () => {
    const broken: StateDict = { ...state, floats: () => Promise.resolve(Float32Array.of(1, Number.NaN, 3)) };
    const plain = { format: 'plain', dtype: 'float16' } as const;
    await expect(packToMemory(planPacking([request('norm.weight', [3], plain)], broken, {}))).rejects.toThrow(
      'Tensor norm.weight has a value that is no number (NaN).',
    );
  });

  it('names a missing and a misshapen tensor before anything is written', () => {
    const plain = { format: 'plain', dtype: 'float32' } as const;
    expect(() => planPacking([request('mid.bias', [4], plain)], state, {})).toThrow(
      'Tensor mid.bias is missing, where the config asks for [4].',
    );
    expect(() => planPacking([request('norm.weight', [4], plain)], state, {})).toThrow(
      'Tensor norm.weight has the shape [3], where the config asks for [4].',
    );
  });
});
