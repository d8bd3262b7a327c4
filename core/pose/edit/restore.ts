/*
 * Points that come back to where they were. Hiding a joint or a limb is often only a try, and the place took work.
 */
import { PART_NAMES, type Keypoint, type PartName, type Person } from '../types.ts';
import { ATTACHED } from './attached.ts';
import { withKeypoint, withPart } from './change.ts';

/** Tells whether a person has only lost points since: those that are left have not moved. */
export function isRemainderOf(now: Person, before: Person): boolean {
  return PART_NAMES.every((part) =>
    (now[part] ?? []).every((point, index) => !point || isAt(point, before[part]?.[index])),
  );
}

/** Brings points of a part that are missing back to where they were; those that were missing then, too, stay so. */
export function withJointsOf(
  person: Person,
  before: Person,
  part: PartName,
  joints: readonly number[],
): Person {
  return joints.reduce(
    (all, joint) =>
      all[part]?.[joint] ? all : withKeypoint(all, { part, joint }, before[part]?.[joint] ?? null),
    person,
  );
}

/** Brings back what goes with body points, such as a hand with its wrist, where nothing of it is left. */
export function withAttachedOf(person: Person, before: Person, joints: readonly number[]): Person {
  return joints.reduce((all, joint) => {
    const attached = ATTACHED[joint];
    const points = attached && before[attached.part];
    if (!points) return all;
    const { part, from, to } = attached;
    const left = all[part] ?? points.map(() => null);
    if (left.slice(from, to).some((point) => point !== null)) return all;
    return withPart(all, part, left.toSpliced(from, to - from, ...points.slice(from, to)));
  }, person);
}

function isAt(point: Keypoint, other: Keypoint | null | undefined): boolean {
  return point.x === other?.x && point.y === other.y;
}
