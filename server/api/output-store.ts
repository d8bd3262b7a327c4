/*
 * Finished pictures behind links that nobody can guess. They are kept in memory, for a day at most and within bounds.
 */
import { randomBytes } from 'node:crypto';

/** The pictures. */
export interface OutputStore {
  /** Keeps a PNG and gives the name under which it is found. */
  keep(png: Uint8Array<ArrayBuffer>): string;
  /** Undefined for what was never here, or no longer is. */
  find(name: string): Uint8Array<ArrayBuffer> | undefined;
}

/** Bounds of the store. */
export interface OutputLimits {
  /** How long a link lives. */
  readonly lifeMs: number;
  /** All pictures together; the oldest go first. */
  readonly mostBytes: number;
  /** Milliseconds, from any start. */
  readonly now: () => number;
}

interface Kept {
  readonly png: Uint8Array<ArrayBuffer>;
  readonly until: number;
}

const NAME_BYTES = 24;

/** Makes an empty store. */
export function createOutputStore({ lifeMs, mostBytes, now }: OutputLimits): OutputStore {
  // A map remembers the order in which its entries came, which is the order in which they expire.
  const kept = new Map<string, Kept>();
  let bytes = 0;

  function drop(name: string, { png }: Kept): void {
    kept.delete(name);
    bytes -= png.length;
  }

  function tidy(): void {
    for (const [name, entry] of kept) {
      if (entry.until > now() && bytes <= mostBytes) return;
      drop(name, entry);
    }
  }

  return {
    keep(png) {
      const name = `${randomBytes(NAME_BYTES).toString('base64url')}.png`;
      kept.set(name, { png, until: now() + lifeMs });
      bytes += png.length;
      tidy();
      return name;
    },
    find(name) {
      tidy();
      return kept.get(name)?.png;
    },
  };
}
