import { describe, expect, it } from 'vitest';
import { createBrownianPath } from '../../../core/noise/index.ts';
import { sample, sigmasFor } from '../../../core/sampling/index.ts';

const OPTIONS = { seed: 42, length: 4000, from: 14.6, to: 0 };

function meanOf(values: Float64Array, measure: (value: number, i: number) => number): number {
  return values.reduce((sum, value, i) => sum + measure(value, i), 0) / values.length;
}

describe('createBrownianPath', () => {
  it.each([
    [14.6, 7.3, 0],
    [12, 3, 2.9],
    [0.05, 0.031, 0.029],
    [3, 11, 5],
  ])('goes from %f by %f to %f as it goes there at once', (a, b, c) => {
    const path = createBrownianPath(OPTIONS);
    const parts = path.increment(a, b);
    const rest = path.increment(b, c);
    const whole = path.increment(a, c);
    whole.forEach((value, i) => expect(parts[i]! + rest[i]!).toBeCloseTo(value, 12));
  });

  it('is the same path whatever was asked before', () => {
    const asked = createBrownianPath(OPTIONS);
    asked.increment(9, 1);
    asked.increment(0.3, 0.2);
    expect(asked.increment(5, 2)).toEqual(createBrownianPath(OPTIONS).increment(5, 2));
  });

  it.each([
    [14.6, 0],
    [10, 9],
    [0.04, 0.03],
  ])('has the deviation of Brownian motion from %f to %f', (a, b) => {
    const increment = createBrownianPath(OPTIONS).increment(a, b);
    expect(Math.abs(meanOf(increment, (value) => value ** 2) / (a - b) - 1)).toBeLessThan(0.08);
    const noise = createBrownianPath(OPTIONS).noise(a, b);
    expect(Math.abs(meanOf(noise, (value) => value ** 2) - 1)).toBeLessThan(0.08);
  });

  it('moves independently in separate intervals, for other seeds and for other pictures', () => {
    const one = createBrownianPath(OPTIONS).noise(8, 4);
    const others = [
      createBrownianPath(OPTIONS).noise(4, 2),
      createBrownianPath({ ...OPTIONS, seed: 43 }).noise(8, 4),
      createBrownianPath({ ...OPTIONS, index: 1 }).noise(8, 4),
    ];
    for (const other of others) {
      expect(Math.abs(meanOf(one, (value, i) => value * other[i]!))).toBeLessThan(0.06);
    }
  });

  it('refuses times outside of the path, and seeds that are none', () => {
    expect(() => createBrownianPath(OPTIONS).increment(15, 1)).toThrow('goes from 14.6 to 0, not to 15');
    expect(() => createBrownianPath({ ...OPTIONS, seed: -1 })).toThrow('The seed must be an integer');
  });

  it('makes more steps refine the picture that white noise would replace', async () => {
    // Data of deviation 0.5 around 1: its denoiser is known exactly.
    const denoise = (x: Float64Array, sigma: number): Float64Array =>
      x.map((value) => (0.25 * value + sigma ** 2) / (0.25 + sigma ** 2));
    const results = await Promise.all(
      [40, 80].map((steps) => {
        const sigmas = sigmasFor({ scheduler: 'karras', steps });
        const path = createBrownianPath({ ...OPTIONS, length: 64, from: sigmas[0]!, to: 0 });
        const x = new Float64Array(64).fill(sigmas[0]! / 2);
        return sample({ sampler: 'dpmpp_2m_sde', sigmas, x, denoise, noise: path.noise });
      }),
    );
    const [coarse, fine] = results as [Float64Array, Float64Array];
    const apart = Math.sqrt(meanOf(coarse, (value, i) => (value - fine[i]!) ** 2));
    const spread = Math.sqrt(meanOf(fine, (value) => (value - 1) ** 2));
    expect(apart).toBeLessThan(spread / 3);
  });
});
