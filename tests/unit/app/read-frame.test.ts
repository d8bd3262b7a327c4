/* Picture files that were cut off, with a browser that decodes what has arrived, or does not. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isCutOff } from '../../../app/detect/picture-header.ts';
import { readPictureFrame } from '../../../app/detect/read-frame.ts';

const WHOLE = [
  'baseline.jpg',
  'progressive.jpg',
  'orientation-6.jpg',
  '16-bit.png',
  'still.webp',
  'moving.webp',
];
const SIDE = 128;

function bytesOf(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(`tests/fixtures/pictures/${name}`));
}

function half(name: string): File {
  const bytes = bytesOf(name);
  return new File([bytes.subarray(0, bytes.length / 2)], name);
}

class Canvas {
  getContext() {
    const data = new Uint8ClampedArray(4 * SIDE * SIDE);
    return { drawImage: () => undefined, getImageData: () => ({ data }) };
  }
}

const decode = vi.fn<() => Promise<unknown>>();

beforeEach(() => {
  decode.mockResolvedValue({ width: SIDE, height: SIDE, close: () => undefined });
  vi.stubGlobal('createImageBitmap', decode);
  vi.stubGlobal('OffscreenCanvas', Canvas);
});
afterEach(() => void vi.unstubAllGlobals());

describe('isCutOff', () => {
  it.each([...WHOLE, 'cmyk.jpg', 'lossless.webp', 'still.gif', 'still.avif'])('lets %s be', (name) => {
    expect(isCutOff(bytesOf(name))).toBe(false);
  });

  it.each(WHOLE)('tells a half of %s, of which the header is whole', (name) => {
    const bytes = bytesOf(name);
    expect(isCutOff(bytes.subarray(0, bytes.length / 2))).toBe(true);
    expect(isCutOff(bytes.subarray(0, -8))).toBe(true);
  });

  it('is no matter of what a camera appends, however long', () => {
    expect(isCutOff(Buffer.concat([bytesOf('baseline.jpg'), new Uint8Array(5000)]))).toBe(false);
  });
});

describe('a picture that is cut off', () => {
  it('is said to be where the browser shows what has arrived', async () => {
    const frame = await readPictureFrame(half('baseline.jpg'), 'photo.jpg');
    expect(frame.notes).toEqual(['The file is cut off: a part of the picture is missing.']);
    const whole = await readPictureFrame(new File([bytesOf('baseline.jpg')], 'photo.jpg'), 'photo.jpg');
    expect(whole.notes).toEqual([]);
  });

  it('is refused in words where the browser does not decode it', async () => {
    decode.mockRejectedValue(new DOMException('It ends early.', 'InvalidStateError'));
    await expect(readPictureFrame(half('baseline.jpg'), 'photo.jpg')).rejects.toMatchObject({
      failure: {
        code: 'bad-image',
        message: 'The browser cannot read this file as a picture.',
        next: expect.stringContaining('damaged') as string,
      },
    });
  });
});
