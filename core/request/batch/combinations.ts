/*
 * Many requests from one: all combinations of prompts, poses and seeds.
 */
import { ArmatureError } from '../../result/index.ts';
import { counted, words } from '../../words/index.ts';
import { type ControlInput, parseGenerateRequest, type SeededRequest } from '../schema.ts';
import { someOf } from './some-of.ts';
import { type PromptPair, promptPairs } from './template.ts';
import type { WordsOf } from './wording.ts';

/** What of a request is varied. Both prompts may have choices in braces. */
export interface Combinations extends PromptPair {
  /** How many of the combinations of both prompts are taken at random; undefined for all. */
  readonly variants: number | undefined;
  /** One at the least. */
  readonly poses: readonly ControlInput[];
  /** One at the least. */
  readonly seeds: readonly number[];
  readonly wordsOf: WordsOf;
}

/** Requests that one batch may hold. */
export const MOST_IN_BATCH = 500;

/**
 * Lists the requests of a batch, checked: by prompt, then by pose, then by seed.
 *
 * @param base - has what is not varied
 * @param draw - decides which combinations are taken at random; a 32-bit unsigned integer
 * @throws ArmatureError `bad-request` for templates that cannot be read, too many requests, and values out of range; and
 *   what `wordsOf` throws
 */
export function combinationsOf(
  base: SeededRequest,
  { variants, poses, seeds, wordsOf, ...prompts }: Combinations,
  draw: number,
): readonly SeededRequest[] {
  const pairs = promptPairs(prompts);
  checkCount(Math.min(variants ?? pairs.count, pairs.count) * poses.length * seeds.length);
  const requests = someOf(variants ?? pairs.count, pairs.count, draw).flatMap((index) => {
    const pair = pairs.at(index);
    return poses.flatMap((control) =>
      seeds.map((seed) => ({ ...base, ...wordsOf(pair, seed), control, seed })),
    );
  });
  return requests.map((request) => ({ ...parseGenerateRequest(request), seed: request.seed }));
}

/** @throws ArmatureError `bad-request` where it is none, or more than a batch may hold */
function checkCount(count: number): void {
  if (count >= 1 && count <= MOST_IN_BATCH) return;
  throw new ArmatureError({
    code: 'bad-request',
    message:
      count < 1
        ? words`That would be no picture at all.`
        : words`That would be ${counted(count, { one: '# picture', other: '# pictures' })}; ${MOST_IN_BATCH} are the most.`,
    next:
      count < 1
        ? words`Choose a pose and a seed at the least.`
        : words`Take some combinations at random, or fewer poses or seeds.`,
  });
}
