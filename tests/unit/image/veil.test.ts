import { describe, expect, it } from 'vitest';
import { blankImage, type RgbaImage, veil } from '../../../core/image/index.ts';

/** Stripes of two pixels. */
function striped(width: number, height: number): RgbaImage {
  const image = blankImage(width, height);
  for (let i = 0; i < width * height; i++) image.data.fill((i % 4) * 80, 4 * i, 4 * i + 3);
  return image;
}

describe('veil', () => {
  it('keeps the size and is opaque', () => {
    const { width, height, data } = veil({ ...striped(40, 24), data: new Uint8ClampedArray(40 * 24 * 4) });
    expect([width, height]).toEqual([40, 24]);
    expect(data.filter((_, i) => i % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
  });

  it('leaves nothing of fine structure', () => {
    const { data } = veil(striped(64, 64));
    expect(Math.max(...data.filter((_, i) => i % 4 === 0))).toBeLessThanOrEqual(121);
    expect(Math.min(...data.filter((_, i) => i % 4 === 0))).toBeGreaterThanOrEqual(119);
  });

  it('gives the same for pictures that differ only within its cells', () => {
    const image = striped(64, 64);
    const turned = { ...image, data: image.data.slice() };
    for (let row = 0; row < 64; row++) {
      for (let x = 0; x < 64; x += 4) {
        const at = 4 * (row * 64 + x);
        turned.data.copyWithin(at, at + 8, at + 16);
        turned.data.set(image.data.subarray(at, at + 8), at + 8);
      }
    }
    expect(turned.data).not.toEqual(image.data);
    expect(veil(turned).data).toEqual(veil(image).data);
  });

  it('keeps the colours of large areas apart', () => {
    const image = blankImage(80, 40);
    for (let i = 0; i < 80 * 40; i++) image.data[4 * i] = i % 80 < 40 ? 0 : 200;
    const { data } = veil(image);
    expect(data[0]).toBe(0);
    expect(data[4 * 79]).toBe(200);
  });

  it('takes pictures that are smaller than its cells', () => {
    expect(veil(blankImage(1, 3)).data).toHaveLength(12);
  });
});
