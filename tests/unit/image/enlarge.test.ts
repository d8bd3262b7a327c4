import { describe, expect, it } from 'vitest';
import { enlargeInTiles, planReachTiling, type RgbaImage } from '../../../core/image/index.ts';

const REACH = 3;

/** An opaque picture of noise. */
function noise(width: number, height: number): RgbaImage {
  const data = Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) =>
    i % 4 === 3 ? 255 : (Math.imul(i + 1, 2654435761) >>> 13) & 255,
  );
  return { width, height, data };
}

/** Every pixel becomes four, of the mean of all that is not farther than the reach; outside there is nothing. */
function meanAround(planes: Float32Array, width: number, height: number): Float32Array {
  const large = new Float32Array(planes.length * 4);
  for (let channel = 0; channel < 3; channel++) {
    for (let y = 0; y < 2 * height; y++) {
      for (let x = 0; x < 2 * width; x++) {
        let sum = 0;
        for (let dy = -REACH; dy <= REACH; dy++) {
          for (let dx = -REACH; dx <= REACH; dx++) {
            const [row, column] = [(y >> 1) + dy, (x >> 1) + dx];
            const inside = row >= 0 && row < height && column >= 0 && column < width;
            if (inside) sum += planes[(channel * height + row) * width + column]!;
          }
        }
        large[(channel * 2 * height + y) * 2 * width + x] = sum / (2 * REACH + 1) ** 2;
      }
    }
  }
  return large;
}

async function enlarged(image: RgbaImage, side: number): Promise<RgbaImage> {
  const tiling = planReachTiling(image, { side, reach: REACH });
  const { width, height } = tiling.tile;
  return enlargeInTiles({ image, tiling, scale: 2 }, (planes) =>
    Promise.resolve(meanAround(planes, width, height)),
  );
}

describe('planReachTiling', () => {
  it('covers every length with tiles of one size, none longer than allowed, that share twice the reach', () => {
    for (let width = 1; width < 200; width++) {
      const { tile, rows, columns } = planReachTiling({ height: 5, width }, { side: 24, reach: REACH });
      expect([tile.height, rows]).toEqual([5, [0]]);
      expect(tile.width).toBeLessThanOrEqual(24);
      expect(columns[0]).toBe(0);
      expect(columns.at(-1)! + tile.width).toBe(width);
      columns
        .slice(1)
        .forEach((start, i) => expect(columns[i]! + tile.width - start).toBeGreaterThanOrEqual(2 * REACH));
    }
  });

  it('makes tiles no larger than they need to be', () => {
    const { tile, columns } = planReachTiling({ height: 8, width: 30 }, { side: 24, reach: REACH });
    expect([tile.width, columns]).toEqual([18, [0, 12]]);
  });
});

describe('enlargeInTiles', () => {
  it.each([
    [31, 23],
    [7, 40],
    [64, 9],
  ])('gives for %i x %i px in tiles what it gives for the whole', async (width, height) => {
    const image = noise(width, height);
    const whole = await enlarged(image, 1000);
    const tiled = await enlarged(image, 13);
    expect(planReachTiling(image, { side: 13, reach: REACH }).columns.length).toBeGreaterThanOrEqual(1);
    expect([tiled.width, tiled.height]).toEqual([2 * width, 2 * height]);
    expect(tiled.data).toEqual(whole.data);
  });

  it('would show seams if neighbours shared less', async () => {
    const image = noise(31, 23);
    const tiling = planReachTiling(image, { side: 13, reach: REACH - 1 });
    const { width, height } = tiling.tile;
    const tiled = await enlargeInTiles({ image, tiling, scale: 2 }, (planes) =>
      Promise.resolve(meanAround(planes, width, height)),
    );
    expect(tiled.data).not.toEqual((await enlarged(image, 1000)).data);
  });

  it('lays what is transparent on white, and clamps what leaves the range', async () => {
    const image: RgbaImage = {
      width: 2,
      height: 1,
      data: new Uint8ClampedArray([0, 0, 0, 0, 255, 0, 51, 255]),
    };
    const tiling = planReachTiling(image, { side: 8, reach: 1 });
    const seen: number[] = [];
    const { data } = await enlargeInTiles({ image, tiling, scale: 1 }, (planes) => {
      seen.push(...planes);
      return Promise.resolve(planes.map((value) => 2 * value - 0.2));
    });
    expect(seen.map((value) => Math.round(value * 255))).toEqual([255, 255, 255, 0, 255, 51]);
    expect([...data]).toEqual([255, 255, 255, 255, 255, 0, 51, 255]);
  });
});
