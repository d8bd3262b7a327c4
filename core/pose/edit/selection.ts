import { ANIMAL_EDGES } from '../animal.ts';
import { BODY_LIMBS, type Edge } from '../skeleton.ts';
import type { KeypointRef, Keypoints, PartName, Person, Point, Pose } from '../types.ts';
import { PART_NAMES } from '../types.ts';
import { type Box, isInBox } from './bounds.ts';
import { keypointRef } from './change.ts';

/**
 * Finds the keypoints in a box, of people who are neither hidden nor locked.
 *
 * @param parts - where to look; the body unless given
 */
export function keypointsInBox(
  pose: Pose,
  box: Box,
  parts: readonly PartName[] = ['body'],
): readonly KeypointRef[] {
  return pose.people.flatMap((someone, person) =>
    isOutOfReach(someone)
      ? []
      : parts.flatMap((part) =>
          (someone[part] ?? []).flatMap((point, joint) =>
            point && isInBox(point, box) ? [keypointRef(person, part, joint)] : [],
          ),
        ),
  );
}

/** Finds the people whom a box touches by a point or a limb, those who are hidden or locked left out. */
export function peopleInBox(pose: Pose, box: Box): readonly number[] {
  return pose.people.flatMap((someone, person) =>
    !isOutOfReach(someone) && isTouched(someone, box) ? [person] : [],
  );
}

function isOutOfReach(person: Person): boolean {
  return Boolean(person.hidden) || Boolean(person.locked);
}

function isTouched(person: Person, box: Box): boolean {
  const byPoint = PART_NAMES.some((part) => person[part]?.some((point) => point && isInBox(point, box)));
  const byEdge = (points: Keypoints, edges: readonly Edge[]): boolean =>
    edges.some(([a, b]) => {
      const [from, to] = [points[a], points[b]];
      return from && to ? crosses(from, to, box) : false;
    });
  return byPoint || byEdge(person.body, BODY_LIMBS) || byEdge(person.animal ?? [], ANIMAL_EDGES);
}

/** Liang and Barsky's test: the stretch of a segment that is inside of all four sides. */
function crosses(from: Point, to: Point, box: Box): boolean {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [enter, leave] = [0, 1];
  for (const [speed, room] of [
    [-dx, from.x - box.left],
    [dx, box.right - from.x],
    [-dy, from.y - box.top],
    [dy, box.bottom - from.y],
  ] as const) {
    if (speed === 0 && room < 0) return false;
    if (speed < 0) enter = Math.max(enter, room / speed);
    if (speed > 0) leave = Math.min(leave, room / speed);
  }
  return enter <= leave;
}
