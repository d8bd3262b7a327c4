import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cannyEdges, gaussianBlur, type GreyImage, rgbaFromGrey } from '../../../core/image/index.ts';

interface Fixture {
  readonly width: number;
  readonly height: number;
  readonly image: readonly number[];
  readonly gaussian: readonly number[];
  readonly edges: readonly {
    readonly low: number;
    readonly high: number;
    readonly at: readonly number[];
    readonly blurred: boolean;
  }[];
}

const FIXTURE = JSON.parse(
  readFileSync(new URL('../../fixtures/canny/edges.json', import.meta.url), 'utf8'),
) as Fixture;

function grey(values: readonly number[]): GreyImage {
  return { width: FIXTURE.width, height: FIXTURE.height, data: Uint8ClampedArray.from(values) };
}

describe("OpenCV's edges", () => {
  it('blurs to the same bytes', () => {
    expect([...gaussianBlur(grey(FIXTURE.image)).data]).toEqual(FIXTURE.gaussian);
  });

  for (const { low, high, at, blurred } of FIXTURE.edges) {
    it(`finds the same pixels between ${low} and ${high}, ${blurred ? 'blurred' : 'as it is'}`, () => {
      const { data } = cannyEdges(grey(blurred ? FIXTURE.gaussian : FIXTURE.image), { low, high });
      const found = [...data.keys()].filter((i) => data[i] === 255);
      expect(at.length).toBeGreaterThan(50);
      expect(found).toEqual(at);
      expect(data.every((value) => value === 0 || value === 255)).toBe(true);
    });
  }
});

it('a grey picture in colours is opaque, with three channels alike', () => {
  const { data } = rgbaFromGrey({ width: 2, height: 1, data: Uint8ClampedArray.of(7, 200) });
  expect([...data]).toEqual([7, 7, 7, 255, 200, 200, 200, 255]);
});
