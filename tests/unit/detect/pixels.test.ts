import { describe, expect, it } from 'vitest';
import { cutOut, flatten, letterbox, planar, regionOf, YOLOX_FIELD } from '../../../core/detect/index.ts';
import { resizeLinear } from '../../../core/detect/resize-linear.ts';
import { detectFixture } from '../../drivers/detect-fixture.ts';
import { fixturePicture, withAlpha } from '../../drivers/detect-picture.ts';

type Pair = readonly [number, number];
interface Pixels {
  readonly resized: readonly { readonly from: Pair; readonly to: Pair; readonly rgb: string }[];
  readonly warped: {
    readonly from: Pair;
    readonly to: Pair;
    readonly cases: readonly {
      readonly box: readonly [number, number, number, number];
      readonly edges: string;
      readonly centres: string;
    }[];
  };
}

const { resized, warped } = detectFixture('pixels.json') as Pixels;

/** How far pixels are from OpenCV's: the largest difference in levels, and the share of values that differ. */
function differenceTo(found: Uint8ClampedArray, base64: string): { most: number; share: number } {
  const expected = Buffer.from(base64, 'base64');
  expect(found.length).toBe(expected.length);
  const differences = [...found].map((value, i) => Math.abs(value - expected[i]!));
  return {
    most: Math.max(...differences),
    share: differences.filter((difference) => difference > 0).length / differences.length,
  };
}

describe('resizeLinear', () => {
  it.each(resized)('is cv2.resize from $from to $to', ({ from, to, rgb }) => {
    const { most, share } = differenceTo(resizeLinear(fixturePicture(...from), ...to).data, rgb);
    expect(most).toBeLessThanOrEqual(1);
    expect(share).toBeLessThan(0.02);
  });
});

describe('cutOut', () => {
  const [width, height] = warped.to;
  const size = { width, height };
  const image = fixturePicture(...warped.from);

  it.each(warped.cases)('is cv2.warpAffine around $box', ({ box, edges, centres }) => {
    const [left, top, right, bottom] = box;
    const region = regionOf({ left, top, right, bottom, score: 1 }, size);
    for (const [alignment, rgb] of [['edges', edges] as const, ['centres', centres] as const]) {
      const { most, share } = differenceTo(cutOut(image, region, size, alignment).data, rgb);
      expect(most).toBeLessThanOrEqual(1);
      expect(share).toBeLessThan(0.02);
    }
  });
});

describe('letterbox', () => {
  it('puts the picture into the corner of a gray field', () => {
    const field = letterbox(fixturePicture(20, 10), { width: 16, height: 16 }, YOLOX_FIELD);
    expect(field).toMatchObject({ ratio: 0.8, left: 0, top: 0, image: { width: 16, height: 16 } });
    const { data } = resizeLinear(fixturePicture(20, 10), 16, 8);
    expect(field.image.data.subarray(0, data.length)).toEqual(data);
    expect(new Set(field.image.data.subarray(data.length))).toEqual(new Set([114]));
  });

  it('puts it in the middle of a black one', () => {
    const white = { width: 4, height: 8, data: new Uint8ClampedArray(4 * 8 * 3).fill(255) };
    const field = letterbox(white, { width: 8, height: 8 }, { place: 'centre', value: 0 });
    expect(field).toMatchObject({ ratio: 1, left: 2, top: 0 });
    expect([...field.image.data.subarray(0, 8 * 3)]).toEqual([
      0,
      0,
      0,
      0,
      0,
      0,
      ...Array<number>(12).fill(255),
      0,
      0,
      0,
      0,
      0,
      0,
    ]);
  });

  it('leaves at least a line of a very long picture', () => {
    const field = letterbox(fixturePicture(500, 1), { width: 32, height: 32 }, YOLOX_FIELD);
    expect(new Set(field.image.data.subarray(32 * 3))).toEqual(new Set([114]));
    expect([...field.image.data.subarray(0, 32 * 3)].some((value) => value !== 114)).toBe(true);
  });
});

describe('flatten', () => {
  it('puts transparent parts on white', () => {
    const black = { width: 1, height: 1, data: new Uint8ClampedArray(3) };
    expect([...flatten(withAlpha(black, 0)).data]).toEqual([255, 255, 255]);
    expect([...flatten(withAlpha(black, 102)).data]).toEqual([153, 153, 153]);
    expect([...flatten(withAlpha(fixturePicture(2, 2))).data]).toEqual([...fixturePicture(2, 2).data]);
  });
});

describe('planar', () => {
  const image = { width: 2, height: 1, data: new Uint8ClampedArray([1, 2, 3, 4, 5, 6]) };

  it('lays channels out one after the other, in the order that is asked for', () => {
    expect([...planar(image, { order: 'rgb' })]).toEqual([1, 4, 2, 5, 3, 6]);
    expect([...planar(image, { order: 'bgr' })]).toEqual([3, 6, 2, 5, 1, 4]);
  });

  it('takes mean and deviation of each channel in that order', () => {
    const options = { order: 'bgr', mean: [1, 2, 3], std: [1, 2, 4] } as const;
    expect([...planar(image, options)]).toEqual([2, 5, 0, 1.5, -0.5, 0.25]);
  });
});
