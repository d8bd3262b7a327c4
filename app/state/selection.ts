/*
 * What commands act on. Whoever has a selected point is a selected person, too; where points are selected, commands on
 * points go before those on people.
 */
import { keypointAt, type KeypointRef, type Pose } from '../../core/pose/index.ts';

/** People and points that are selected. */
export interface Selection {
  /** Indices in `people`, in ascending order. */
  readonly people: readonly number[];
  readonly keypoints: readonly KeypointRef[];
}

/** Nothing is selected. */
export const NOTHING: Selection = { people: [], keypoints: [] };

/** Selects people as wholes. */
export function selectionOfPeople(people: readonly number[]): Selection {
  return { people: ascending(people), keypoints: [] };
}

/** Selects points, and with them the people whose they are. */
export function selectionOfKeypoints(keypoints: readonly KeypointRef[]): Selection {
  return { people: ascending(keypoints.map(({ person }) => person)), keypoints };
}

/** Adds a point to the selected ones, or takes it out. */
function withKeypointToggled({ keypoints }: Selection, ref: KeypointRef): Selection {
  const others = keypoints.filter((other) => !isSameKeypoint(other, ref));
  return selectionOfKeypoints(others.length < keypoints.length ? others : [...others, ref]);
}

/**
 * What Shift on a point adds or takes out: the point, or its whole person where others are selected as wholes, who would
 * be lost beside points.
 */
export function withTargetToggled(selection: Selection, ref: KeypointRef): Selection {
  return hasOtherWholes(selection, ref.person)
    ? withPersonToggled(selection, ref.person)
    : withKeypointToggled(selection, ref);
}

/** Are others than this person selected as wholes? */
export function hasOtherWholes({ people, keypoints }: Selection, person: number): boolean {
  return keypoints.length === 0 && people.some((other) => other !== person);
}

/** Adds a person to the selected ones, or takes them out. */
export function withPersonToggled({ people }: Selection, person: number): Selection {
  const others = people.filter((other) => other !== person);
  return selectionOfPeople(others.length < people.length ? others : [...others, person]);
}

/** Do both name the same point? */
export function isSameKeypoint(a: KeypointRef, b: KeypointRef): boolean {
  return a.person === b.person && a.joint === b.joint && (a.part ?? 'body') === (b.part ?? 'body');
}

/** Is the point selected? */
export function isKeypointSelected({ keypoints }: Selection, ref: KeypointRef): boolean {
  return keypoints.some((other) => isSameKeypoint(other, ref));
}

/**
 * Where somebody of one pose is in the next one: at the same place if edited, elsewhere if the order has changed.
 *
 * @param person - index in `people`
 * @returns undefined where they are not there any more
 */
export function followedPerson(person: number, before: Pose, after: Pose): number | undefined {
  const someone = before.people[person];
  if (!someone || after.people[person] === someone) return someone && person;
  const elsewhere = after.people.indexOf(someone);
  if (elsewhere >= 0) return elsewhere;
  const there = after.people[person];
  return there && !before.people.includes(there) ? person : undefined;
}

/** The selection on the same people of the next pose. */
export function followedSelection({ people, keypoints }: Selection, before: Pose, after: Pose): Selection {
  return fittedSelection(
    {
      people: ascending(people.flatMap((person) => followedPerson(person, before, after) ?? [])),
      keypoints: keypoints.flatMap((ref) => {
        const person = followedPerson(ref.person, before, after);
        return person === undefined ? [] : [{ ...ref, person }];
      }),
    },
    after,
  );
}

/** Leaves out who and what is not there; the same object where all are there. */
export function fittedSelection(selection: Selection, pose: Pose): Selection {
  const people = selection.people.filter((person) => pose.people[person]);
  const keypoints = selection.keypoints.filter((ref) => keypointAt(pose, ref));
  const same = people.length === selection.people.length && keypoints.length === selection.keypoints.length;
  return same ? selection : { people, keypoints };
}

function ascending(people: readonly number[]): number[] {
  return [...new Set(people)].sort((a, b) => a - b);
}
