import { type Failure, makeFailure } from '../../result/index.ts';
import { type Words, words } from '../../words/index.ts';

/** What to do with a model of another family. */
export const USE_SD1 = words`Choose a model of the Stable Diffusion 1.x family.`;

/**
 * The failure for a file that is readable but not for us.
 *
 * @param what - completes "This file is ..."
 * @param next - a sentence
 */
export function refusal(what: Words, next: Words = USE_SD1): Failure {
  return makeFailure({ code: 'unsupported-model', message: words`This file is ${what}.`, next });
}
