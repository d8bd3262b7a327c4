/*
 * Writer of the safetensors format, in two steps, so that a file larger than memory can be written tensor by tensor:
 * first the plan with the header's bytes, then the tensors, each at its place, in any order.
 */
import { DTYPE_BYTES, type SafetensorsDType } from './dtypes.ts';

/** A tensor to be written. */
export interface PlannedTensor {
  readonly name: string;
  readonly dtype: SafetensorsDType;
  readonly shape: readonly number[];
}

/** The layout of a file. */
export interface SafetensorsPlan {
  /** Length and JSON header: the first bytes of the file. */
  readonly header: Uint8Array;
  /** First byte of each tensor, counted from the start of the file. */
  readonly positions: ReadonlyMap<string, number>;
  /** Length of the whole file in bytes. */
  readonly size: number;
}

const ALIGNMENT = 8;
const SPACE = 0x20;

/**
 * Lays out a file. Wider elements come first, which keeps every tensor aligned to its element size.
 *
 * @param tensors - with different names
 * @param metadata - for the header's `__metadata__`
 */
export function planSafetensors(
  tensors: readonly PlannedTensor[],
  metadata: Readonly<Record<string, string>>,
): SafetensorsPlan {
  const ordered = [...tensors].sort(
    (a, b) => DTYPE_BYTES[b.dtype] - DTYPE_BYTES[a.dtype] || (a.name < b.name ? -1 : 1),
  );
  const entries: [string, unknown][] = [['__metadata__', metadata]];
  const offsets: [string, number][] = [];
  let position = 0;
  for (const { name, dtype, shape } of ordered) {
    const end = position + shape.reduce((product, side) => product * side, DTYPE_BYTES[dtype]);
    entries.push([name, { dtype, shape, data_offsets: [position, end] }]);
    offsets.push([name, position]);
    position = end;
  }
  const header = withLength(new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries))));
  const positions = new Map(offsets.map(([name, offset]) => [name, header.length + offset]));
  return { header, positions, size: header.length + position };
}

/** Pads the JSON with spaces to a multiple of 8 bytes and puts its length before it. */
function withLength(json: Uint8Array): Uint8Array {
  const length = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(ALIGNMENT + length).fill(SPACE);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(json, ALIGNMENT);
  return bytes;
}
