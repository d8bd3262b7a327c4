import type { TextStorage } from '../../app/storage/kept-texts.ts';

/** A text storage in memory, with what is in it. */
export function memoryTexts(first: Readonly<Record<string, string>> = {}): TextStorage & {
  readonly entries: Map<string, string>;
} {
  const entries = new Map(Object.entries(first));
  return {
    entries,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}
