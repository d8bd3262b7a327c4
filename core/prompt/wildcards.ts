/*
 * Wildcards: `__name__` in a prompt stands for a line of the list of that name, and the seed decides which. The spelling is
 * that of A1111's extensions.
 */
import { words } from '../words/index.ts';
import { seededDraws } from './draws.ts';
import { ArmatureError } from '../result/index.ts';

/** Lines by the name of their list; names in lower case. */
export type WildcardLists = ReadonlyMap<string, readonly string[]>;

const NAME = String.raw`[\p{L}\p{N}]+(?:[ _/-][\p{L}\p{N}]+)*`;
const WILDCARD = new RegExp(`__(?<name>${NAME})__`, 'gu');
const WHOLE_NAME = new RegExp(`^${NAME}$`, 'u');

/** Lists may name lists, and so on; deeper than this is a mistake. */
const DEEPEST = 10;
/** Lists that name each other make a prompt grow by powers. */
const LONGEST = 100_000;

/** Does a text have wildcards? */
export function hasWildcards(text: string): boolean {
  return text.search(WILDCARD) >= 0;
}

/** Can a list have this name? Letters and digits, with single spaces, hyphens, slashes or underscores between. */
export function isWildcardName(name: string): boolean {
  return WHOLE_NAME.test(name);
}

/** The lines of a list as its file has them: one on each line; empty ones and those that begin with # are none. */
export function wildcardLines(text: string): readonly string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/**
 * Puts a line in the place of each wildcard, in those that lines bring as well. The same text, seed and lists give the same
 * result on every device.
 *
 * @param seed - integer from 0 to 2^53 - 1
 * @param stream - tells texts apart that have the same seed, such as prompt and negative prompt
 * @throws ArmatureError `bad-request` for a list that is not there or empty, and for lists that lead back to themselves
 */
export function fillWildcards(text: string, lists: WildcardLists, seed: number, stream = 0): string {
  const draw = seededDraws(seed, stream);
  let filled = text;
  for (let depth = 0; hasWildcards(filled); depth++) {
    if (depth === DEEPEST || filled.length > LONGEST) throw leadsBack(filled);
    filled = filled.replaceAll(WILDCARD, (_found, name: string) => lineOf(lists, name, draw));
  }
  return filled;
}

function lineOf(lists: WildcardLists, name: string, draw: (below: number) => number): string {
  const lines = lists.get(name.toLowerCase());
  const line = lines?.[draw(lines.length)];
  if (line !== undefined) return line;
  throw new ArmatureError({
    code: 'bad-request',
    message: lines
      ? words`The wildcard list “${name}” is empty.`
      : words`There is no wildcard list “${name}”.`,
    next: words`Add it under Wildcards, or take __${name}__ out of the prompt.`,
  });
}

function leadsBack(text: string): ArmatureError {
  const [found = ''] = text.match(WILDCARD) ?? [];
  return new ArmatureError({
    code: 'bad-request',
    message: words`The wildcard list behind ${found} leads back to itself.`,
    next: words`Take the names of lists out of its lines under Wildcards.`,
  });
}
