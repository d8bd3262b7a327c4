import { isAnimal } from '../animal.ts';
import { BODY_LIMBS } from '../skeleton.ts';
import {
  PART_NAMES,
  type KeypointRef,
  type Keypoints,
  type PartName,
  type Person,
  type Pose,
} from '../types.ts';
import { ATTACHED } from './attached.ts';
import { changePeople, changePerson, keypointAt, keypointRef, withKeypoint, withPart } from './change.ts';
import { placeOf } from './place.ts';
import { BODY_TREE } from './kinematics/tree.ts';
import { withAttachedOf, withJointsOf } from './restore.ts';

/** The points that are missing from some parts of a person; of a part that is not there as a whole, none. */
export function missingKeypoints(
  pose: Pose,
  person: number,
  parts: readonly PartName[] = PART_NAMES,
): readonly KeypointRef[] {
  const someone = pose.people[person];
  const ofAnimal = isAnimal(someone);
  return parts.flatMap((part) => {
    if (ofAnimal && part === 'body') return [];
    return (someone?.[part] ?? []).flatMap((point, joint) =>
      point ? [] : [keypointRef(person, part, joint)],
    );
  });
}

/** Takes keypoints away; their limbs are no longer drawn. A hand, face or pair of feet without a point is left out. */
export function hideKeypoints(pose: Pose, refs: readonly KeypointRef[]): Pose {
  return refs.reduce(
    (changed, ref) => changePerson(changed, ref.person, (person) => withKeypoint(person, ref, null)),
    pose,
  );
}

/** Brings a missing keypoint back, where it would be by the proportions of the rest of the person. */
export function showKeypoint(pose: Pose, ref: KeypointRef): Pose {
  if (keypointAt(pose, ref) !== null) return pose;
  return changePerson(pose, ref.person, (person) => withKeypoint(person, ref, placeOf(person, ref, pose)));
}

/**
 * Takes a keypoint away, or brings it back where it is missing.
 *
 * @param before - the person with the point, to bring it back to its place; found by proportions unless given
 */
export function toggleKeypoint(pose: Pose, ref: KeypointRef, before?: Person): Pose {
  if (keypointAt(pose, ref)) return hideKeypoints(pose, [ref]);
  const place = before?.[ref.part ?? 'body']?.[ref.joint];
  if (!place) return showKeypoint(pose, ref);
  return changePerson(pose, ref.person, (person) => withKeypoint(person, ref, place));
}

/**
 * Takes away the far joint of a limb and everything beyond it, with the hand, foot or face that hangs there; or brings
 * the joints back where the limb is missing.
 *
 * @param limb - index in `BODY_LIMBS`
 * @param before - the person with the limb, to bring all back to its place; found by proportions unless given
 */
export function toggleLimb(pose: Pose, person: number, limb: number, before?: Person): Pose {
  const [near, far] = BODY_LIMBS[limb] ?? [];
  const body = pose.people[person]?.body;
  if (near === undefined || far === undefined || !body) return pose;
  const beyond = [far, ...BODY_TREE.beyond(far)];
  if (body[near] && body[far]) return changePerson(pose, person, (old) => beyond.reduce(withoutJoint, old));
  const missing = body[far] ? [near] : [near, ...beyond];
  if (before?.body[near] && before.body[far])
    return changePerson(pose, person, (old) =>
      withAttachedOf(withJointsOf(old, before, missing), before, missing),
    );
  return missing.reduce((changed, joint) => showKeypoint(changed, { person, joint }), pose);
}

/**
 * Takes away the points of which a detector was less sure than a threshold. Points that tell no confidence are certain.
 *
 * @param threshold - from 0 to 1
 */
export function dropUncertain(pose: Pose, people: readonly number[], threshold: number): Pose {
  return changePeople(pose, people, (person) =>
    PART_NAMES.reduce((changed, part) => {
      const points = person[part];
      return points ? withPart(changed, part, certainOf(points, threshold)) : changed;
    }, person),
  );
}

function certainOf(points: Keypoints, threshold: number): Keypoints {
  const isUncertain = (point: Keypoints[number]): boolean => (point?.confidence ?? 1) < threshold;
  return points.some(isUncertain) ? points.map((point) => (isUncertain(point) ? null : point)) : points;
}

function withoutJoint(person: Person, joint: number): Person {
  const bare = withKeypoint(person, { joint }, null);
  const attached = ATTACHED[joint];
  const points = attached && bare[attached.part];
  if (!points) return bare;
  const { part, from, to } = attached;
  return withPart(
    bare,
    part,
    points.map((point, index) => (index >= from && index < to ? null : point)),
  );
}
