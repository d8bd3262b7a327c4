import { describe, expect, it } from 'vitest';
import { mapTiles, planTiling } from '../../../core/image/index.ts';

const same = (tile: Float32Array): Promise<Float32Array> => Promise.resolve(tile);

describe('planTiling', () => {
  it.each([
    [{ height: 64, width: 64 }, [0], [0]],
    [{ height: 64, width: 65 }, [0], [0, 1]],
    [{ height: 64, width: 112 }, [0], [0, 48]],
    [{ height: 96, width: 128 }, [0, 32], [0, 32, 64]],
  ])('covers %o with whole tiles to the border', (size, rows, columns) => {
    expect(planTiling(size, 64, 16)).toEqual({ tile: { height: 64, width: 64 }, rows, columns });
  });

  it('has tiles as narrow as the area, and the overlap at the least', () => {
    for (let width = 9; width < 200; width++) {
      const { tile, rows, columns } = planTiling({ height: 5, width }, 8, 2);
      expect([tile, rows]).toEqual([{ height: 5, width: 8 }, [0]]);
      expect(columns.at(-1)).toBe(width - 8);
      columns.slice(1).forEach((start, i) => expect(start - columns[i]!).toBeLessThanOrEqual(6));
    }
  });
});

describe('mapTiles', () => {
  const size = { height: 11, width: 18 };
  const tiling = planTiling(size, 8, 3);
  const planes = Float32Array.from({ length: 2 * 11 * 18 }, (_, i) => Math.sin(i));

  it('puts together what it cut', async () => {
    const joined = await mapTiles({ tiling, size, planes, cellIn: 1, cellOut: 1 }, same);
    joined.forEach((value, i) => expect(value).toBeCloseTo(planes[i]!, 6));
  });

  it('reduces and enlarges', async () => {
    const half = await mapTiles(
      { tiling, size, planes: new Float32Array(4 * 11 * 18).fill(3), cellIn: 2, cellOut: 1 },
      (tile) => Promise.resolve(tile.filter((_, i) => i % 4 === 0)),
    );
    expect(half).toEqual(new Float32Array(11 * 18).fill(3));
  });

  it('spreads a difference of tiles over all of their overlap', async () => {
    let number = 0;
    const flat = await mapTiles({ tiling, size, planes, cellIn: 1, cellOut: 1 }, (tile) =>
      Promise.resolve(new Float32Array(tile.length).fill(number++)),
    );
    const { columns, rows } = tiling;
    const overlap = Math.min(
      ...[columns, rows].flatMap((starts) => starts.slice(1).map((start, i) => starts[i]! + 8 - start)),
    );
    const perRow = columns.length;
    for (let i = 1; i < 11 * 18; i++) {
      if (i % 18 > 0) expect(Math.abs(flat[i]! - flat[i - 1]!)).toBeLessThanOrEqual(1 / overlap + 1e-6);
      if (i >= 18) expect(Math.abs(flat[i]! - flat[i - 18]!)).toBeLessThanOrEqual(perRow / overlap + 1e-6);
    }
    expect([flat[0], flat.at(18 * 11 - 1)]).toEqual([0, number - 1]);
  });
});
