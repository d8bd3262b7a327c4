import type { Words, WordsValue } from './words.ts';

/** What has a meaning in a message: a doubled apostrophe, quoted braces, a place, a plural with its two forms. */
const MARKS =
  /''|'([{}](?:[{}]|'')*)'|\{(\d+)\}|\{(\d+), plural, one \{((?:[^{}']|''|'[{}](?:[{}]|'')*'|'(?![{}']))*)\} other \{((?:[^{}']|''|'[{}](?:[{}]|'')*'|'(?![{}']))*)\}\}/g;
const QUOTES = /''|'([{}](?:[{}]|'')*)'/g;

/** The English of a sentence. It needs no catalog: the id is the English. */
export function english({ id, values = [] }: Words): string {
  return id.replaceAll(
    MARKS,
    (mark: string, braces?: string, place?: string, count?: string, one?: string, other?: string) => {
      if (mark === "''") return "'";
      if (braces !== undefined) return braces.replaceAll("''", "'");
      if (place !== undefined) return textOf(values[Number(place)]);
      const number = Number(values[Number(count)]);
      const form = (number === 1 ? one : other) ?? '';
      return unquoted(form).replaceAll('#', number.toLocaleString('en'));
    },
  );
}

/** The English of what may be a sentence as data, or a text. */
export function asEnglish(said: Words | string): string {
  return typeof said === 'string' ? said : english(said);
}

/** Sentences without those that read the same as an earlier one. */
export function distinct(sentences: readonly Words[]): Words[] {
  const read = new Map(sentences.toReversed().map((sentence) => [english(sentence), sentence]));
  return [...read.values()].toReversed();
}

function textOf(value: WordsValue | undefined): string {
  return typeof value === 'object' ? english(value) : String(value ?? '');
}

function unquoted(form: string): string {
  return form.replaceAll(QUOTES, (_, braces?: string) => braces?.replaceAll("''", "'") ?? "'");
}
