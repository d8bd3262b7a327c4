/*
 * What CLIP sees of a picture, against transformers' processor.
 */
import { describe, expect, it } from 'vitest';
import { blankImage, clipPlanes, clipSquare } from '../../../core/image/index.ts';
import { picture, readSafetyReference } from '../safety/pictures.ts';

const { side, normalized, pictures, large } = await readSafetyReference();

function furthest(found: ArrayLike<number>, expected: readonly number[]): number {
  expect(found.length).toBe(expected.length);
  return Math.max(...expected.map((value, i) => Math.abs(value - found[i]!)));
}

describe('clipSquare', () => {
  it.each(pictures.map((one, index) => [`${one.width}x${one.height}`, index, one] as const))(
    'resizes and cuts %s px as Pillow does',
    (_, index, { width, height, levels }) => {
      const found = clipSquare(picture(index, width, height), side);
      expect(furthest(found, levels)).toBeLessThanOrEqual(1);
      const off = levels.filter((level, i) => level !== found[i]).length;
      expect(off / levels.length).toBeLessThan(0.001);
    },
  );

  it('does so at the size of the public network', () => {
    const found = clipSquare(picture(large.index, large.width, large.height), large.side);
    const some = large.at.map((place) => found[place]!);
    expect(furthest(some, large.levels)).toBeLessThanOrEqual(1);
  });

  it('lays what is transparent on white', () => {
    const clear = { width: 4, height: 4, data: new Uint8ClampedArray(64) };
    expect(new Set(clipSquare(clear, 4))).toEqual(new Set([255]));
  });
});

describe('clipPlanes', () => {
  it('normalizes as transformers does, channel by channel', () => {
    const planes = clipPlanes(picture(0, 97, 64), side);
    const area = side * side;
    expect(planes).toHaveLength(3 * area);
    for (const [channel, value] of normalized.first.entries()) {
      expect(planes[channel * area]).toBeCloseTo(value, 5);
    }
  });

  it('takes a picture of one pixel', () => {
    expect(clipPlanes(blankImage(1, 1), 2).every(Number.isFinite)).toBe(true);
  });
});
