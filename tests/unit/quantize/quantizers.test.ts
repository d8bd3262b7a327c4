import { describe, expect, it } from 'vitest';
import { createTorchNoise } from '../../../core/noise/index.ts';
import { quantizeConvInt8, quantizeNBits } from '../../../core/quantize/index.ts';
import { halfToFloat, toHalfArray, toHalfBits } from '../../../core/weights/index.ts';

function relativeError(values: Float32Array, decoded: (i: number) => number): number {
  let [difference, norm] = [0, 0];
  values.forEach((value, i) => {
    difference += (value - decoded(i)) ** 2;
    norm += value ** 2;
  });
  return Math.sqrt(difference / norm);
}

describe('toHalfBits', () => {
  it('gives back every finite float16 value', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = halfToFloat(bits);
      if (!Number.isNaN(value)) expect(toHalfBits(value)).toBe(bits);
    }
  });

  it.each([
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    [1 + 2 ** -11 + 2 ** -20, 0x3c01],
    [65519.99, 0x7bff],
    [65520, 0x7c00],
    [1e9, 0x7c00],
    [2 ** -25, 0],
    [1.5 * 2 ** -24, 2],
    [-(2 ** -26), 0x8000],
    [2 ** -14 - 2 ** -26, 0x0400],
    [Number.NaN, 0x7e00],
  ])('rounds %s to nearest, ties to even', (value, bits) => {
    expect(toHalfBits(value)).toBe(bits);
  });
});

describe('quantizeConvInt8', () => {
  it('gives each output channel its own scale and reaches both ends', () => {
    const values = Float32Array.from([1.27, -0.635, 0, 0.01, 254, -127, 2, 0]);
    const { codes, scales, squaredError } = quantizeConvInt8(values, 2);
    expect([...codes]).toEqual([127, -64, 0, 1, 127, -63, 1, 0]);
    expect(scales[0]).toBeCloseTo(0.01, 7);
    expect(scales[1]).toBe(2);
    expect(squaredError).toBeCloseTo(0.005 ** 2 + 1, 4);
  });

  it('survives a channel of zeros', () => {
    const { codes, scales } = quantizeConvInt8(new Float32Array(9), 1);
    expect([...codes]).toEqual(new Array(9).fill(0));
    expect(scales[0]).toBe(1);
  });
});

describe('quantizeNBits', () => {
  const values = createTorchNoise(5).normal(64 * 64);

  function decode(bits: 4 | 8, blockSize: number): { error: number; reported: number } {
    const { codes, scales, squaredError } = quantizeNBits(values, { bits, blockSize });
    const zero = 2 ** (bits - 1);
    const code = (i: number): number => (bits === 8 ? codes[i]! : (codes[i >> 1]! >> (4 * (i % 2))) & 15);
    const error = relativeError(
      values,
      (i) => (code(i) - zero) * halfToFloat(scales[Math.floor(i / blockSize)]!),
    );
    const norm = Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0));
    return { error, reported: Math.sqrt(squaredError) / norm };
  }

  it.each([
    [8, 0.006],
    [4, 0.09],
  ] as const)('at %s bits decodes normal values to within %s', (bits, bound) => {
    const { error, reported } = decode(bits, 32);
    expect(error).toBeLessThan(bound);
    expect(error).toBeGreaterThan(bound / 3);
    expect(reported).toBeCloseTo(error, 9);
  });

  it('puts the earlier 4-bit code into the low half', () => {
    const ramp = Float32Array.from({ length: 16 }, (_, i) => i - 8);
    const { codes, scales } = quantizeNBits(ramp, { bits: 4, blockSize: 16 });
    expect(halfToFloat(scales[0]!)).toBe(1);
    expect([...codes]).toEqual([0x10, 0x32, 0x54, 0x76, 0x98, 0xba, 0xdc, 0xfe]);
  });

  it('keeps a block of zeros zero', () => {
    const { codes, scales, squaredError } = quantizeNBits(new Float32Array(32), { bits: 8, blockSize: 32 });
    expect(new Set(codes)).toEqual(new Set([128]));
    expect(Number.isFinite(halfToFloat(scales[0]!))).toBe(true);
    expect(squaredError).toBe(0);
  });
});

describe('toHalfArray', () => {
  it('rounds each value', () => {
    expect([...toHalfArray(Float32Array.from([1, -2, 0.1]))]).toEqual([0x3c00, 0xc000, 0x2e66]);
  });
});
