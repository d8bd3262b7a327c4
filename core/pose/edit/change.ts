/*
 * What every edit is made of. People and parts that an edit does not touch stay the same objects, so that views can tell
 * by identity what has changed.
 */
import { PART_NAMES, type Keypoint, type Keypoints, type KeypointRef, type PartName } from '../types.ts';
import type { Person, Pose } from '../types.ts';
import { withMidHipFollowing } from './mid-hip.ts';

/** Changes one person, unless it is locked or not there. */
export function changePerson(pose: Pose, person: number, change: (person: Person) => Person): Pose {
  const old = pose.people[person];
  if (!old || old.locked) return pose;
  const changed = withMidHipFollowing(old, change(old));
  return changed === old ? pose : { ...pose, people: pose.people.with(person, changed) };
}

/** Changes some people, except for those that are locked. */
export function changePeople(
  pose: Pose,
  people: readonly number[],
  change: (person: Person) => Person,
): Pose {
  return [...new Set(people)].reduce((changed, person) => changePerson(changed, person, change), pose);
}

/** Names a keypoint; the part is left out for the body. */
export function keypointRef(person: number, part: PartName, joint: number): KeypointRef {
  return part === 'body' ? { person, joint } : { person, part, joint };
}

/** Gives undefined where person, part or index are not there, null for a missing point. */
export function keypointAt(pose: Pose, ref: KeypointRef): Keypoint | null | undefined {
  return pose.people[ref.person]?.[ref.part ?? 'body']?.[ref.joint];
}

/** Puts points in the place of a part. A part without a single point is left out, unless it is all that there is. */
export function withPart(person: Person, part: PartName, points: Keypoints): Person {
  if (points === person[part]) return person;
  if (part === 'body' || part === 'animal' || points.some((point) => point !== null))
    return { ...person, [part]: points };
  return withoutPart(person, part);
}

/** Takes a part away. */
export function withoutPart(person: Person, part: Exclude<PartName, 'body'>): Person {
  if (!person[part]) return person;
  const rest = { ...person };
  Reflect.deleteProperty(rest, part);
  return rest;
}

/** Puts one point in its place. */
export function withKeypoint(
  person: Person,
  { part = 'body', joint }: Pick<KeypointRef, 'part' | 'joint'>,
  point: Keypoint | null,
): Person {
  const points = person[part];
  return points && joint in points && points[joint] !== point
    ? withPart(person, part, points.with(joint, point))
    : person;
}

/** Refs of one person by part; refs of points that are not there are left out. */
export function jointsByPart(
  pose: Pose,
  person: number,
  refs: readonly KeypointRef[],
): ReadonlyMap<PartName, ReadonlySet<number>> {
  const joints = (part: PartName): ReadonlySet<number> =>
    new Set(
      refs.flatMap((ref) =>
        ref.person === person && (ref.part ?? 'body') === part && keypointAt(pose, ref) ? [ref.joint] : [],
      ),
    );
  return new Map(
    PART_NAMES.map((part) => [part, joints(part)] as const).filter(([, chosen]) => chosen.size > 0),
  );
}
