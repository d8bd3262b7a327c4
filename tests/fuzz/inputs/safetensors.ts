/*
 * Safetensors files: a header that may lie, over as many bytes as it asks for, or not.
 */
import fc from 'fast-check';
import { joined, mutatedBytes, utf8 } from './bytes.ts';
import { jsonOf, nearValid } from './documents.ts';

/** A tensor of a file that is to be written. */
export interface PlainTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
}

const BYTES: Readonly<Record<string, number>> = { F32: 4, F16: 2, BF16: 2, F64: 8, U8: 1, I8: 1 };
/** Files are not made larger than this, whatever their header says. */
const MOST_BYTES = 32 * 1024;

/** The header of honest tensors, one behind the other. */
export function headerOf(
  tensors: readonly PlainTensor[],
  metadata?: Readonly<Record<string, string>>,
): object {
  let position = 0;
  const entries = tensors.map(({ name, dtype, shape }): [string, unknown] => {
    const end = position + shape.reduce((product, side) => product * side, BYTES[dtype] ?? 1);
    const entry = { dtype, shape, data_offsets: [position, end] };
    position = end;
    return [name, entry];
  });
  return Object.fromEntries([...(metadata ? [['__metadata__', metadata] as const] : []), ...entries]);
}

/** Writes a file: the header's length, the header, and bytes for the tensors. */
export function fileOf(json: string, dataBytes: number, lengthError = 0): Uint8Array {
  const header = utf8(json);
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt.asUintN(64, BigInt(header.length + lengthError)), true);
  const data = new Uint8Array(Math.max(0, Math.min(dataBytes, MOST_BYTES)));
  for (let i = 0; i < data.length; i++) data[i] = (i * 37) & 0x3f;
  return joined([length, header, data]);
}

/** As many bytes as a header asks for, as far as it makes sense. */
function bytesAsked(header: unknown): number {
  if (typeof header !== 'object' || header === null) return 0;
  const ends = Object.values(header).map((entry: unknown) => {
    const offsets: unknown = (entry as { data_offsets?: unknown } | null)?.data_offsets;
    const end: unknown = Array.isArray(offsets) ? offsets[1] : 0;
    return typeof end === 'number' && Number.isFinite(end) ? Math.trunc(end) : 0;
  });
  return Math.max(0, ...ends);
}

/** Files around near-valid headers. */
export function safetensorsFile(headers: readonly unknown[]): fc.Arbitrary<Uint8Array> {
  const plain = fc
    .tuple(
      nearValid(headers),
      fc.constantFrom(0, 0, 0, 0, 0, 0, -1, 1, 8),
      fc.constantFrom(0, 0, 0, 0, 0, 0, -1, 1, 100, 2 ** 40, -9999),
    )
    .map(([header, surplus, lengthError]) =>
      fileOf(jsonOf(header), bytesAsked(header) + surplus, lengthError),
    );
  return fc.oneof({ weight: 5, arbitrary: plain }, { weight: 1, arbitrary: mutatedBytes(plain) });
}
