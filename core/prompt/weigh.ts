/*
 * Weights by keyboard: one step up or down for what is selected, or for the brackets or the word at the caret, as A1111 and
 * ComfyUI do it.
 */

/** Where something stands in a text: from `start` up to, not including, `end`, in UTF-16 units. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** What takes the place of a span, and what is selected then. */
export interface TextEdit {
  readonly span: TextSpan;
  readonly text: string;
  readonly selection: TextSpan;
}

/** Brackets with what is between them, or a tag of an extra network. */
interface Weighted extends TextSpan {
  readonly inner: TextSpan;
  readonly weight: number;
  readonly kind: 'brackets' | 'tag';
}

/** A bracket without a number. */
const ROUND = 1.1;
const WEIGHT_AT_END = /:\s*(?<weight>[+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*$/;
const TAG = /<(?<name>(?:lora|lyco|hypernet):[^:<>]+)(?::(?<weight>[+-]?(?:\d+(?:\.\d*)?|\.\d+)))?>/g;
/** What cannot be part of a word. Underscores and hyphens can. */
const DELIMITER = /[\s.,;:!?()[\]{}<>|\\/"“”]/;

/**
 * Changes a weight by a step. Words get brackets with a weight, brackets get another weight and are dropped at 1; a weight
 * of words does not fall below 0. In a tag such as `<lora:name:0.8>` the number changes.
 *
 * @param selection - a caret where it is empty
 * @param step - signed; weights are kept to two digits
 * @returns undefined where there is nothing to weigh
 */
export function stepWeight(text: string, selection: TextSpan, step: number): TextEdit | undefined {
  const span = trimmed(text, selection);
  const found = tagAround(text, span) ?? bracketsAround(text, span);
  if (found) return reweighed(text, found, step);
  const bare = span.end > span.start ? span : wordAt(text, span.start);
  return bare && reweighed(text, { ...bare, inner: bare, weight: 1, kind: 'brackets' }, step);
}

function reweighed(text: string, found: Weighted, step: number): TextEdit {
  const inner = text.slice(found.inner.start, found.inner.end);
  const sum = Math.round((found.weight + step) * 100) / 100;
  const { start, end, kind } = found;
  const span = { start, end };
  if (kind === 'tag') {
    const replaced = `<${inner}:${sum}>`;
    return { span, text: replaced, selection: { start, end: start + replaced.length } };
  }
  const weight = Math.max(sum, 0);
  const [before, after] = weight === 1 ? ['', ''] : ['(', `:${weight})`];
  const from = start + before.length;
  return { span, text: `${before}${inner}${after}`, selection: { start: from, end: from + inner.length } };
}

function tagAround(text: string, { start, end }: TextSpan): Weighted | undefined {
  for (const { 0: found, index, groups = {} } of text.matchAll(TAG)) {
    const last = index + found.length;
    if (start < index || end > last || (start === end && (start === index || start === last))) continue;
    const inner = { start: index + 1, end: index + 1 + (groups['name'] ?? '').length };
    return { start: index, end: last, inner, weight: Number(groups['weight'] ?? 1), kind: 'tag' };
  }
  return undefined;
}

/**
 * The brackets that a step counts for: those that are selected, or whose whole inside is, or the innermost around a caret.
 */
function bracketsAround(text: string, span: TextSpan): Weighted | undefined {
  const pairs = pairsIn(text).map((pair) => weightedBy(text, pair));
  const isCaret = span.start === span.end;
  const fits = pairs.filter((pair) => {
    if (isCaret) return pair.start < span.start && span.start < pair.end;
    const whole = pair.start === span.start && pair.end === span.end;
    return whole || (pair.inner.start === span.start && pair.inner.end === span.end);
  });
  return fits.toSorted((a, b) => a.end - a.start - (b.end - b.start))[0];
}

function weightedBy(text: string, { start, end }: TextSpan): Weighted {
  const found = WEIGHT_AT_END.exec(text.slice(start + 1, end - 1));
  const inner = { start: start + 1, end: found ? start + 1 + found.index : end - 1 };
  return { start, end, inner, weight: Number(found?.groups?.['weight'] ?? ROUND), kind: 'brackets' };
}

/** Round brackets that close; escaped ones are text. */
function pairsIn(text: string): readonly TextSpan[] {
  const open: number[] = [];
  const pairs: TextSpan[] = [];
  for (const { 0: found, index } of text.matchAll(/\\.|[()]/gs)) {
    if (found === '(') open.push(index);
    else if (found === ')') {
      const start = open.pop();
      if (start !== undefined) pairs.push({ start, end: index + 1 });
    }
  }
  return pairs;
}

function wordAt(text: string, caret: number): TextSpan | undefined {
  let start = caret;
  let end = caret;
  while (start > 0 && !DELIMITER.test(text.charAt(start - 1))) start--;
  while (end < text.length && !DELIMITER.test(text.charAt(end))) end++;
  return end > start ? { start, end } : undefined;
}

function trimmed(text: string, { start, end }: TextSpan): TextSpan {
  const selected = text.slice(start, end);
  if (selected.trim() === '') return { start, end: start };
  return {
    start: start + selected.length - selected.trimStart().length,
    end: end - (selected.length - selected.trimEnd().length),
  };
}
