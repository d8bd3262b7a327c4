/*
 * Prompts with choices in braces, as people write them for many pictures at once: `a {red|dark {blue|green}} coat`. The
 * notation is that of the Dynamic Prompts extension, as far as it is about choices.
 */
import { ArmatureError } from '../../result/index.ts';
import { words } from '../../words/index.ts';

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

/** Text and choices in a row, and how many prompts they stand for. */
interface Sequence {
  readonly parts: readonly Part[];
  readonly count: number;
}
type Part = string | Choice;
interface Choice {
  readonly options: readonly Sequence[];
  readonly count: number;
}

/** What a backslash makes a plain character of. Before any other it is the prompt's own. */
const SPECIAL = ['{', '|', '}'];
/** Choices in choices: nobody writes more, and reading them takes stack. */
const MOST_DEPTH = 20;

/**
 * Reads a template. `\{`, `\|` and `\}` are the characters themselves.
 *
 * @throws ArmatureError `bad-request` where braces do not match, or it stands for more than can be counted
 */
export function promptTemplate(text: string): PromptTemplate {
  const sequence = readTemplate(text);
  const { count } = sequence;
  checkCount(count);
  return { count, at: (index) => writeSequence(sequence, index).trim() };
}

/**
 * Reads both prompts of a request; the negative one changes fastest.
 *
 * @throws ArmatureError `bad-request` as {@link promptTemplate} does
 */
export function promptPairs({ prompt, negativePrompt }: PromptPair): PromptPairs {
  const [wanted, unwanted] = [promptTemplate(prompt), promptTemplate(negativePrompt)];
  const count = wanted.count * unwanted.count;
  checkCount(count);
  return {
    count,
    at: (index) => ({
      prompt: wanted.at(Math.floor(index / unwanted.count)),
      negativePrompt: unwanted.at(index % unwanted.count),
    }),
  };
}

/** A brace that was opened: its finished options, the one at work, and where it stands. */
interface Open {
  readonly options: Sequence[];
  current: Part[];
  readonly at: number;
}

function readTemplate(text: string): Sequence {
  const top: Part[] = [];
  const opened: Open[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    const choice = opened.at(-1);
    const sequence = choice?.current ?? top;
    if (char === '\\' && SPECIAL.includes(next)) {
      addText(sequence, next);
      at++;
    } else if (char === '{') {
      if (opened.length === MOST_DEPTH) throw tooDeep();
      opened.push({ options: [], current: [], at });
    } else if (char === '|' && choice) {
      choice.options.push(sequenceOf(choice.current));
      choice.current = [];
    } else if (char === '}') {
      if (!choice) throw unmatched('}', at);
      opened.pop();
      (opened.at(-1)?.current ?? top).push(choiceOf([...choice.options, sequenceOf(choice.current)]));
    } else addText(sequence, char);
  }
  const [open] = opened;
  if (open) throw unmatched('{', open.at);
  return sequenceOf(top);
}

function addText(parts: Part[], char: string): void {
  const last = parts.at(-1);
  if (typeof last === 'string') parts[parts.length - 1] = last + char;
  else parts.push(char);
}

const countOf = (part: Part): number => (typeof part === 'string' ? 1 : part.count);

function sequenceOf(parts: readonly Part[]): Sequence {
  return { parts, count: parts.reduce((product, part) => product * countOf(part), 1) };
}

function choiceOf(options: readonly Sequence[]): Choice {
  return { options, count: options.reduce((sum, { count }) => sum + count, 0) };
}

/** The number is read as digits, one for each part, the last part being the lowest. */
function writeSequence({ parts }: Sequence, index: number): string {
  let rest = index;
  let text = '';
  for (const part of parts.toReversed()) {
    const count = countOf(part);
    text = writePart(part, rest % count) + text;
    rest = Math.floor(rest / count);
  }
  return text;
}

function writePart(part: Part, index: number): string {
  if (typeof part === 'string') return part;
  let rest = index;
  for (const option of part.options) {
    if (rest < option.count) return writeSequence(option, rest);
    rest -= option.count;
  }
  return '';
}

function checkCount(count: number): void {
  if (count <= Number.MAX_SAFE_INTEGER) return;
  throw new ArmatureError({
    code: 'bad-request',
    message: words`The prompts have more combinations than can be counted.`,
    next: words`Take fewer choices.`,
  });
}

function tooDeep(): ArmatureError {
  return new ArmatureError({
    code: 'bad-request',
    message: words`The template has choices in choices, more than ${MOST_DEPTH} deep.`,
    next: words`Write them side by side.`,
  });
}

function unmatched(brace: '{' | '}', at: number): ArmatureError {
  return new ArmatureError({
    code: 'bad-request',
    message:
      brace === '{'
        ? words`The { at character ${at + 1} of the template is never closed.`
        : words`The } at character ${at + 1} of the template closes nothing.`,
    next: words`Write choices as {red|blue}, and a brace that is meant as such as \\${brace}.`,
  });
}
