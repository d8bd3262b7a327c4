import { english, isWords } from '../../core/words/index.ts';

/** The English of words, wherever they stand in something: what a page in English shows. */
export function inEnglish(value: unknown): unknown {
  if (isWords(value) && Object.keys(value).every((key) => key === 'id' || key === 'values'))
    return english(value);
  if (Array.isArray(value)) return value.map(inEnglish);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inEnglish(inner)]));
}
