import { ArmatureError } from '../result/index.ts';
import { words } from '../words/index.ts';

/** @throws ArmatureError `bad-request` for what is no integer from 0 to 2^53 - 1 */
export function checkSeed(seed: number): void {
  if (Number.isSafeInteger(seed) && seed >= 0) return;
  throw new ArmatureError({
    code: 'bad-request',
    message: words`The seed must be an integer from 0 to ${Number.MAX_SAFE_INTEGER}, not ${seed}.`,
    next: words`Enter another seed.`,
  });
}
