import type { Failure } from '../../result/index.ts';

/** What to do with a model of another family. */
export const USE_SD1 = 'Choose a model of the Stable Diffusion 1.x family.';

/**
 * The failure for a file that is readable but not for us.
 *
 * @param what - completes "This file is ..."
 * @param next - a sentence
 */
export function refusal(what: string, next: string = USE_SD1): Failure {
  return { code: 'unsupported-model', message: `This file is ${what}.`, next };
}
