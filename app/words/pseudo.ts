/*
 * A language for tests: English with accents, in which a text that nobody said stands out by having none.
 */
import { english, type Words, type WordsValue } from '../../core/words/index.ts';

const ACCENTS: Readonly<Record<string, string>> = {
  ...{ a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', y: 'ý' },
  ...{ A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú', Y: 'Ý' },
};

/** Says a sentence with accents on its own words. What stands in its places keeps its look. */
export function accented({ id, values = [] }: Words): string {
  const kept = values.map(shown);
  const marks = kept.map((value, index) => (typeof value === 'number' ? value : `\uE100${index}\uE101`));
  return english({ id, values: marks })
    .replaceAll(/[aeiouy]/gi, (letter) => ACCENTS[letter] ?? letter)
    .replaceAll(/\uE100(\d+)\uE101/g, (_, index: string) => String(kept[Number(index)]));
}

function shown(value: WordsValue): string | number {
  return typeof value === 'object' ? accented(value) : value;
}
