import { describe, expect, it } from 'vitest';
import { createPictureNoise } from '../../../core/noise/index.ts';

/** Of torch.randn(2, 4, 3, 3, generator=torch.Generator().manual_seed(5)), drawn twice: values of each picture, by place. */
const PLACES = [0, 19, 20, 21, 35];
const DRAWS = [
  [
    [1.84233, -0.96506, -0.129663, -0.601766, -0.179166],
    [1.92306, -0.820834, -0.497303, -1.998277, 0.924577],
  ],
  [
    [-0.517564, 0.82855, 1.1312, -0.927338, 0.447272],
    [-0.652266, -0.616584, 0.475853, 1.53786, 0.001695],
  ],
];

describe('the noise of a batch', () => {
  it.each([0, 1])(
    "is one draw of torch's, also where pictures are no multiple of 16 values: picture %s",
    (index) => {
      const draw = createPictureNoise({ source: 'cpu', seed: 5, index, count: 2, length: 36 });
      for (const pictures of DRAWS) {
        const noise = draw();
        expect(noise).toHaveLength(36);
        const wanted = pictures[index] ?? [];
        for (const [i, place] of PLACES.entries()) expect(noise[place]).toBeCloseTo(wanted[i]!, 5);
      }
    },
  );
});
