import type { JointMatch, PersonMatch, PoseMatch } from '../../core/adherence/index.ts';
import { assertNever } from '../../core/result/index.ts';
import { keypointLabel } from '../words/names.ts';
import { say } from '../words/say.ts';
import { bestAttempt, type Measured, type Search } from './store.ts';

/** A share as people read it: "94 %". Only what is complete is 100 %. */
export function percent(share: number): string {
  return `${share < 1 ? Math.min(99, Math.round(100 * share)) : 100}\u00a0%`;
}

/** How many joints fit, or that nobody was found. */
export function matchWords({ match, found }: Pick<Measured, 'match' | 'found'>): string {
  if (found.length === 0) return say`Nobody was found in the picture.`;
  const joints = match.people.flatMap((person) => person.joints);
  const fits = joints.filter((joint) => joint.fits).length;
  return say`${fits} of ${joints.length} joints are within a tenth of the torso's length.${extraWords(match)}`;
}

function extraWords({ extra }: PoseMatch): string {
  if (extra === 0) return '';
  return extra === 1
    ? say` One person was found whom nobody asked for.`
    : say` ${extra} people were found whom nobody asked for.`;
}

/** What is off with a joint. */
export function jointWords({ joint, distance }: JointMatch): string {
  const name = keypointLabel({ joint });
  return distance === undefined
    ? say`${name}: not found`
    : say`${name}: off by ${Math.ceil(100 * distance)}\u00a0% of the torso`;
}

/** Heading of a person's list. */
export function personWords({ asked, found, share }: PersonMatch): string {
  const name = say`Person ${asked + 1}`;
  return found === undefined ? say`${name}: not found` : `${name}: ${percent(share)}`;
}

/** Where a search is. */
export function searchWords(search: Search): string {
  const { status, goal, tries, attempts } = search;
  const best = bestAttempt(search);
  const soFar = best ? say` Best so far: ${percent(best.share)}.` : '';
  const outcome = best ? say` The best of ${attempts.length} is shown: ${percent(best.share)}.` : '';
  const place = say`picture ${attempts.length + 1} of at most ${tries}`;
  switch (status) {
    case 'drawing':
      return say`Drawing ${place}.${soFar}`;
    case 'looking':
      return say`Looking at ${place}.${soFar}`;
    case 'fits':
      return say`Seed ${best?.seed ?? ''} fits: ${percent(best?.share ?? 0)}.`;
    case 'spent':
      return say`No picture reached ${percent(goal)}.${outcome}`;
    case 'stopped':
      return say`Stopped.${outcome}`;
    case 'failed':
      return say`It went no further.${best ? say` Best so far: ${percent(best.share)}.` : ''}`;
    default:
      return assertNever(status);
  }
}
