/*
 * Files that were valid before something happened to their bytes.
 */
import fc from 'fast-check';

interface ByteChange {
  readonly kind: 'flip' | 'set' | 'cut' | 'insert' | 'drop' | 'twice' | 'word';
  readonly at: number;
  readonly length: number;
  readonly value: number;
}

const change: fc.Arbitrary<ByteChange> = fc.record({
  kind: fc.constantFrom('flip', 'flip', 'set', 'cut', 'insert', 'drop', 'twice', 'word'),
  at: fc.nat({ max: 999_999 }),
  length: fc.nat({ max: 64 }),
  value: fc.nat({ max: 255 }),
});

/** Words of four bytes that lengths and sizes overflow with. */
const WORDS: readonly number[] = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff8, 65_535, 16_384];

/** Files with up to three changes of their bytes. */
export function mutatedBytes(files: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(files, fc.array(change, { maxLength: 3 }))
    .map(([file, changes]) => changes.reduce(changed, file));
}

function changed(file: Uint8Array, { kind, at, length, value }: ByteChange): Uint8Array {
  const from = at % (file.length + 1);
  const [before, after] = [file.subarray(0, from), file.subarray(from)];
  switch (kind) {
    case 'cut':
      return before;
    case 'insert':
      return joined([before, new Uint8Array(length).fill(value), after]);
    case 'drop':
      return joined([before, after.subarray(length)]);
    case 'twice':
      return joined([before, after.subarray(0, length), after]);
    default:
      return overwritten(file, { kind, from, value });
  }
}

function overwritten(
  file: Uint8Array,
  { kind, from, value }: { kind: 'flip' | 'set' | 'word'; from: number; value: number },
): Uint8Array {
  const copy = file.slice();
  if (kind === 'flip') copy[from] = (copy[from] ?? 0) ^ (1 << (value & 7));
  else if (kind === 'set') copy[from] = value;
  else if (from + 4 <= copy.length) {
    new DataView(copy.buffer, copy.byteOffset).setUint32(from, WORDS[value % WORDS.length] ?? 0, value > 127);
  }
  return copy;
}

/** Puts bytes behind each other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** UTF-8 of a text. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
