import { deflateSync } from 'node:zlib';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { decodePng, encodePng, type PngPixels, readPngTexts } from '../../../core/png/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';

const SIZE = { width: 5, height: 3 };

function picture(alpha: (pixel: number) => number = () => 255): PngPixels {
  const data = new Uint8ClampedArray(SIZE.width * SIZE.height * 4);
  for (let pixel = 0; pixel < data.length / 4; pixel++) {
    data.set([pixel * 17, 255 - pixel * 9, (pixel * 101) % 256, alpha(pixel)], pixel * 4);
  }
  return { ...SIZE, data };
}

function chunkTypes(png: Uint8Array): string[] {
  const view = new DataView(png.buffer, png.byteOffset);
  const types: string[] = [];
  for (let offset = 8; offset < png.length; offset += 12 + view.getUint32(offset)) {
    types.push(String.fromCharCode(...png.subarray(offset + 4, offset + 8)));
  }
  return types;
}

function pixels({ data }: PngPixels): number[][] {
  return Array.from({ length: data.length / 4 }, (_, pixel) => [...data.subarray(pixel * 4, pixel * 4 + 4)]);
}

function failureOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(ArmatureError);
    expect((error as ArmatureError).code).toBe('bad-image');
    return (error as ArmatureError).message;
  }
  throw new Error('It was read.');
}

describe('encodePng and decodePng', () => {
  it('keep an opaque picture as RGB', () => {
    const image = picture();
    const png = encodePng(image);
    expect(png[25]).toBe(2);
    expect(decodePng(png)).toEqual(image);
  });

  it('keep alpha as RGBA', () => {
    const image = picture((pixel) => pixel * 18);
    const png = encodePng(image);
    expect(png[25]).toBe(6);
    expect(decodePng(png)).toEqual(image);
  });

  it('read from the middle of a larger buffer', () => {
    const png = encodePng(picture(), { note: 'x' });
    const larger = new Uint8Array(png.length + 20);
    larger.set(png, 7);
    expect(decodePng(larger.subarray(7, 7 + png.length))).toEqual(picture());
  });
});

/** A PNG built from its header fields and raw rows without filter. */
function pngOf(header: {
  depth: number;
  type: number;
  rows: number[][];
  width: number;
  interlace?: number;
  extra?: [string, number[]][];
}) {
  const { depth, type, rows, width, interlace = 0, extra = [] } = header;
  const base = encode({ width: 1, height: 1, channels: 1, data: new Uint8Array(1) });
  const size = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
  const chunks: [string, Uint8Array][] = [
    ['IHDR', Uint8Array.from([...size(width), ...size(rows.length), depth, type, 0, 0, interlace])],
    ...extra.map(([name, data]): [string, Uint8Array] => [name, Uint8Array.from(data)]),
    ['IDAT', deflateSync(Uint8Array.from(rows.flatMap((row) => [0, ...row])))],
    ['IEND', new Uint8Array()],
  ];
  const bytes = [...base.subarray(0, 8)];
  for (const [name, data] of chunks) {
    const body = [...new TextEncoder().encode(name), ...data];
    bytes.push(...size(data.length), ...body, ...size(crcOf(body)));
  }
  return Uint8Array.from(bytes);
}

/** Bit by bit, to check the table of the code under test. */
function crcOf(bytes: number[]): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (0xedb88320 & -(rest & 1));
  }
  return ~rest >>> 0;
}

