/*
 * What could not be taken over from a drawing as it is, in sentences.
 */
import { counted, type Words, words } from '../../../words/index.ts';
import type { Figure } from './limbs.ts';
import { KIND, type PixelPlanes } from './pixel-planes.ts';

/** White px of some twenty dots of a face; single ones are edges of something else. */
const FEWEST_FACE_PIXELS = 400;

/** Tells which joints were not seen, and what was left out. */
export function notesOn(planes: PixelPlanes, figures: readonly Figure[], looseDots: number): Words[] {
  const hidden = figures.flatMap((figure) => [...figure.values()].filter(({ visible }) => visible === 0));
  const white = planes.kind.reduce((count, kind) => count + (kind === KIND.white ? 1 : 0), 0);
  return [
    ...(hidden.length > 0
      ? [
          words`${counted(hidden.length, { one: '# joint', other: '# joints' })} that something was drawn over ${counted(hidden.length, { one: 'was', other: 'were' })} placed where limbs end.`,
        ]
      : []),
    ...(looseDots > 0
      ? [
          words`${counted(looseDots, { one: '# blue dot', other: '# blue dots' })} that no whole hand was found for ${counted(looseDots, { one: 'was', other: 'were' })} left out.`,
        ]
      : []),
    ...(white >= FEWEST_FACE_PIXELS
      ? [words`A face was left out: its white dots do not tell which points they are.`]
      : []),
  ];
}
