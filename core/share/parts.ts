import type { Person } from '../pose/index.ts';
import type { SharedWork } from './work.ts';

/** Parts that work is the same figure without. */
export interface LeavableParts {
  /** Prompt, negative prompt and styles. */
  readonly words: boolean;
  readonly faces: boolean;
  readonly hands: boolean;
}

/** Leaves parts of work out: those that are false. */
export function withoutParts(work: SharedWork, { words, faces, hands }: LeavableParts): SharedWork {
  const { pose, prompt, negativePrompt, styles, ...others } = work;
  const people = pose?.people.map(({ face, leftHand, rightHand, ...person }): Person => ({
    ...person,
    ...(faces && face && { face }),
    ...(hands && leftHand && { leftHand }),
    ...(hands && rightHand && { rightHand }),
  }));
  return {
    ...others,
    ...(pose && people && { pose: { ...pose, people } }),
    ...(words && prompt !== undefined && { prompt }),
    ...(words && negativePrompt !== undefined && { negativePrompt }),
    ...(words && styles && { styles }),
  };
}
