/*
 * How the page says something. The source text is the id in every catalog, so sentences are written where they are said, as
 * whole templates. What is said holds for the language of the moment: tables keep `words` and say them when they are shown.
 */
import { createElement, Fragment, type ReactNode } from 'react';
import { type Counted, isWords, type Words, words, type WordsValue } from '../../core/words/index.ts';
import { speak } from './language.ts';

/** The text of words, or of a template of them, in the page's language: say`${name} is removed.` Texts stay as they are. */
export function say(said: Words | string): string;
export function say(parts: TemplateStringsArray, ...values: readonly (WordsValue | Counted)[]): string;
export function say(
  said: Words | string | TemplateStringsArray,
  ...values: readonly (WordsValue | Counted)[]
): string {
  if (typeof said === 'string') return said;
  return speak(isWords(said) ? said : words(said, ...values));
}

/** Stand for elements while the sentence is made: no text has characters of the private use area. */
const OPEN = '\uE000';
const CLOSE = '\uE001';

/** What may stand in a sentence that is shown. */
type ShownValue = WordsValue | Counted | React.JSX.Element;

/** A sentence with elements in it: said`Press ${<kbd>G</kbd>} to start.` */
export function said(parts: TemplateStringsArray, ...values: readonly ShownValue[]): ReactNode {
  const elements: React.JSX.Element[] = [];
  const places = values.map((value) =>
    isElement(value) ? `${OPEN}${elements.push(value) - 1}${CLOSE}` : value,
  );
  const pieces = say(parts, ...places).split(/\uE000(\d+)\uE001/);
  const nodes = pieces.map((piece, index) => (index % 2 === 1 ? elements[Number(piece)] : piece));
  return createElement(Fragment, null, ...nodes);
}

function isElement(value: ShownValue): value is React.JSX.Element {
  return typeof value === 'object' && 'props' in value;
}
