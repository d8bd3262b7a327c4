import { MIRRORED_ANIMAL } from '../animal.ts';
import { mapPerson } from '../fit.ts';
import { MIRRORED_BODY, MIRRORED_FACE, MIRRORED_FEET } from '../skeleton.ts';
import type { Keypoints, Person, Pose } from '../types.ts';
import { boundsOf } from './bounds.ts';
import { changePeople } from './change.ts';

/**
 * Mirrors people about a vertical line. Left and right change places in all parts, so that everybody faces the viewer as
 * before.
 *
 * @param axis - x of the line in px; through the middle of the bodies unless given
 */
export function mirrorPeople(pose: Pose, people: readonly number[], axis = middleOf(pose, people)): Pose {
  if (axis === undefined) return pose;
  return changePeople(pose, people, (person) => mirroredPerson(person, axis));
}

/** Mirrors one person about a vertical line, locked or not. */
export function mirroredPerson(person: Person, axis: number): Person {
  return swapSides(mapPerson(person, ({ x, y }) => ({ x: 2 * axis - x, y })));
}

function middleOf(pose: Pose, people: readonly number[]): number | undefined {
  const bodies = people.flatMap((index) => {
    const person = pose.people[index];
    return person && !person.locked ? (person.animal ?? person.body) : [];
  });
  const bounds = boundsOf(bodies.filter((point) => point !== null));
  return bounds && (bounds.left + bounds.right) / 2;
}

function swapSides({ body, leftHand, rightHand, face, feet, animal, ...rest }: Person): Person {
  return {
    ...rest,
    body: permuted(body, MIRRORED_BODY),
    ...(rightHand && { leftHand: rightHand }),
    ...(leftHand && { rightHand: leftHand }),
    ...(face && { face: permuted(face, MIRRORED_FACE) }),
    ...(feet && { feet: permuted(feet, MIRRORED_FEET) }),
    ...(animal && { animal: permuted(animal, MIRRORED_ANIMAL) }),
  };
}

function permuted(points: Keypoints, order: readonly number[]): Keypoints {
  return order.map((index) => points[index] ?? null);
}
