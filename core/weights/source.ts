import { invariant } from '../result/index.ts';

/** Where bytes come from: memory, a file on disk, a stored download, a server that answers ranges. */
export interface ByteSource {
  /** Length in bytes. */
  readonly size: number;
  /**
   * Reads a range.
   *
   * @param start - first byte
   * @param end - one past the last byte
   * @returns exactly `end - start` bytes; the caller may keep but not change them
   */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** Bytes that are in memory already; reads share their buffer. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(start, end) {
      invariant(
        start >= 0 && start <= end && end <= bytes.length,
        `No bytes ${start} to ${end} of ${bytes.length}.`,
      );
      return Promise.resolve(bytes.subarray(start, end));
    },
  };
}
