/*
 * Changes of a pose. Each gives a new pose and leaves the old one as it is; naming a person or a point that is not there
 * gives the old pose back.
 */
import { mapKeypoints, mapPerson } from './fit.ts';
import { BODY, MIRRORED_BODY, MIRRORED_FACE, MIRRORED_FEET } from './skeleton.ts';
import type { KeypointRef, Keypoints, PartName, Person, Point, Pose } from './types.ts';
import { placeOf } from './place.ts';

/** How far to the side a person is added who would stand upon another, as a share of the canvas's short side. */
const STEP_ASIDE = 1 / 6;
/** Where a free place is looked for, in steps. */
const PLACES: readonly number[] = [0, 1, -1, 2, -2, 3, -3];

/**
 * Moves one keypoint. A hand goes with its wrist and a face with its nose.
 *
 * @param to - px
 */
export function moveKeypoint(pose: Pose, ref: KeypointRef, to: Point): Pose {
  const from = keypointAt(pose, ref);
  if (!from) return pose;
  const by = { x: to.x - from.x, y: to.y - from.y };
  return changePerson(pose, ref.person, (person) => moveAttached(withKeypoint(person, ref, to), ref, by));
}

/** Takes a keypoint away; its limbs are no longer drawn. */
export function hideKeypoint(pose: Pose, ref: KeypointRef): Pose {
  return keypointAt(pose, ref)
    ? changePerson(pose, ref.person, (person) => withKeypoint(person, ref, null))
    : pose;
}

/** Brings a missing keypoint back, where it would be by the proportions of the rest of the person. */
export function showKeypoint(pose: Pose, ref: KeypointRef): Pose {
  if (keypointAt(pose, ref) !== null) return pose;
  return changePerson(pose, ref.person, (person) => withKeypoint(person, ref, placeOf(person, ref, pose)));
}

/** Adds a person on top of the others; further to the side where they would hide another one. */
export function addPerson(pose: Pose, person: Person): Pose {
  const step = Math.min(pose.width, pose.height) * STEP_ASIDE;
  const places = PLACES.map((place) => mapPerson(person, shift({ x: place * step, y: 0 })));
  const hides = (place: Person): boolean => pose.people.some((other) => isUpon(place, other, step / 2));
  const free = places.find((place) => !hides(place)) ?? person;
  return { ...pose, people: [...pose.people, free] };
}

/** Adds a copy of a person on top of the others, to the side of the original. */
export function duplicatePerson(pose: Pose, person: number): Pose {
  const original = pose.people[person];
  return original ? addPerson(pose, original) : pose;
}

/** Tells whether two people have all their common points within a distance in px. */
function isUpon(person: Person, other: Person, distance: number): boolean {
  const common = person.body.flatMap((point, joint) => {
    const twin = other.body[joint];
    return point && twin ? [Math.hypot(point.x - twin.x, point.y - twin.y)] : [];
  });
  return common.length > 0 && common.every((apart) => apart < distance);
}

/** Removes a person. */
export function removePerson(pose: Pose, person: number): Pose {
  if (!pose.people[person]) return pose;
  return { ...pose, people: pose.people.filter((_, index) => index !== person) };
}

/** Puts a person in the place of another. */
export function replacePerson(pose: Pose, person: number, replacement: Person): Pose {
  return changePerson(pose, person, () => replacement);
}

/** Moves a person with hands and face, in px. */
export function translatePerson(pose: Pose, person: number, by: Point): Pose {
  return changePerson(pose, person, (old) => mapPerson(old, shift(by)));
}

/**
 * Mirrors a person about the vertical line through the middle of their body. Left and right change places, so that the
 * person faces the viewer as before.
 */
export function mirrorPerson(pose: Pose, person: number): Pose {
  return changePerson(pose, person, (old) => {
    const xs = old.body.flatMap((point) => (point ? [point.x] : []));
    if (xs.length === 0) return old;
    const axis = xs.reduce((a, b) => Math.min(a, b)) + xs.reduce((a, b) => Math.max(a, b));
    return swapSides(mapPerson(old, ({ x, y }) => ({ x: axis - x, y })));
  });
}

function swapSides({ body, leftHand, rightHand, face, feet, ...rest }: Person): Person {
  return {
    ...rest,
    body: permuted(body, MIRRORED_BODY),
    ...(rightHand && { leftHand: rightHand }),
    ...(leftHand && { rightHand: leftHand }),
    ...(face && { face: permuted(face, MIRRORED_FACE) }),
    ...(feet && { feet: permuted(feet, MIRRORED_FEET) }),
  };
}

function permuted(points: Keypoints, order: readonly number[]): Keypoints {
  return order.map((index) => points[index] ?? null);
}

function shift(by: Point): (point: Point) => Point {
  return ({ x, y }) => ({ x: x + by.x, y: y + by.y });
}

/** Gives undefined where person, part or index are not there, null for a missing point. */
function keypointAt(pose: Pose, { person, part = 'body', joint }: KeypointRef): Point | null | undefined {
  return pose.people[person]?.[part]?.[joint];
}

function withKeypoint(person: Person, { part = 'body', joint }: KeypointRef, point: Point | null): Person {
  const points = person[part] ?? [];
  return { ...person, [part]: points.with(joint, point) };
}

/** What moves with a body keypoint. */
const ATTACHED: Readonly<Partial<Record<number, Exclude<PartName, 'body'>>>> = {
  [BODY.leftWrist]: 'leftHand',
  [BODY.rightWrist]: 'rightHand',
  [BODY.nose]: 'face',
};

function moveAttached(person: Person, { part = 'body', joint }: KeypointRef, by: Point): Person {
  const attached = part === 'body' ? ATTACHED[joint] : undefined;
  const points = attached && person[attached];
  return points ? { ...person, [attached]: mapKeypoints(points, shift(by)) } : person;
}

function changePerson(pose: Pose, person: number, change: (person: Person) => Person): Pose {
  const old = pose.people[person];
  return old ? { ...pose, people: pose.people.with(person, change(old)) } : pose;
}
