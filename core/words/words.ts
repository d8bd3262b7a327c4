/*
 * Sentences as data. What core and the workers have to say is read by people of several languages, and by programs. So a
 * sentence is kept as the English one with its places left open, which is also its name in every catalog of translations,
 * and what stands in those places. Ids are messages of ICU MessageFormat
 * (https://unicode-org.github.io/icu/userguide/format_parse/messages/), of which the English uses only `{0}` and plurals.
 */

/** What may stand in a place of a sentence: texts and numbers stay as they are, sentences are translated too. */
export type WordsValue = string | number | Words;

/** A sentence, or a part of one. Plain data: safe to post and to store. */
export interface Words {
  /** The English sentence with its places as `{0}`, `{1}`: an ICU message. */
  readonly id: string;
  /** What stands in the places, in their order. */
  readonly values?: readonly WordsValue[];
}

/** The two forms that English has of words that follow a number; `#` is the number. */
export interface CountForms {
  readonly one: string;
  readonly other: string;
}

/** A number with the words that depend on it, for a place of a sentence. */
export interface Counted {
  readonly count: number;
  readonly forms: CountForms;
}

/* @__NO_SIDE_EFFECTS__ */
/**
 * Words that depend on a number, in a place of {@link words}: `counted(n, { one: '# picture', other: '# pictures' })`. The forms
 * are written out where they stand, since the catalogs are made of what the source says.
 */
export function counted(count: number, forms: CountForms): Counted {
  return { count, forms };
}

/* @__NO_SIDE_EFFECTS__ */
/** Makes a sentence of a template: words`The file ${name} is larger than ${limit}.` */
export function words(parts: TemplateStringsArray, ...values: readonly (WordsValue | Counted)[]): Words {
  const places = values.map((value, index) =>
    isCounted(value) ? pluralPlace(index, value.forms) : `{${index}}`,
  );
  const id = parts.map((part, index) => inMessage(part) + (places[index] ?? '')).join('');
  return values.length === 0
    ? { id }
    : { id, values: values.map((value) => (isCounted(value) ? value.count : value)) };
}

/* @__NO_SIDE_EFFECTS__ */
/** The text of a sentence whose wording is not ours, such as a name: it is the same in every language. */
export function verbatim(text: string): Words {
  return { id: '{0}', values: [text] };
}

/* @__NO_SIDE_EFFECTS__ */
/** The name of something in a list of ours, such as a joint: `NAMED` tells the catalogs which names there are. */
export function named(name: string): Words {
  return { id: inMessage(name) };
}

/** Is it a sentence as data, all the way down? */
export function isWords(value: unknown): value is Words {
  if (typeof value !== 'object' || value === null) return false;
  const { id, values } = value as { readonly id?: unknown; readonly values?: unknown };
  return typeof id === 'string' && (values === undefined || (Array.isArray(values) && values.every(isValue)));
}

function isValue(value: unknown): value is WordsValue {
  return typeof value === 'string' || typeof value === 'number' || isWords(value);
}

/** The place of a number with the words that depend on it, in a message. */
export function pluralPlace(index: number, { one, other }: CountForms): string {
  return `{${index}, plural, one {${inMessage(one)}} other {${inMessage(other)}}}`;
}

/** Text in a message: braces are quoted, and an apostrophe that would begin a quotation is doubled. */
export function inMessage(text: string): string {
  return text.replaceAll(/['{}]*[{}]['{}]*|''+|'(?=#|$)/g, (run) => {
    const doubled = run.replaceAll("'", "''");
    return /[{}]/.test(run) ? `'${doubled}'` : doubled;
  });
}

function isCounted(value: WordsValue | Counted): value is Counted {
  return typeof value === 'object' && 'forms' in value;
}
