import { ArmatureError } from '../result/index.ts';
import { words, type Words } from '../words/index.ts';

/** Makes the error for shared work that cannot be read or made. */
export function badLink(
  message: Words,
  next = words`Copy the whole link again, or ask for a project file instead.`,
): ArmatureError {
  return new ArmatureError({ code: 'bad-request', message, next });
}
