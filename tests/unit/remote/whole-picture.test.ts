import { describe, expect, it } from 'vitest';
import { isWholePicture } from '../../../core/remote/index.ts';
import { servicePicture } from '../../doubles/picture.ts';

const JPEG = [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9];
const riff = (announced: number, length: number): Uint8Array => {
  const bytes = new Uint8Array(length);
  bytes.set([0x52, 0x49, 0x46, 0x46, announced, 0, 0, 0, 0x57, 0x45, 0x42, 0x50]);
  return bytes;
};

describe('a picture file', () => {
  it.each([
    ['PNG', servicePicture()],
    ['PNG with a little behind it', new Uint8Array([...servicePicture(), 10])],
    ['JPEG', Uint8Array.from(JPEG)],
    ['WebP', riff(12, 20)],
  ])('is whole as %s', (_, file) => {
    expect(isWholePicture(file)).toBe(true);
  });

  it.each([
    ['PNG', servicePicture().subarray(0, -1)],
    ['JPEG', Uint8Array.from(JPEG.slice(0, -1))],
    ['WebP', riff(12, 19)],
    ['WebP in its header', riff(12, 20).subarray(0, 11)],
    ['nothing', new Uint8Array()],
  ])('is not, cut off as %s', (_, file) => {
    expect(isWholePicture(file)).toBe(false);
  });
});
