import { describe, expect, it } from 'vitest';
import { timestepSinusoids } from '../../../core/models/index.ts';

/** From diffusers' get_timestep_embedding. */
const REFERENCE = [
  {
    timestep: 937,
    config: { block_out_channels: [8], flip_sin_to_cos: true, freq_shift: 0 },
    expected: [
      0.6928306221961975, 0.8536813855171204, -0.9985000491142273, 0.5922080874443054, 0.721100389957428,
      -0.5207955837249756, 0.05475068464875221, 0.805785059928894,
    ],
  },
  {
    timestep: 31.5,
    config: { block_out_channels: [8], flip_sin_to_cos: false, freq_shift: 1 },
    expected: [
      0.0839744582772255, 0.994098424911499, 0.06781261414289474, 0.0031499946489930153, 0.9964678883552551,
      0.10848179459571838, 0.9976980686187744, 0.9999950528144836,
    ],
  },
] as const;

describe('timestepSinusoids', () => {
  it.each(REFERENCE)('is as the reference at $timestep', ({ timestep, config, expected }) => {
    const found = timestepSinusoids(config, timestep);
    expect(found).toHaveLength(8);
    // One unit in the last place of a frequency moves the angle by 6e-5 at most.
    expected.forEach((value, i) => expect(Math.abs((found[i] ?? NaN) - value)).toBeLessThan(1e-4));
  });

  it('ends in a zero when the width is odd', () => {
    const config = { block_out_channels: [5], flip_sin_to_cos: true, freq_shift: 0 } as const;
    expect([...timestepSinusoids(config, 0)]).toEqual([1, 1, 0, 0, 0]);
  });
});
