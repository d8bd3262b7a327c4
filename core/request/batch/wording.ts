import type { GenerateRequest } from '../schema.ts';
import type { PromptPair } from './template.ts';

/**
 * What a picture of a batch is asked for with, of the words that its choices came to: styles stand around them, and wildcards
 * are filled by its seed.
 *
 * @throws ArmatureError `bad-request` where they cannot be
 */
export type WordsOf = (written: PromptPair, seed: number) => PromptPair & Pick<GenerateRequest, 'template'>;
