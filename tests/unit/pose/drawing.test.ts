import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawPose, type Pose } from '../../../core/pose/index.ts';
import { decodePng } from '../../../core/png/index.ts';
import drawings from '../../fixtures/pose/drawings.json' with { type: 'json' };

const FOLDER = new URL('../../fixtures/pose/', import.meta.url);

type JsonPart = readonly (readonly number[] | null)[];
interface JsonPose {
  readonly width: number;
  readonly height: number;
  readonly people: readonly Readonly<Partial<Record<'body' | 'leftHand' | 'rightHand' | 'face', JsonPart>>>[];
}

function poseOf({ width, height, people }: JsonPose): Pose {
  const part = (points: JsonPart) =>
    points.map((point) => point && { x: point[0] ?? Number.NaN, y: point[1] ?? Number.NaN });
  return {
    width,
    height,
    people: people.map(({ body = [], leftHand, rightHand, face }) => ({
      body: part(body),
      ...(leftHand && { leftHand: part(leftHand) }),
      ...(rightHand && { rightHand: part(rightHand) }),
      ...(face && { face: part(face) }),
    })),
  };
}

function differingPixels(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  let count = 0;
  for (let i = 0; i < a.length; i += 4) {
    if (a[i] !== b[i] || a[i + 1] !== b[i + 1] || a[i + 2] !== b[i + 2] || a[i + 3] !== b[i + 3]) count++;
  }
  return count;
}

describe('drawPose', () => {
  it.each(drawings.cases)('draws $name ($width x $height) with the pixels of controlnet_aux', (fixture) => {
    const expected = decodePng(readFileSync(new URL(`${fixture.name}.png`, FOLDER)));
    const drawn = drawPose(poseOf(fixture));
    expect([drawn.width, drawn.height]).toEqual([expected.width, expected.height]);
    expect(differingPixels(drawn.data, expected.data)).toBe(0);
  });
});
