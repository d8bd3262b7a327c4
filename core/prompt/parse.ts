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

const ROUND = 1.1;
const SQUARE = 1 / 1.1;

/** An escaped character or a lone backslash, a bracket that opens, the end of a weighted bracket, one of any, text. */
const PIECES =
  /\\(?<escaped>[()[\]\\]?)|(?<open>[([])|:\s*(?<weight>[+-]?(?:\d+\.?\d*|\.\d+))\s*\)|(?<close>[)\]])|[^\\()[\]:]+|:/gu;

const BREAK = /\s*(?<![\p{L}\p{N}_])BREAK(?![\p{L}\p{N}_])\s*/u;

/**
 * Takes a prompt apart as A1111 does. `(a)` multiplies the weight by 1.1, `[a]` divides it by 1.1, `(a:1.3)` multiplies it
 * by 1.3; nested brackets multiply. A backslash makes the bracket or backslash after it an ordinary character, and means
 * nothing before others. A bracket that nobody closes reaches to the end; one that nobody opened is text. The upper-case
 * word BREAK ends the chunk, inside of brackets as well.
 *
 * Any string can be read.
 *
 * @returns neighbours of the same weight as one part
 */
export function parsePrompt(text: string): readonly PromptPart[] {
  const parts: PromptPart[] = [];
  const opened = { round: [] as number[], square: [] as number[] };
  const multiplyFrom = (start: number, factor: number): void => {
    for (const [i, part] of parts.entries()) {
      if (i >= start && part.kind === 'text') parts[i] = { ...part, weight: part.weight * factor };
    }
  };
  const closes = (kind: keyof typeof opened, factor: number): boolean => {
    const start = opened[kind].pop();
    if (start === undefined) return false;
    multiplyFrom(start, factor);
    return true;
  };
  for (const { 0: piece, groups = {} } of text.matchAll(PIECES)) {
    const { escaped, open, weight, close } = groups;
    if (escaped !== undefined) parts.push(textPart(escaped));
    else if (open !== undefined) opened[open === '(' ? 'round' : 'square'].push(parts.length);
    else if (weight !== undefined && closes('round', Number(weight))) continue;
    else if (close === ')' && closes('round', ROUND)) continue;
    else if (close === ']' && closes('square', SQUARE)) continue;
    else parts.push(...withBreaks(piece));
  }
  for (const start of opened.round) multiplyFrom(start, ROUND);
  for (const start of opened.square) multiplyFrom(start, SQUARE);
  return merged(parts);
}

function textPart(text: string): PromptPart {
  return { kind: 'text', text, weight: 1 };
}

function withBreaks(piece: string): PromptPart[] {
  return piece
    .split(BREAK)
    .flatMap((text, i) => (i === 0 ? [textPart(text)] : [{ kind: 'break' }, textPart(text)]));
}

function merged(parts: readonly PromptPart[]): readonly PromptPart[] {
  const result: PromptPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.kind === 'text' && part.text === '') continue;
    if (part.kind === 'text' && last?.kind === 'text' && last.weight === part.weight) {
      result[result.length - 1] = { ...last, text: last.text + part.text };
    } else result.push(part);
  }
  return result;
}
