import { isAnimal } from '../animal.ts';
import { mapPerson } from '../fit.ts';
import type { Person, Point, Pose } from '../types.ts';

/** How far to the side a person is added who would stand upon another, as a share of the canvas's short side. */
const STEP_ASIDE = 1 / 6;
/** Where a free place is looked for, in steps; between the others in the end. */
const PLACES: readonly number[] = [0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5];

/** Adds a person on top of the others; further to the side where they would hide another one. */
export function addPerson(pose: Pose, person: Person): Pose {
  return addAside(pose, [person]);
}

/**
 * Adds copies of people on top of the others in the order of the originals, all moved to the side by the same way. The
 * copies have no names, and they are not locked.
 */
export function duplicatePeople(pose: Pose, people: readonly number[]): Pose {
  const originals = pose.people.filter((_, index) => people.includes(index));
  return originals.length === 0 ? pose : addAside(pose, originals.map(copyOf));
}

function copyOf(person: Person): Person {
  const copy = { ...person };
  delete copy.name;
  delete copy.locked;
  return copy;
}

function addAside(pose: Pose, people: readonly Person[]): Pose {
  const step = Math.min(pose.width, pose.height) * STEP_ASIDE;
  const places = PLACES.map((place) => people.map((person) => mapPerson(person, shift(place * step))));
  const hides = (person: Person): boolean => pose.people.some((other) => isUpon(person, other, step / 2));
  const free = places.find((place) => !place.some(hides)) ?? people;
  return { ...pose, people: [...pose.people, ...free] };
}

function shift(by: number): (point: Point) => Point {
  return ({ x, y }) => ({ x: x + by, y });
}

/** Tells whether two people have all their common points within a distance in px. */
function isUpon(person: Person, other: Person, distance: number): boolean {
  const others = other.animal ?? other.body;
  const common = (person.animal ?? person.body).flatMap((point, joint) => {
    const twin = isAnimal(person) === isAnimal(other) ? others[joint] : null;
    return point && twin ? [Math.hypot(point.x - twin.x, point.y - twin.y)] : [];
  });
  return common.length > 0 && common.every((apart) => apart < distance);
}

/** Removes people who are not locked. */
export function removePeople(pose: Pose, people: readonly number[]): Pose {
  const left = pose.people.filter((person, index) => person.locked || !people.includes(index));
  return left.length === pose.people.length ? pose : { ...pose, people: left };
}

/** Puts a person at another place in the order of drawing, in which the last one is on top. A lock is no hindrance. */
export function reorderPerson(pose: Pose, from: number, to: number): Pose {
  const moved = pose.people[from];
  if (!moved || from === to || !(to in pose.people)) return pose;
  return { ...pose, people: pose.people.toSpliced(from, 1).toSpliced(to, 0, moved) };
}

/** Draws a person over the next one. */
export function bringForward(pose: Pose, person: number): Pose {
  return reorderPerson(pose, person, person + 1);
}

/** Draws a person under the one before. */
export function sendBackward(pose: Pose, person: number): Pose {
  return reorderPerson(pose, person, person - 1);
}

/** What is known about a person besides points. */
export interface PersonDetails {
  /** No name where it is blank. */
  readonly name?: string;
  readonly locked?: boolean;
  readonly hidden?: boolean;
}

/** Changes the details that are given and leaves the others, of a locked person as well. */
export function changePersonDetails(pose: Pose, person: number, details: PersonDetails): Pose {
  const old = pose.people[person];
  if (!old) return pose;
  const { name, locked, hidden, ...points } = old;
  const wanted = { name, locked, hidden, ...details };
  const written = wanted.name?.trim() || undefined;
  if (
    written === name &&
    Boolean(wanted.locked) === Boolean(locked) &&
    Boolean(wanted.hidden) === Boolean(hidden)
  )
    return pose;
  const changed: Person = {
    ...points,
    ...(written && { name: written }),
    ...(wanted.locked && { locked: true }),
    ...(wanted.hidden && { hidden: true }),
  };
  return { ...pose, people: pose.people.with(person, changed) };
}
