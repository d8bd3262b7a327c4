import { describe, expect, it } from 'vitest';
import { drawPose, renderControlImage, strokeFor } from '../../../core/pose/index.ts';
import type { PngPixels } from '../../../core/png/index.ts';
import { DRAWINGS, readDrawing } from './fixtures.ts';

function differingPixels(a: PngPixels, b: PngPixels, tolerance = 0): number {
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  const different = new Set<number>();
  for (let i = 0; i < a.data.length; i++) {
    if (Math.abs(a.data[i]! - b.data[i]!) > tolerance) different.add(Math.floor(i / 4));
  }
  return different.size;
}

describe('drawPose', () => {
  it('has skeletons to draw', () => {
    expect(DRAWINGS.length).toBeGreaterThanOrEqual(24);
  });

  it.each(DRAWINGS)('draws $name with the pixels of controlnet_aux', ({ name, pose }) => {
    expect(differingPixels(drawPose(pose), readDrawing(name))).toBe(0);
  });
});

describe("xinsir's lines", () => {
  it.each(['whole-body', 'scaled-1024'])('are as OpenCV draws %s with wide limbs and joints', (name) => {
    const { pose } = DRAWINGS.find((drawing) => drawing.name === name)!;
    expect(differingPixels(drawPose(pose, { lines: 'xinsir' }), readDrawing(`xinsir-${name}`))).toBe(0);
  });

  it.each([
    [499, 4],
    [500, 8],
    [999, 8],
    [1000, 12],
    [2999, 16],
    [4999, 24],
    [5000, 28],
  ])('are by the longer side: %i px have %i px', (side, width) => {
    const { limb, joint } = strokeFor({ width: side, height: 64 }, 'xinsir');
    expect([limb, joint]).toEqual([width, width]);
  });
});

describe('renderControlImage', () => {
  const poseNamed = (name: string) => DRAWINGS.find((drawing) => drawing.name === name)!.pose;

  it.each([
    ['whole-body', 128],
    ['standing', 192],
  ])('averages %s at %i px as INTER_AREA does', (name, side) => {
    const image = renderControlImage(poseNamed(name), side, side);
    expect(differingPixels(image, readDrawing(`control-${name}-${side}`))).toBe(0);
  });

  it('averages by two with halves to even, where OpenCV rounds them up', () => {
    const image = renderControlImage(poseNamed('whole-body'), 256, 256);
    expect(differingPixels(image, readDrawing('control-whole-body-256'), 1)).toBe(0);
  });

  it('is the drawing itself from 512 px on', () => {
    const pose = poseNamed('standing-portrait');
    expect(differingPixels(renderControlImage(pose, 512, 768), drawPose(pose))).toBe(0);
  });

  it('fits a pose of another aspect without stretching it', () => {
    const body = Array.from({ length: 18 }, (_, joint) => (joint === 0 ? { x: 100, y: 50 } : null));
    const image = renderControlImage({ width: 200, height: 100, people: [{ body }] }, 512, 512);
    const lit: [number, number][] = [];
    for (let i = 0; i < image.data.length; i += 4) {
      if (image.data[i] !== 0) lit.push([(i / 4) % 512, Math.floor(i / 4 / 512)]);
    }
    const [xs, ys] = [lit.map(([x]) => x), lit.map(([, y]) => y)];
    expect([Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]).toEqual([
      252, 260, 252, 260,
    ]);
  });
});
