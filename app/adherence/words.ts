import type { JointMatch, PersonMatch, PoseMatch } from '../../core/adherence/index.ts';
import { assertNever } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { keypointLabel } from '../words/names.ts';
import { say } from '../words/say.ts';
import { bestAttempt, type Measured, type Search } from './store.ts';

/** A share as people read it: "94 %". Only what is complete is 100 %. */
export function percent(share: number): string {
  return `${share < 1 ? Math.min(99, Math.round(100 * share)) : 100}\u00a0%`;
}

/** What all distances are measured by. */
export const MEASURE = words`The measure of a person is the torso's length from the neck to the hips, or a fifth of the figure's longer side where that is more.`;

/** How many joints fit and how far off they are, or that nobody was found. */
export function matchWords({ match, found }: Pick<Measured, 'match' | 'found'>): string {
  if (found.length === 0) return say`Nobody was found in the picture.`;
  const joints = match.people.flatMap((person) => person.joints);
  const fits = joints.filter((joint) => joint.fits).length;
  return say`${fits} of ${joints.length} joints are within a tenth of the torso's length.${meanWords(match)}${extraWords(match)}`;
}

function meanWords({ meanDistance }: PoseMatch): string {
  if (meanDistance === undefined || meanDistance === Infinity) return '';
  return say` Those that were found are off by ${hundredths(meanDistance)}\u00a0% of it on average.`;
}

/** A distance that is not nothing is not told as nothing. */
function hundredths(distance: number): number {
  return Math.ceil(100 * distance);
}

function extraWords({ extra }: PoseMatch): string {
  if (extra === 0) return '';
  return extra === 1
    ? say` One person was found whom nobody asked for.`
    : say` ${extra} people were found whom nobody asked for.`;
}

/** Where a joint was found, against where it was asked for. */
export function jointWords({ joint, distance, fits }: JointMatch): string {
  const name = keypointLabel({ joint });
  if (distance === undefined) return say`${name}: not found`;
  // A lone point has no torso to measure by.
  if (distance === Infinity) return say`${name}: found elsewhere`;
  return fits
    ? say`${name}: fits, off by ${hundredths(distance)}\u00a0% of the torso`
    : say`${name}: off by ${hundredths(distance)}\u00a0% of the torso`;
}

/** All joints, those that are off before those that fit. */
export function misfitsFirst(joints: readonly JointMatch[]): readonly JointMatch[] {
  return [...joints.filter(({ fits }) => !fits), ...joints.filter(({ fits }) => fits)];
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
