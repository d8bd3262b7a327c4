/* Sizes of picture files, against what Pillow wrote. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPictureHeader } from '../../../app/detect/picture-header.ts';

const FOLDER = 'tests/fixtures/pictures';

function bytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(`${FOLDER}/${name}`));
}

describe('readPictureHeader', () => {
  it.each([
    // As it is stored: lying, for the turn comes after.
    ['orientation-6.jpg', { width: 170, height: 128, animated: false }],
    ['cmyk.jpg', { width: 128, height: 128, animated: false }],
    ['16-bit.png', { width: 128, height: 128, animated: false }],
    ['moving.gif', { width: 128, height: 128, animated: true }],
    ['still.gif', { width: 128, height: 128, animated: false }],
    ['moving.webp', { width: 128, height: 128, animated: true }],
    ['still.webp', { width: 128, height: 128, animated: false }],
    ['lossless.webp', { width: 128, height: 128, animated: false }],
    ['still.avif', { width: 128, height: 128, animated: false }],
    ['tiny.png', { width: 8, height: 8, animated: false }],
  ])('reads %s', (name, header) => {
    expect(readPictureHeader(bytes(name))).toEqual(header);
  });

  it('finds no size in a bitmap with a negative width', () => {
    const bitmap = new Uint8Array(54);
    bitmap.set([0x42, 0x4d]);
    new DataView(bitmap.buffer).setInt32(18, -5, true);
    new DataView(bitmap.buffer).setInt32(22, 3, true);
    expect(readPictureHeader(bitmap)).toBeUndefined();
  });

  it('needs the beginning of a file alone', () => {
    expect(readPictureHeader(bytes('moving.webp').subarray(0, 64))).toMatchObject({ animated: true });
    expect(readPictureHeader(bytes('16-bit.png').subarray(0, 40))).toMatchObject({ width: 128 });
  });

  it('gives nothing where a file ends before its size, or is no picture', () => {
    expect(readPictureHeader(bytes('cmyk.jpg').subarray(0, 30))).toBeUndefined();
    expect(readPictureHeader(new TextEncoder().encode('<svg width="9" height="9"/>'))).toBeUndefined();
    expect(readPictureHeader(new Uint8Array())).toBeUndefined();
  });
});
