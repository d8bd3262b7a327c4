/*
 * For whom the pose does not count, told by places in the figure's order: it stays with the people, and comes back with
 * those who come back.
 */
import type { Pose } from '../../core/pose/index.ts';
import type { FigureState, FigureStore } from './figure.ts';
import type { FormStore } from './form.ts';
import { followedPerson } from './selection.ts';

/** Keeps the form to the same people whatever becomes of their order. */
export function followPeople(figure: FigureStore, form: FormStore): void {
  /** What was said of people in a pose that history may go back to, when it was last left. */
  const left = new WeakMap<Pose, WeakMap<object, readonly number[]>>();
  figure.subscribe((now, before) => {
    if (now.pose.people === before.pose.people) return;
    const { leftOut } = form.getState();
    // The same pose may be there twice, once after an import was taken back.
    const ofPose = left.get(before.pose) ?? new WeakMap<object, readonly number[]>();
    left.set(before.pose, ofPose.set(before.crowd, leftOut));
    const returning = left.get(now.pose)?.get(now.crowd) ?? [];
    const next = leftOutNow(now, before, { leftOut, returning });
    const isSame = next.length === leftOut.length && next.every((person, i) => person === leftOut[i]);
    if (!isSame) form.setState({ leftOut: next });
  });
}

interface Said {
  readonly leftOut: readonly number[];
  /** What was said when the pose was there before; it counts for those who have been away since. */
  readonly returning: readonly number[];
}

function leftOutNow(
  { pose, crowd }: FigureState,
  before: FigureState,
  { leftOut, returning }: Said,
): readonly number[] {
  if (crowd !== before.crowd) return returning;
  const follow = (person: number): number | undefined => followedPerson(person, before.pose, pose);
  const stayed = new Set([...before.pose.people.keys()].map(follow));
  return [
    ...leftOut.flatMap((person) => follow(person) ?? []),
    ...returning.filter((person) => !stayed.has(person)),
  ];
}