describe('decodePng', () => {
  it('refuses a small file that inflates to far more than its pixels, before it does', () => {
    const rows = Array.from({ length: 3000 }, () => Array.from({ length: 3000 }, () => 0));
    const bomb = pngOf({ depth: 8, type: 0, width: 3000, rows });
    const small = pngOf({ depth: 8, type: 0, width: 3, rows: [[0, 0, 0]] });
    // The content of the large picture under the header of the small one.
    const hidden = Uint8Array.from([...small.subarray(0, 33), ...bomb.subarray(33)]);
    expect(hidden.length).toBeLessThan(20_000);
    expect(failureOf(() => decodePng(hidden))).toContain('more content than its pixels need');
  });

  it('reads grey, and grey with alpha', () => {
    const grey = pngOf({ depth: 8, type: 0, width: 2, rows: [[0, 200]] });
    expect(pixels(decodePng(grey))).toEqual([
      [0, 0, 0, 255],
      [200, 200, 200, 255],
    ]);
    const withAlpha = pngOf({ depth: 8, type: 4, width: 2, rows: [[9, 0, 200, 128]] });
    expect(pixels(decodePng(withAlpha))).toEqual([
      [9, 9, 9, 0],
      [200, 200, 200, 128],
    ]);
  });

  it.each([
    [1, [0b10110000, 0b01000000], [255, 0, 255, 255, 0]],
    [2, [0b00011011, 0b10000000], [0, 85, 170, 255, 170]],
    [4, [0x0f, 0x81, 0x20], [0, 255, 136, 17, 34]],
  ])('reads grey of %i bits', (depth, packed, expected) => {
    const row = depth === 1 ? packed.slice(0, 1) : packed;
    const png = pngOf({ depth, type: 0, width: 5, rows: [row, row] });
    const values = pixels(decodePng(png)).map(([red]) => red);
    expect(values).toEqual(
      depth === 1 ? [255, 0, 255, 255, 0, 255, 0, 255, 255, 0] : [...expected, ...expected],
    );
  });

  it('reads a palette with alpha and less than 8 bits', () => {
    const extra: [string, number[]][] = [
      ['PLTE', [1, 2, 3, 40, 50, 60, 7, 8, 9]],
      ['tRNS', [255, 100]],
    ];
    const png = pngOf({ depth: 2, type: 3, width: 3, rows: [[0b01001000], [0b10010100]], extra });
    const [a, b, c] = [
      [1, 2, 3, 255],
      [40, 50, 60, 100],
      [7, 8, 9, 255],
    ];
    expect(pixels(decodePng(png))).toEqual([b, a, c, c, b, b]);
  });

  it('rounds 16 bits to 8', () => {
    const png = pngOf({ depth: 16, type: 2, width: 1, rows: [[0x80, 0x80, 0x00, 0x7f, 0xff, 0x7e]] });
    expect(pixels(decodePng(png))).toEqual([[128, 0, 254, 255]]);
  });

  it('makes the transparent colour transparent', () => {
    const rgb = pngOf({
      depth: 8,
      type: 2,
      width: 3,
      rows: [[1, 2, 3, 1, 2, 4, 3, 2, 1]],
      extra: [['tRNS', [0, 1, 0, 2, 0, 3]]],
    });
    expect(pixels(decodePng(rgb))).toEqual([
      [1, 2, 3, 0],
      [1, 2, 4, 255],
      [3, 2, 1, 255],
    ]);
    const grey = pngOf({ depth: 8, type: 0, width: 2, rows: [[7, 8]], extra: [['tRNS', [0, 8]]] });
    expect(pixels(decodePng(grey)).map((pixel) => pixel[3])).toEqual([255, 0]);
  });

  it('reads interlaced pictures of 8 bits', () => {
    const data = Uint8Array.from({ length: 11 * 9 * 3 }, (_, i) => (i * 7) % 256);
    const png = encode({ width: 11, height: 9, channels: 3, data }, { interlace: 'Adam7' });
    expect([...decodePng(png).data.filter((_, i) => i % 4 !== 3)]).toEqual([...data]);
  });

  it('is not disturbed by foreign texts', () => {
    const png = pngOf({
      depth: 8,
      type: 0,
      width: 1,
      rows: [[5]],
      extra: [
        ['tEXt', [0, 65]],
        ['iCCP', [65, 0, 0, 1]],
      ],
    });
    expect(pixels(decodePng(png))).toEqual([[5, 5, 5, 255]]);
    expect(readPngTexts(png)).toEqual({});
  });

  const png = encodePng(picture(), { parameters: 'a' });
  it.each([
    ['nothing', new Uint8Array(), 'not a PNG'],
    ['a JPEG', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]), 'not a PNG'],
    ['a cut file', png.subarray(0, png.length - 20), 'ends too early'],
    ['a signature alone', png.subarray(0, 8), 'ends too early'],
    [
      'a flipped bit',
      png.map((byte, i) => (i === png.length - 20 ? byte ^ 1 : byte)),
      'checksum of its IDAT',
    ],
    ['bits that no pixels have', pngOf({ depth: 9, type: 0, width: 1, rows: [[1]] }), 'have 9 bits'],
    [
      'a few bytes that claim to be many pixels',
      pngOf({ depth: 8, type: 0, width: 60_000_000, rows: [[1]] }),
      'some of its pixels are missing',
    ],
    [
      'an index past the palette',
      pngOf({ depth: 8, type: 3, width: 1, rows: [[3]], extra: [['PLTE', [1, 2, 3]]] }),
      'cannot be read',
    ],
    ['no pixels', pngOf({ depth: 8, type: 0, width: 0, rows: [[]] }), 'no pixels'],
    [
      'a giant',
      pngOf({ depth: 8, type: 0, width: 200_000_000, rows: [[1]] }),
      '200000000x1 px is above 64 megapixels',
    ],
    [
      'interlaced bits',
      pngOf({ depth: 1, type: 0, width: 8, rows: [[1]], interlace: 1 }),
      'interlaced with 1 bits',
    ],
  ])('refuses %s', (_, bytes, reason) => {
    expect(failureOf(() => decodePng(bytes))).toContain(reason);
  });
});

describe('texts', () => {
  it('are written before the pixels, Latin-1 as tEXt and the rest as iTXt', () => {
    const texts = { parameters: 'café, naïve\nSteps: 4', armature: '{"prompt":"猫 🐈"}', empty: '' };
    const png = encodePng(picture(), texts);
    expect(chunkTypes(png)).toEqual(['IHDR', 'tEXt', 'iTXt', 'tEXt', 'IDAT', 'IEND']);
    expect(readPngTexts(png)).toEqual(texts);
    expect(decodePng(png)).toEqual(picture());
  });

  it('keep what Windows-1252 and a byte order mark would change', () => {
    const texts = { a: '\u0080\u0093\u009f', b: '\uFEFFż' };
    expect(readPngTexts(encodePng(picture(), texts))).toEqual(texts);
  });

  it('replace a NUL, which would end the text', () => {
    expect(readPngTexts(encodePng(picture(), { a: 'x\0y' }))).toEqual({ a: 'x\uFFFDy' });
  });

  it.each(['', 'x'.repeat(80), 'ключ', 'a\0b'])('refuse the keyword "%s"', (keyword) => {
    expect(() => encodePng(picture(), { [keyword]: 'text' })).toThrow('cannot be the keyword');
  });

  it('leave out compressed texts and take the first of two', () => {
    const text = (value: string): [string, number[]] => [
      'tEXt',
      [...new TextEncoder().encode(`k\0${value}`)],
    ];
    const compressed: [string, number[]] = [
      'iTXt',
      [107, 50, 0, 1, 0, 0, 0, ...deflateSync(Buffer.from('z'))],
    ];
    const png = pngOf({
      depth: 8,
      type: 0,
      width: 1,
      rows: [[5]],
      extra: [compressed, text('one'), text('two')],
    });
    expect(readPngTexts(png)).toEqual({ k: 'one' });
  });
});
