/*
 * How the people of one pose come into another.
 */
import { addPerson } from './edit/people.ts';
import { fitPose, mapPerson } from './fit.ts';
import { BODY_LIMBS } from './skeleton.ts';
import type { Person, Point, Pose } from './types.ts';

/** Whose place guests take: that of one person, of everybody, or nobody's. */
export type Insertion = 'selected' | 'everyone' | 'added';

/** A pose, and which of its people came in. */
export interface Inserted {
  readonly pose: Pose;
  /** Index of the first guest. */
  readonly person: number;
}

/**
 * Brings people into a pose, fitted to its canvas. Instead of one of several people they stand where that one stood, at
 * that one's size. Locked people stay: instead of one of them nothing happens.
 *
 * @param selected - index of the person whose place is taken with `selected`
 */
export function insertPeople(pose: Pose, guests: Pose, how: Insertion, selected: number): Inserted {
  const { people } = fitPose(guests, pose);
  if (how === 'everyone') {
    const staying = pose.people.filter(({ locked }) => locked);
    return { pose: { ...pose, people: [...staying, ...people] }, person: staying.length };
  }
  const host = how === 'selected' ? pose.people[selected] : undefined;
  if (!host) return addAll(pose, people);
  if (host.locked) return { pose, person: selected };
  const seated = pose.people.length === 1 ? people : inPlaceOf(host, people);
  return {
    pose: { ...pose, people: pose.people.toSpliced(selected, 1, ...named(seated, host)) },
    person: selected,
  };
}

/** One person steps aside where another one stands; a group comes as it is. */
function addAll(pose: Pose, people: readonly Person[]): Inserted {
  const [first] = people;
  const person = pose.people.length;
  if (first && people.length === 1) return { pose: addPerson(pose, first), person };
  return { pose: { ...pose, people: [...pose.people, ...people] }, person };
}

/** Who takes a named person's place takes the name. */
function named(people: readonly Person[], { name }: Person): readonly Person[] {
  const [first] = people;
  return first && people.length === 1 && name !== undefined ? [{ ...first, name }] : people;
}

function inPlaceOf(host: Person, guests: readonly Person[]): readonly Person[] {
  const first = guests[0];
  const [from, to] = [footing(guests), footing([host])];
  if (!first || !from || !to) return guests;
  const scale = sizeAgainst(host, first);
  return guests.map((guest) =>
    mapPerson(guest, ({ x, y }) => ({ x: to.x + (x - from.x) * scale, y: to.y + (y - from.y) * scale })),
  );
}

/** The middle of the lower edge of people. */
function footing(people: readonly Person[]): Point | undefined {
  const points = people.flatMap(({ body, animal = body }) => animal.flatMap((point) => point ?? []));
  if (points.length === 0) return undefined;
  const xs = points.map(({ x }) => x);
  return { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: Math.max(...points.map(({ y }) => y)) };
}

/** Foreshortening only ever makes a limb shorter, so the longest limbs tell the size best. */
function sizeAgainst(host: Person, guest: Person): number {
  const [a, b] = [longestLimbs(host), longestLimbs(guest)];
  return a > 0 && b > 0 ? a / b : 1;
}

function longestLimbs({ body }: Person): number {
  const lengths = BODY_LIMBS.map(([a, b]) => {
    const [from, to] = [body[a], body[b]];
    return from && to ? Math.hypot(from.x - to.x, from.y - to.y) : 0;
  });
  return Math.max(...lengths);
}
