import { describe, expect, it } from 'vitest';
import { createPhiloxNoise } from '../../../core/noise/index.ts';
import { philox4x32 } from '../../../core/noise/philox.ts';

describe('philox4x32', () => {
  // Known answers that the authors publish with Random123 (kat_vectors, philox4x32 with 10 rounds).
  it.each([
    {
      counter: [0, 0, 0, 0],
      key: [0, 0],
      answer: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    },
    {
      counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      key: [0xffffffff, 0xffffffff],
      answer: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    },
    {
      counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      key: [0xa4093822, 0x299f31d0],
      answer: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    },
  ] as const)('permutes $counter', ({ counter, key, answer }) => {
    expect(philox4x32(counter, key)).toEqual(answer);
  });
});

describe('createPhiloxNoise', () => {
  it("gives torch's CUDA values for seed 0", () => {
    // torch.randn(3, 4, generator=torch.Generator('cuda').manual_seed(0))
    const expected = [
      -0.92466259, -0.42534415, -2.6438457, 0.14518388, -0.12086647, -0.57972564, -0.62285122, -0.32838709,
      -1.07454231, -0.36314407, -1.67105067, 2.26550497,
    ];
    const values = createPhiloxNoise(0).normal(12);
    expected.forEach((value, i) => expect(values[i]).toBeCloseTo(value, 6));
  });

  it('is standard normal, and another draw is other noise', () => {
    const noise = createPhiloxNoise(2 ** 40 + 7);
    const [first, second] = [noise.normal(20_000), noise.normal(20_000)];
    const mean = first.reduce((sum, value) => sum + value, 0) / first.length;
    const power = first.reduce((sum, value) => sum + value ** 2, 0) / first.length;
    const shared = first.reduce((sum, value, i) => sum + value * second[i]!, 0) / first.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(power - 1)).toBeLessThan(0.04);
    expect(Math.abs(shared)).toBeLessThan(0.03);
  });

  it('depends on the upper half of the seed', () => {
    expect(createPhiloxNoise(2 ** 32 + 1).normal(4)).not.toEqual(createPhiloxNoise(1).normal(4));
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 53])('refuses the seed %s', (seed) => {
    expect(() => createPhiloxNoise(seed)).toThrow('The seed must be an integer');
  });
});
