import { describe, expect, it } from 'vitest';
import {
  blankImage,
  findFlaw,
  hintFrom,
  pictureFrom,
  reduceByBox,
  resizeImage,
  type RgbaImage,
} from '../../../core/image/index.ts';

function imageOf(width: number, height: number, pixel: (x: number, y: number) => number[]): RgbaImage {
  const image = blankImage(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) image.data.set(pixel(x, y), 4 * (y * width + x));
  return image;
}
const red = ({ data }: RgbaImage): number[] => [...data].filter((_, i) => i % 4 === 0);

describe('hintFrom', () => {
  it('makes RGB planes from 0 to 1, transparency black', () => {
    const image = imageOf(2, 1, (x) => (x === 0 ? [255, 0, 51, 255] : [255, 255, 255, 0]));
    expect([...hintFrom(image)]).toEqual([1, 0, 0, 0, Math.fround(0.2), 0]);
  });
});

describe('pictureFrom', () => {
  it('clamps and rounds as diffusers does', () => {
    const planes = Float32Array.from([-1.5, 1.5, 0, -1 + 2 / 255, 1, -1]);
    const { data } = pictureFrom(planes, 2, 1);
    expect([...data]).toEqual([0, 128, 255, 255, 255, 1, 0, 255]);
  });
});

describe('findFlaw', () => {
  it('tells NaN, infinity and black from a picture', () => {
    expect(findFlaw(Float32Array.from([0.2, Number.NaN]))).toBe('not-finite');
    expect(findFlaw(Float32Array.from([0.2, Infinity]))).toBe('not-finite');
    expect(findFlaw(Float32Array.from([-1, -1.2, -0.999]))).toBe('all-black');
    expect(findFlaw(Float32Array.from([-1, -0.9]))).toBeUndefined();
  });
});

describe('resizeImage', () => {
  const ramp = imageOf(4, 2, (x, y) => [10 * x + 100 * y, 0, 0, 255]);

  it('averages boxes when reducing by an integer', () => {
    expect(red(reduceByBox(ramp, 2))).toEqual([55, 75]);
    expect(reduceByBox(ramp, 1)).toBe(ramp);
  });

  it('weighs partly covered pixels when reducing by a fraction', () => {
    expect(red(resizeImage(ramp, 3, 1))).toEqual([52, 65, 78]);
  });

  it('repeats pixels when enlarging by an integer', () => {
    const twice = resizeImage(ramp, 8, 2);
    expect(red(twice).slice(0, 8)).toEqual([0, 0, 10, 10, 20, 20, 30, 30]);
  });

  it('refuses boxes that do not fit', () => {
    expect(() => reduceByBox(ramp, 3)).toThrow('A picture of 4x2 px does not divide into boxes of 3 px.');
  });
});
