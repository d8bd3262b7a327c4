import { describe, expect, it } from 'vitest';
import { createTorchNoise } from '../../../core/noise/index.ts';
import vectors from '../../fixtures/noise/torch-randn.json' with { type: 'json' };
import short from '../../fixtures/noise/torch-randn-short.json' with { type: 'json' };

/** One unit in the last place of the largest values is 4.8e-7; torch's sine and logarithm are off by a few. */
const TOLERANCE = 2e-6;

function expectClose(actual: Float32Array, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => expect(Math.abs(actual[i]! - value)).toBeLessThan(TOLERANCE));
}

describe('createTorchNoise', () => {
  it.each(vectors.cases)('equals torch.randn for seed $seed, shape $shape', (vector) => {
    const length = vector.shape.reduce((product, side) => product * side, 1);
    const noise = createTorchNoise(vector.seed);
    const values = noise.normal(length);
    expectClose(values.subarray(0, vector.first.length), vector.first);
    expectClose(values.subarray(length - vector.last.length), vector.last);
    const mean = values.reduce((sum, value) => sum + value, 0) / length;
    expect(Math.abs(mean - vector.mean)).toBeLessThan(TOLERANCE);
    const second = noise.normal(length);
    expectClose(second.subarray(0, vector.secondDrawFirst.length), vector.secondDrawFirst);
  });

  it.each(short.cases)('follows a chain of draws from seed $seed', ({ seed, draws }) => {
    const noise = createTorchNoise(seed);
    for (const expected of draws) expectClose(noise.normal(expected.length), expected);
  });

  it('keeps two generators apart', () => {
    const [a, b] = [createTorchNoise(3), createTorchNoise(3)];
    a.normal(100);
    expect(b.normal(20)).toEqual(createTorchNoise(3).normal(20));
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 53])('refuses the seed %s', (seed) => {
    expect(() => createTorchNoise(seed)).toThrow('The seed must be an integer');
  });
});
