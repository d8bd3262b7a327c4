/*
 * What could not be taken over from a drawing as it is, in sentences.
 */
import type { Figure } from './limbs.ts';
import { KIND, type PixelPlanes } from './pixel-planes.ts';

/** White px of some twenty dots of a face; single ones are edges of something else. */
const FEWEST_FACE_PIXELS = 400;

/** Tells which joints were not seen, and what was left out. */
export function notesOn(planes: PixelPlanes, figures: readonly Figure[], looseDots: number): string[] {
  const hidden = figures.flatMap((figure) => [...figure.values()].filter(({ visible }) => visible === 0));
  const white = planes.kind.reduce((count, kind) => count + (kind === KIND.white ? 1 : 0), 0);
  return [
    ...(hidden.length > 0
      ? [
          `${counted(hidden.length, 'joint')} that something was drawn over ${hidden.length === 1 ? 'was' : 'were'} placed where limbs end.`,
        ]
      : []),
    ...(looseDots > 0
      ? [
          `${counted(looseDots, 'blue dot')} that no whole hand was found for ${looseDots === 1 ? 'was' : 'were'} left out.`,
        ]
      : []),
    ...(white >= FEWEST_FACE_PIXELS
      ? ['A face was left out: its white dots do not tell which points they are.']
      : []),
  ];
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
