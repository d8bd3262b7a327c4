import type { ByteSource } from '../../core/weights/index.ts';
import { runningSha256 } from './sha256.ts';

/** A source whose bytes are hashed as they are read from front to back. */
export interface HashedSource extends ByteSource {
  /** Up to where the source has been hashed. */
  position(): number;
  /** The hash so far, to be taken up later. */
  save(): string;
  /** Hashes the rest and ends; SHA-256 of the whole source in hex. */
  finish(): Promise<string>;
}

/** Where a hash was left. */
export interface SavedHash {
  readonly position: number;
  readonly hash: string;
}

/** How much is read at once where nothing but the hash needs it. */
const GAP_BYTES = 8 * 2 ** 20;

/**
 * Hashes a source while it is read in ascending order. What lies between two reads is read for the hash alone; reads
 * before the position change nothing.
 *
 * @param saved - where an earlier run was left
 */
export async function hashedSource(source: ByteSource, saved?: SavedHash): Promise<HashedSource> {
  const hasher = await runningSha256(saved?.hash);
  let position = saved?.position ?? 0;
  const advance = async (to: number): Promise<void> => {
    while (position < to) {
      const bytes = await source.read(position, Math.min(to, position + GAP_BYTES));
      hasher.update(bytes);
      position += bytes.length;
    }
  };
  return {
    size: source.size,
    async read(start, end) {
      if (start < position) return source.read(start, end);
      await advance(start);
      const bytes = await source.read(start, end);
      hasher.update(bytes);
      position = end;
      return bytes;
    },
    position: () => position,
    save: () => hasher.save(),
    async finish() {
      await advance(source.size);
      return hasher.digest();
    },
  };
}
