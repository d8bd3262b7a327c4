import { describe, expect, it } from 'vitest';
import { blankImage, compose, maskFrom, type RgbaImage, strokeMask } from '../../../core/image/index.ts';

const SIDE = 16;

function painted(mask: RgbaImage): number {
  return mask.data.filter((value, i) => i % 4 === 0 && value === 255).length;
}

describe('strokeMask', () => {
  it('paints a disc and a line, and takes paint away again', () => {
    const empty = blankImage(SIDE, SIDE);
    const disc = strokeMask(empty, { from: [8, 8], to: [8, 8], radius: 3, paint: true });
    expect(Math.abs(painted(disc) - Math.PI * 9)).toBeLessThan(5);
    const line = strokeMask(empty, { from: [2, 8], to: [14, 8], radius: 1, paint: true });
    expect(Math.abs(painted(line) - (24 + Math.PI))).toBeLessThan(4);
    expect(painted(strokeMask(disc, { from: [8, 8], to: [8, 8], radius: 9, paint: false }))).toBe(0);
    expect(painted(empty)).toBe(0);
  });

  it('cuts strokes off at the border', () => {
    const corner = strokeMask(blankImage(SIDE, SIDE), { from: [-9, -9], to: [1, 1], radius: 2, paint: true });
    expect(painted(corner)).toBeGreaterThan(0);
    expect(corner.data).toHaveLength(4 * SIDE * SIDE);
  });
});

describe('maskFrom', () => {
  it('gives the painted share of each cell', () => {
    const mask = blankImage(4, 2);
    for (const pixel of [0, 4, 5, 2]) mask.data.fill(255, 4 * pixel, 4 * pixel + 3);
    expect([...maskFrom(mask, 2, 1)]).toEqual([Math.fround(191 / 255), 64 / 255].map(Math.fround));
  });

  it('counts what is transparent as kept', () => {
    const mask = blankImage(1, 1);
    mask.data.set([255, 255, 255, 0]);
    expect([...maskFrom(mask, 1, 1)]).toEqual([0]);
  });
});

describe('compose', () => {
  it('takes each pixel by its share', () => {
    const [one, other] = [blankImage(3, 1), blankImage(3, 1)];
    one.data.fill(200);
    other.data.fill(100);
    const result = compose(one, other, Float32Array.of(0, 0.5, 1));
    expect([...result.data.filter((_, i) => i % 4 === 0)]).toEqual([100, 150, 200]);
  });
});
