/*
 * Where a run says which input it is at. The file is read by another process, which must learn it of a run that hangs.
 */
import { closeSync, openSync, readSync, writeSync } from 'node:fs';

/** What a run is at. */
export interface Standing {
  /** Number of the input, from 0. */
  readonly input: number;
  /** Or is it making the next input? */
  readonly busy: boolean;
}

const BYTES = 8;

/** Writes standings. */
export function writeLedger(path: string): { note(standing: Standing): void; close(): void } {
  const file = openSync(path, 'r+');
  const buffer = Buffer.alloc(BYTES);
  return {
    note({ input, busy }) {
      buffer.writeUInt32LE(input);
      buffer.writeUInt32LE(busy ? 1 : 0, 4);
      writeSync(file, buffer, 0, BYTES, 0);
    },
    close: () => closeSync(file),
  };
}

/** Reads the standing; that of an empty file is the first input, not begun. */
export function readLedger(path: string): Standing {
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(BYTES);
  readSync(file, buffer, 0, BYTES, 0);
  closeSync(file);
  return { input: buffer.readUInt32LE(), busy: buffer.readUInt32LE(4) === 1 };
}
