/*
 * Prompts with choices in braces, as people write them for many pictures at once: `a {red|dark {blue|green}} coat`. The
 * notation is that of the Dynamic Prompts extension, as far as it is about choices.
 */
import { ArmatureError } from '../../result/index.ts';

/** A prompt that stands for many. */
export interface PromptTemplate {
  /** How many prompts it stands for: 1 without a choice. */
  readonly count: number;
  /**
   * One of them; the last choice changes fastest.
   *
   * @param index - from 0 to `count` - 1
   */
  at(index: number): string;
}

/** Both prompts of a request. */
export interface PromptPair {
  readonly prompt: string;
  readonly negativePrompt: string;
}

/** All combinations of what both prompts of a request stand for. */
export interface PromptPairs {
  readonly count: number;
  at(index: number): PromptPair;
}

type Sequence = readonly Part[];
type Part = string | { readonly options: readonly Sequence[] };

/** What a backslash makes a plain character of. Before any other it is the prompt's own. */
const SPECIAL = ['{', '|', '}'];

/**
 * Reads a template. `\{`, `\|` and `\}` are the characters themselves.
 *
 * @throws ArmatureError `bad-request` where braces do not match, or it stands for more than can be counted
 */
export function promptTemplate(text: string): PromptTemplate {
  const sequence = readTemplate(text);
  const count = countOf(sequence);
  if (count > Number.MAX_SAFE_INTEGER) {
    throw new ArmatureError({
      code: 'bad-request',
      message: 'The template has more combinations than can be counted.',
      next: 'Take fewer choices.',
    });
  }
  return { count, at: (index) => writeSequence(sequence, index).trim() };
}

/**
 * Reads both prompts of a request; the negative one changes fastest.
 *
 * @throws ArmatureError `bad-request` as {@link promptTemplate} does
 */
export function promptPairs({ prompt, negativePrompt }: PromptPair): PromptPairs {
  const [wanted, unwanted] = [promptTemplate(prompt), promptTemplate(negativePrompt)];
  return {
    count: wanted.count * unwanted.count,
    at: (index) => ({
      prompt: wanted.at(Math.floor(index / unwanted.count)),
      negativePrompt: unwanted.at(index % unwanted.count),
    }),
  };
}

/** A brace that was opened: its finished options, the one at work, and where it stands. */
interface Open {
  readonly options: Part[][];
  readonly at: number;
}

function readTemplate(text: string): Sequence {
  const top: Part[] = [];
  const opened: Open[] = [];
  let current = top;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    const choice = opened.at(-1);
    if (char === '\\' && SPECIAL.includes(next)) {
      addText(current, next);
      at++;
    } else if (char === '{') {
      current = [];
      opened.push({ options: [current], at });
    } else if (char === '|' && choice) {
      current = [];
      choice.options.push(current);
    } else if (char === '}') {
      if (!choice) throw unmatched('}', at);
      opened.pop();
      current = opened.at(-1)?.options.at(-1) ?? top;
      current.push({ options: choice.options });
    } else addText(current, char);
  }
  const [open] = opened;
  if (open) throw unmatched('{', open.at);
  return top;
}

function addText(sequence: Part[], char: string): void {
  const last = sequence.at(-1);
  if (typeof last === 'string') sequence[sequence.length - 1] = last + char;
  else sequence.push(char);
}

function countOf(sequence: Sequence): number {
  return sequence.reduce((product, part) => product * countOfPart(part), 1);
}

function countOfPart(part: Part): number {
  if (typeof part === 'string') return 1;
  return part.options.reduce((sum, option) => sum + countOf(option), 0);
}

/** The number is read as digits, one for each part, the last part being the lowest. */
function writeSequence(sequence: Sequence, index: number): string {
  let rest = index;
  let text = '';
  for (const part of sequence.toReversed()) {
    const count = countOfPart(part);
    text = writePart(part, rest % count) + text;
    rest = Math.floor(rest / count);
  }
  return text;
}

function writePart(part: Part, index: number): string {
  if (typeof part === 'string') return part;
  let rest = index;
  for (const option of part.options) {
    const count = countOf(option);
    if (rest < count) return writeSequence(option, rest);
    rest -= count;
  }
  return '';
}

function unmatched(brace: '{' | '}', at: number): ArmatureError {
  return new ArmatureError({
    code: 'bad-request',
    message:
      brace === '{'
        ? `The { at character ${at + 1} of the template is never closed.`
        : `The } at character ${at + 1} of the template closes nothing.`,
    next: `Write choices as {red|blue}, and a brace that is meant as such as \\${brace}.`,
  });
}
