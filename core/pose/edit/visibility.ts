import { isAnimal, limbsOf, mainPartOf } from '../animal.ts';
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
import { ANIMAL_TREE, BODY_TREE } from './kinematics/tree.ts';
import { withAttachedOf, withJointsOf } from './restore.ts';

/** Where most of somebody's points are. */
type MainPart = keyof typeof TREES;

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
 * @param limb - index in what `limbsOf` gives for the person or animal
 * @param before - the person with the limb, to bring all back to its place; found by proportions unless given
 */
export function toggleLimb(pose: Pose, person: number, limb: number, before?: Person): Pose {
  const someone = pose.people[person];
  const part = mainPartOf(someone);
  const [near, far] = limbsOf(someone)[limb] ?? [];
  const points = someone?.[part];
  if (near === undefined || far === undefined || !points) return pose;
  const beyond = [far, ...TREES[part].beyond(far)];
  if (points[near] && points[far])
    return changePerson(pose, person, (old) =>
      beyond.reduce((bare, joint) => withoutJoint(bare, part, joint), old),
    );
  const missing = points[far] ? [near] : [near, ...beyond];
  if (before?.[part]?.[near] && before[part][far])
    return changePerson(pose, person, (old) => withLimbOf(old, before, part, missing));
  return missing.reduce((changed, joint) => showKeypoint(changed, keypointRef(person, part, joint)), pose);
}

const TREES = { body: BODY_TREE, animal: ANIMAL_TREE } as const;

function withLimbOf(person: Person, before: Person, part: MainPart, joints: readonly number[]): Person {
  const whole = withJointsOf(person, before, part, joints);
  return part === 'body' ? withAttachedOf(whole, before, joints) : whole;
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

function withoutJoint(person: Person, main: MainPart, joint: number): Person {
  const bare = withKeypoint(person, { part: main, joint }, null);
  const attached = main === 'body' ? ATTACHED[joint] : undefined;
  const points = attached && bare[attached.part];
  if (!points) return bare;
  const { part, from, to } = attached;
  return withPart(
    bare,
    part,
    points.map((point, index) => (index >= from && index < to ? null : point)),
  );
}
