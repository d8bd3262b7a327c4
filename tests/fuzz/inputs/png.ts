/*
 * PNG files chunk by chunk: every checksum is right, and what stands in the chunks may not be.
 */
import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { type Chunk, writeChunks } from '../../../core/png/chunks.ts';
import { mutatedBytes, utf8 } from './bytes.ts';
import { nastyText } from './nasty.ts';

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  readonly interlace: number;
}

/** Channels by colour type. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const KINDS: readonly (readonly [colour: number, depth: number])[] = [
  ...[1, 2, 4, 8, 16].map((depth) => [0, depth] as const),
  ...[1, 2, 4, 8].map((depth) => [3, depth] as const),
  ...[2, 4, 6].flatMap((colour) => [8, 16].map((depth) => [colour, depth] as const)),
];

const honest: fc.Arbitrary<Header> = fc
  .record({
    width: fc.integer({ min: 1, max: 24 }),
    height: fc.integer({ min: 1, max: 24 }),
    kind: fc.constantFrom(...KINDS),
    interlace: fc.constantFrom(0, 0, 0, 1),
  })
  .map(({ kind: [colour, depth], ...rest }) => ({ ...rest, colour, depth }));

/** One field of the header does not say what the pixels are. */
const lie: fc.Arbitrary<Partial<Header>> = fc.oneof(
  { weight: 18, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(0, 1, 9, 60, 8192, 0x7fffffff, 0xffffffff).map((width) => ({ width })),
  },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 9, 60, 8192, 0xffffffff).map((height) => ({ height })) },
  { weight: 1, arbitrary: fc.constantFrom(0, 3, 8, 16, 32, 255).map((depth) => ({ depth })) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 255).map((colour) => ({ colour })) },
  { weight: 1, arbitrary: fc.constantFrom(1, 2, 255).map((interlace) => ({ interlace })) },
);

function headerChunk({ width, height, depth, colour, interlace }: Header, methods: number): Chunk {
  const data = new Uint8Array(13);
  const view = new DataView(data.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  data.set([depth, colour, methods & 1, methods >> 1, interlace], 8);
  return { type: 'IHDR', data };
}

/** The rows of a picture before they are compressed: a filter's number, then samples. */
function rowsOf({ width, height, depth, colour }: Header, noise: Uint8Array): Uint8Array {
  const rowBytes = 1 + Math.ceil((width * depth * (CHANNELS[colour] ?? 1)) / 8);
  return Uint8Array.from({ length: rowBytes * height }, (_, i) => {
    const value = noise[i % noise.length] ?? 0;
    // Now and then a filter that does not exist.
    return i % rowBytes === 0 ? value % (value > 250 ? 9 : 5) : value;
  });
}

const extraChunk: fc.Arbitrary<Chunk> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('tEXt', 'iTXt', 'zTXt'),
      fc.constantFrom('armature', 'parameters', '__proto__', '', 'x'),
      nastyText,
    )
    .map(([type, keyword, text]) => ({
      type,
      data: utf8(`${keyword}\0${type === 'iTXt' ? '\0\0\0\0' : ''}${text}`),
    })),
  fc
    .tuple(
      fc.constantFrom(
        'PLTE',
        'tRNS',
        'acTL',
        'fcTL',
        'fdAT',
        'iCCP',
        'gAMA',
        'IDAT',
        'IHDR',
        'sBIT',
        'eXIf',
        'pHYs',
        'iTXt',
      ),
      fc.uint8Array({ maxLength: 40 }),
    )
    .map(([type, data]) => ({ type, data })),
);

/** Chunks of a small picture, some of which may not fit the others. */
const pngFile: fc.Arbitrary<Uint8Array> = fc
  .record({
    header: honest,
    lie,
    methods: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2),
    noise: fc.uint8Array({ minLength: 1, maxLength: 24 }),
    palette: fc.constantFrom(0, 1, 3, 12, 256, 256, 256),
    transparent: fc.constantFrom(0, 0, 0, 0, 0, 1, 2, 6, 7),
    extra: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 2, arbitrary: fc.array(extraChunk, { maxLength: 2 }) },
    ),
    content: fc.constantFrom('whole', 'whole', 'whole', 'whole', 'whole', 'short', 'long', 'split', 'none'),
  })
  .map(({ header, lie: lied, methods, noise, palette, transparent, extra, content }) => {
    const rows = rowsOf(header, noise);
    const pixels = content === 'short' ? rows.subarray(0, rows.length >> 1) : rows;
    const packed = zlibSync(content === 'long' ? repeated(pixels, 40) : pixels, { level: 1 });
    const half = packed.length >> 1;
    const parts = content === 'split' ? [packed.subarray(0, half), packed.subarray(half)] : [packed];
    return writeChunks([
      headerChunk({ ...header, ...lied }, methods),
      ...(header.colour === 3 || palette === 12
        ? [{ type: 'PLTE', data: repeated(noise, 768).slice(0, 3 * palette) }]
        : []),
      ...(transparent > 0 ? [{ type: 'tRNS', data: repeated(noise, 8).slice(0, transparent) }] : []),
      ...extra,
      ...(content === 'none' ? [] : parts.map((data) => ({ type: 'IDAT', data }))),
      { type: 'IEND', data: new Uint8Array() },
    ]);
  });

function repeated(bytes: Uint8Array, count: number): Uint8Array {
  return Uint8Array.from({ length: bytes.length * count }, (_, i) => bytes[i % bytes.length] ?? 0);
}

/** The same, now and then with damage that the checksums show. */
export const damagedPngFile: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 4, arbitrary: pngFile },
  { weight: 1, arbitrary: mutatedBytes(pngFile) },
);
