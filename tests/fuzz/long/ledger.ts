/*
 * Where a run says which input it is at. The file is read by another process, which must learn it of a run that hangs.
 */
import { closeSync, openSync, readSync, writeSync } from 'node:fs';

/** What a run is at. */
export interface Standing {
  /** Number of the input, from 0. */
  readonly input: number;
  /** Grows with every input that is tried, the ones of shrinking included. */
  readonly turn: number;
  /** Or is it making the next input? */
  readonly busy: boolean;
}

/** Bytes of a standing. */
export const LEDGER_BYTES = 12;

/** Writes standings. */
export function writeLedger(path: string): { note(standing: Standing): void } {
  const file = openSync(path, 'r+');
  const buffer = Buffer.alloc(LEDGER_BYTES);
  return {
    note({ input, turn, busy }) {
      buffer.writeUInt32LE(input);
      buffer.writeUInt32LE(turn, 4);
      buffer.writeUInt32LE(busy ? 1 : 0, 8);
      writeSync(file, buffer, 0, LEDGER_BYTES, 0);
    },
  };
}

/** Reads the standing; that of an empty file is the first input, not begun. */
export function readLedger(path: string): Standing {
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(LEDGER_BYTES);
  readSync(file, buffer, 0, LEDGER_BYTES, 0);
  closeSync(file);
  return { input: buffer.readUInt32LE(), turn: buffer.readUInt32LE(4), busy: buffer.readUInt32LE(8) === 1 };
}
