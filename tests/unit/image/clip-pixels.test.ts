/*
 * What CLIP sees of a picture, against transformers' processor.
 */
import { describe, expect, it } from 'vitest';
import { blankImage, clipPlanes, clipSquare } from '../../../core/image/index.ts';
import { picture, readSafetyReference } from '../safety/pictures.ts';

const { side, normalized, pictures, large } = await readSafetyReference();

describe('clipSquare', () => {
  it.each(pictures.map((one, index) => [`${one.width}x${one.height}`, index, one] as const))(
    'resizes and cuts %s px as Pillow does',
    (_, index, { width, height, levels }) => {
      const found = clipSquare(picture(index, width, height), side);
      expect([...found]).toEqual(levels);
    },
  );

  it('does so at the size of the public network', () => {
    const found = clipSquare(picture(large.index, large.width, large.height), large.side);
    expect(large.at.map((place) => found[place])).toEqual(large.levels);
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
