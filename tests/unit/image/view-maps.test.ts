import { describe, expect, it } from 'vitest';
import { depthMap, facingMap, normalMap } from '../../../core/image/index.ts';

describe('depthMap', () => {
  it('goes with the inverse of depth from the nearest, white, to the farthest, black', () => {
    const { data } = depthMap(Float32Array.of(1, 2, 4, Infinity), 4, 1);
    // Of 1, 1/2 and 1/4 the middle one is a third of the way.
    expect([...data]).toEqual([255, 85, 0, 0]);
  });

  it('draws what has one depth white, and nothing black', () => {
    expect([...depthMap(Float32Array.of(3, Infinity), 2, 1).data]).toEqual([255, 0]);
    expect([...depthMap(Float32Array.of(Infinity, Infinity), 2, 1).data]).toEqual([0, 0]);
  });
});

// Facing the viewer, to the right, up; nothing; half a pixel that faces the viewer.
const SEEN = {
  width: 5,
  height: 1,
  data: Uint8Array.of(
    ...[128, 128, 255, 255],
    ...[255, 128, 128, 255],
    ...[128, 255, 128, 255],
    ...[0, 0, 0, 0],
    ...[64, 64, 128, 128],
  ),
};

describe('normalMap', () => {
  it('has blue in front, red on the left and green on top', () => {
    const { data } = normalMap(SEEN);
    const pixel = (i: number): number[] => [...data.slice(4 * i, 4 * i + 4)];
    expect(pixel(0)).toEqual([127, 128, 255, 255]);
    expect(pixel(1)).toEqual([0, 128, 128, 255]);
    expect(pixel(2)).toEqual([127, 255, 128, 255]);
    expect(pixel(3)).toEqual([128, 128, 255, 255]);
  });

  it('blends a pixel that is covered in part with the background', () => {
    expect([...normalMap(SEEN).data.slice(16)]).toEqual([128, 128, 255, 255]);
  });
});

it('facingMap is light where a solid faces the viewer, half as light where it turns away, black where there is none', () => {
  expect([...facingMap(SEEN).data]).toEqual([255, 128, 128, 0, 128]);
});
