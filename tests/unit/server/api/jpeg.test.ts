/* JPEG pictures of requests, against what OpenCV reads in the same files, and files that must not be decoded. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countJpegScans, readJpegHeader } from '../../../../core/image/index.ts';
import { decodePng } from '../../../../core/png/index.ts';
import { decodeJpeg } from '../../../../server/api/jpeg.ts';
import { readPicture } from '../../../../server/api/pictures-in.ts';

const FOLDER = 'tests/fixtures/pictures';
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(`${FOLDER}/${name}`));
const never = new AbortController().signal;
const sources = { imageHosts: [], send: () => Promise.reject(new Error('Nothing is fetched.')) };
const read = (bytes: Uint8Array) =>
  readPicture(Buffer.from(bytes).toString('base64'), 'image', sources, never);

/** Changes what the start of frame says of the size. */
function resized(bytes: Uint8Array, width: number, height: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const at = changed.findIndex((byte, i) => byte === 0xff && [0xc0, 0xc2].includes(changed[i + 1] ?? 0));
  new DataView(changed.buffer).setUint16(at + 5, height);
  new DataView(changed.buffer).setUint16(at + 7, width);
  return changed;
}

/** Repeats the scans of a file, each of which a decoder goes through. */
function manyScans(bytes: Uint8Array, times: number): Uint8Array {
  const start = bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === 0xda);
  const scans = bytes.subarray(start, -2);
  const end = bytes.subarray(-2);
  return Buffer.concat([bytes.subarray(0, start), ...Array.from({ length: times }, () => scans), end]);
}

describe('a JPEG in a request', () => {
  it.each(['baseline', 'progressive', 'grey'])('is read as OpenCV reads it (%s)', async (name) => {
    const picture = await read(bytesOf(`${name}.jpg`));
    const { width, height, data } = decodePng(bytesOf(`${name}-read.png`));
    expect([picture.width, picture.height]).toEqual([width, height]);
    const worst = data.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (picture.data[i] ?? -255))),
      0,
    );
    expect(worst).toBeLessThanOrEqual(1);
  });

  it('is taken as a data URL', async () => {
    const given = `data:image/jpeg;base64,${Buffer.from(bytesOf('baseline.jpg')).toString('base64')}`;
    expect(await readPicture(given, 'image', sources, never)).toMatchObject({ width: 128, height: 128 });
  });

  it('is not decoded where it claims more pixels than a skeleton has need of', async () => {
    const large = resized(bytesOf('baseline.jpg'), 60_000, 60_000);
    expect(readJpegHeader(large)).toEqual({ width: 60_000, height: 60_000, components: 3 });
    await expect(read(large)).rejects.toMatchObject({
      code: 'bad-request',
      message: 'image has more than 16 megapixels',
    });
  });

  it('is not decoded where it has more scans than any encoder writes', async () => {
    const scans = countJpegScans(bytesOf('progressive.jpg'));
    expect(scans).toBeGreaterThan(4);
    const bomb = manyScans(bytesOf('progressive.jpg'), 20);
    expect(countJpegScans(bomb)).toBe(20 * scans);
    await expect(read(bomb)).rejects.toMatchObject({
      code: 'bad-image',
      message: expect.stringMatching(/more than 32 scans/) as string,
    });
  });

  it('is refused in inks, cut off or damaged, and the next one is read all the same', async () => {
    const whole = bytesOf('baseline.jpg');
    await expect(read(bytesOf('cmyk.jpg'))).rejects.toMatchObject({
      code: 'bad-image',
      message: expect.stringMatching(/inks/) as string,
    });
    await expect(read(whole.subarray(0, 2000))).rejects.toMatchObject({
      code: 'bad-image',
      message: expect.stringMatching(/cut off/) as string,
    });
    await expect(read(whole.subarray(0, 100))).rejects.toMatchObject({ code: 'bad-image' });
    await expect(decodeJpeg(Uint8Array.of(0xff, 0xd8, 0xff, 0xd9))).rejects.toMatchObject({
      code: 'bad-image',
    });
    expect(await read(whole)).toMatchObject({ width: 128 });
  });

  it('is told apart from what is no picture that can be read', async () => {
    await expect(read(bytesOf('still.webp'))).rejects.toMatchObject({
      code: 'bad-request',
      message: 'image is image/webp: send a PNG or a JPEG',
    });
    await expect(read(bytesOf('still.gif'))).rejects.toMatchObject({ code: 'bad-request' });
  });
});

describe('the header of a JPEG', () => {
  it('has the size before any turn, and the number of components', () => {
    expect(readJpegHeader(bytesOf('orientation-6.jpg'))).toEqual({ width: 170, height: 128, components: 3 });
    expect(readJpegHeader(bytesOf('grey.jpg'))?.components).toBe(1);
    expect(readJpegHeader(bytesOf('cmyk.jpg'))?.components).toBe(4);
  });

  it('is none in other files, and in the beginning of one', () => {
    expect(readJpegHeader(bytesOf('tiny.png'))).toBeUndefined();
    expect(readJpegHeader(new Uint8Array(0))).toBeUndefined();
    const bytes = bytesOf('baseline.jpg');
    for (const length of [1, 2, 4, 20, 100])
      expect(readJpegHeader(bytes.subarray(0, length))).toBeUndefined();
  });

  it('counts one scan in a baseline file', () => {
    expect(countJpegScans(bytesOf('baseline.jpg'))).toBe(1);
  });
});
