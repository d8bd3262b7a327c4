import * as v from 'valibot';
import { PICTURE_FIELDS, type SeededRequest } from '../../core/request/index.ts';
import type { KnownSettings, PictureDetails } from './record.ts';

const wholeSettings = v.object({ ...PICTURE_FIELDS, seed: v.number() });

/** The request of a kept picture, with what it was started from as far as that is kept; undefined where too little is known. */
export function requestOf(
  settings: KnownSettings,
  { pose, people, init }: PictureDetails,
): SeededRequest | undefined {
  const whole = v.safeParse(wholeSettings, settings);
  if (!whole.success) return undefined;
  const control = pose
    ? ({ kind: 'pose', pose, ...(people && { people }) } as const)
    : ({ kind: 'none' } as const);
  return { ...whole.output, trackId: null, control, ...(init && { init }) };
}
