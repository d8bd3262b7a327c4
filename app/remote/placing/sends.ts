import type { BackendFacts } from '../../../core/remote/index.ts';
import type { SeededRequest } from '../../../core/request/index.ts';
import { say } from '../../words/say.ts';

/** What leaves the page with an order, in words. */
export function sendsOf(
  { abilities }: BackendFacts,
  { negativePrompt, control, init }: SeededRequest,
): string[] {
  const rows: readonly (readonly [boolean, string])[] = [
    [true, say`the prompt`],
    [abilities.negativePrompt && negativePrompt !== '', say`the negative prompt`],
    [abilities.pose === 'steers' && control.kind !== 'none', say`the skeleton as a picture`],
    [abilities.init && init !== undefined, say`the picture to start from`],
    [abilities.mask && init?.mask !== undefined, say`the mask`],
    [true, say`the settings, such as seed and steps`],
  ];
  return rows.flatMap(([is, words]) => (is ? [words] : []));
}
