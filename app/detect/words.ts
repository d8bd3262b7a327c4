import type { DetectorEntry } from '../../core/manifest/index.ts';
import type { Person } from '../../core/pose/index.ts';
import { counted } from '../../core/words/index.ts';
import { downloadWords } from '../models/words.ts';
import type { Transfer } from '../state/models.ts';
import { say } from '../words/say.ts';
import type { DetectState, Seen } from './store.ts';

/** What is going on, or what came out of it. */
export function stateWords(
  { work, frame }: Pick<DetectState, 'work' | 'frame'>,
  seen: Seen | undefined,
  shown: readonly Person[],
): string {
  if (work === 'reading') return say`Reading the picture…`;
  if (work === 'loading') return say`Getting the detector ready…`;
  if (work === 'looking' && !seen) return say`Looking for people…`;
  if (!seen) return '';
  if (shown.length === 0) return frame ? say`Nobody was found.` : say`Nobody is in sight.`;
  const who = say`${counted(shown.length, { one: '# person', other: '# people' })}`;
  return frame ? say`${who} found by ${seen.detector.label}.` : say`${who} in sight.`;
}

/** Why a detector does not look yet. */
export function lackingWords({ label }: DetectorEntry, transfer: Transfer | undefined): string {
  return transfer?.at === 'running'
    ? say`${label} is being downloaded. Then it looks by itself.`
    : say`${label} has to be downloaded before it can look.`;
}

/** What can be tried where nobody was found. */
export function adviceFor(seen: Seen): string {
  const unsure = seen.people.length > 0;
  if (seen.detector.builtIn) {
    return unsure
      ? say`Lower the threshold, choose a detector that knows photographs.`
      : say`Choose a detector that knows photographs.`;
  }
  return unsure
    ? say`Lower the threshold, try another detector, or a picture in which a person is larger and seen whole.`
    : say`Try another detector, or a picture in which a person is larger and seen whole.`;
}

/** What a detector is called in a list. */
export function optionWords(detector: DetectorEntry, atHand: boolean): string {
  return atHand ? detector.label : say`${detector.label}, ${downloadWords(detector)} to download`;
}
