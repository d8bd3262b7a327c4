import { describe, expect, it } from 'vitest';
import { storedTensors } from '../../../core/quantize/index.ts';

const summary = (...args: Parameters<typeof storedTensors>): unknown[] =>
  storedTensors(...args).map(({ name, role, dtype, shape, byteLength }) => [
    name,
    role,
    dtype,
    shape,
    byteLength,
  ]);

describe('storedTensors', () => {
  it('plain: the tensor itself', () => {
    expect(summary('w', [3, 5], { format: 'plain', dtype: 'float16' })).toEqual([
      ['w', 'values', 'float16', [3, 5], 30],
    ]);
  });

  it('nbits: codes in blocks, and a scale for each', () => {
    expect(summary('w', [6, 64], { format: 'nbits', bits: 8, blockSize: 32 })).toEqual([
      ['w.q', 'codes', 'uint8', [6, 2, 32], 384],
      ['w.scales', 'scales', 'float16', [6, 2], 24],
    ]);
    expect(summary('w', [6, 64, 1, 1], { format: 'nbits', bits: 4, blockSize: 32 })).toEqual([
      ['w.q', 'codes', 'uint8', [6, 2, 16], 192],
      ['w.scales', 'scales', 'float16', [6, 2], 24],
    ]);
  });

  it('conv-int8: codes in the shape of the kernel, and a scale for each output channel', () => {
    expect(summary('w', [8, 4, 3, 3], { format: 'conv-int8' })).toEqual([
      ['w.q', 'codes', 'int8', [8, 4, 3, 3], 288],
      ['w.scales', 'scales', 'float32', [8], 32],
    ]);
  });

  it('refuses what does not fit', () => {
    const blocks = { format: 'nbits', bits: 8, blockSize: 32 } as const;
    expect(() => storedTensors('w', [4, 40], blocks)).toThrow('w does not divide into blocks of 32.');
    expect(() => storedTensors('w', [64], blocks)).toThrow('w does not divide into blocks of 32.');
    expect(() => storedTensors('w', [64, 64], { format: 'conv-int8' })).toThrow(
      'w is no convolution kernel.',
    );
  });
});
