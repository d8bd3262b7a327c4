/*
 * A1111's attention syntax: which words count for how much, and where a chunk is to end.
 */

/** Ends the chunk. */
export interface BreakPart {
  readonly kind: 'break';
}

/** A piece of a prompt. */
export type PromptPart =
  | BreakPart
  | {
      readonly kind: 'text';
      /** Brackets and escapes are resolved; never empty. */
      readonly text: string;
      /** Factor on what the text encoder gives for it; 1 leaves it alone. */
      readonly weight: number;
    };

/** Nothing is drawn at such weights, and float32 can still hold what they multiply. */
const HEAVIEST = 1000;
const ROUND = 1.1;
const SQUARE = 1 / 1.1;

/** An escaped character or a lone backslash, a bracket that opens, the end of a weighted bracket, one of any, text. */
const SYNTAX =
  /\\(?<escaped>[()[\]\\]?)|(?<open>[([])|:\s*(?<weight>[+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*\)|(?<close>[)\]])|[^\\()[\]:]+|:/gu;

const BREAK = /(?<![\p{L}\p{N}_])BREAK(?![\p{L}\p{N}_])/u;

/**
 * Takes a prompt apart as A1111 does. `(a)` multiplies the weight by 1.1, `[a]` divides it by 1.1, `(a:1.3)` multiplies it
 * by 1.3; nested brackets multiply. A backslash makes the bracket or backslash after it an ordinary character, and means
 * nothing before others. A bracket that nobody closes reaches to the end; one that nobody opened is text. The upper-case
 * word BREAK ends the chunk, inside of brackets as well.
 *
 * Any string can be read. Weights beyond 1000 count as 1000.
 *
 * @returns neighbours of the same weight as one part
 */
export function parsePrompt(text: string): readonly PromptPart[] {
  const pieces: Piece[] = [];
  const opened = { round: [] as number[], square: [] as number[] };
  const multiplyFrom = (start: number, factor: number): void => {
    for (const piece of pieces.slice(start)) piece.weight *= factor;
  };
  const closes = (kind: keyof typeof opened, factor: number): boolean => {
    const start = opened[kind].pop();
    if (start === undefined) return false;
    multiplyFrom(start, factor);
    return true;
  };
  for (const { 0: found, groups = {} } of text.matchAll(SYNTAX)) {
    const { escaped, open, weight, close } = groups;
    if (escaped !== undefined) pieces.push({ text: escaped, weight: 1 });
    else if (open !== undefined) opened[open === '(' ? 'round' : 'square'].push(pieces.length);
    else if (weight !== undefined && closes('round', Number(weight))) continue;
    else if (close === ')' && closes('round', ROUND)) continue;
    else if (close === ']' && closes('square', SQUARE)) continue;
    else pieces.push(...withBreaks(found));
  }
  for (const start of opened.round) multiplyFrom(start, ROUND);
  for (const start of opened.square) multiplyFrom(start, SQUARE);
  return merged(pieces);
}

/** Infinite weights that others cancelled count for nothing. */
function limited(weight: number): number {
  return Number.isNaN(weight) ? 0 : Math.min(Math.max(weight, -HEAVIEST), HEAVIEST);
}

/** Text, or a break where there is none; the weight is still being worked out. */
interface Piece {
  readonly text: string | null;
  weight: number;
}

function withBreaks(found: string): Piece[] {
  const texts = found.split(BREAK);
  return texts
    .map((text, i) => (i > 0 ? text.trimStart() : text))
    .map((text, i) => (i < texts.length - 1 ? text.trimEnd() : text))
    .flatMap((text, i) => (i === 0 ? [text] : [null, text]))
    .map((text) => ({ text, weight: 1 }));
}

function merged(pieces: readonly Piece[]): readonly PromptPart[] {
  const parts: PromptPart[] = [];
  for (const { text, weight } of pieces) {
    const last = parts.at(-1);
    if (text === null) parts.push({ kind: 'break' });
    else if (text === '') continue;
    else if (last?.kind === 'text' && last.weight === limited(weight)) {
      parts[parts.length - 1] = { ...last, text: last.text + text };
    } else parts.push({ kind: 'text', text, weight: limited(weight) });
  }
  return parts;
}
