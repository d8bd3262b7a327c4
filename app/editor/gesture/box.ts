import {
  type Box,
  type KeypointRef,
  keypointsInBox,
  mainPartOf,
  PART_NAMES,
  type Point,
} from '../../../core/pose/index.ts';
import {
  hasOtherWholes,
  isSameKeypoint,
  type Selection,
  selectionOfKeypoints,
  selectionOfPeople,
} from '../../state/selection.ts';
import { partsInReach, type Scene } from '../hit.ts';
import { toCanvas } from '../view.ts';

interface Boxing {
  readonly from: Point;
  readonly to: Point;
  readonly base: Selection;
}

/**
 * Gives what a box selects beside what was selected before: people, where it is around whole bodies alone or others are
 * selected as wholes; otherwise the points in it.
 */
export function selectionInBox({ from, to, base }: Boxing, scene: Scene): Selection {
  const box = boxBetween(toCanvas(scene.view, from), toCanvas(scene.view, to));
  const inside = keypointsInBox(scene.pose, box, PART_NAMES).filter((ref) => isInReach(ref, scene));
  if (inside.length === 0) return base;
  const people = [...new Set(inside.map(({ person }) => person))];
  const whole =
    people.every((person) => isWholeAmong(inside, person, scene)) ||
    people.some((person) => hasOtherWholes(base, person));
  if (whole && base.keypoints.length === 0) return selectionOfPeople([...base.people, ...people]);
  const before = base.keypoints.filter((ref) => !inside.some((other) => isSameKeypoint(ref, other)));
  return selectionOfKeypoints([...before, ...inside]);
}

/** The box between two opposite corners. */
export function boxBetween(a: Point, b: Point): Box {
  return {
    left: Math.min(a.x, b.x),
    top: Math.min(a.y, b.y),
    right: Math.max(a.x, b.x),
    bottom: Math.max(a.y, b.y),
  };
}

function isInReach({ person, part = 'body' }: KeypointRef, { pose, view, feet }: Scene): boolean {
  const someone = pose.people[person];
  return someone !== undefined && partsInReach(someone, view.scale, feet).includes(part);
}

function isWholeAmong(refs: readonly KeypointRef[], person: number, { pose }: Scene): boolean {
  const main = mainPartOf(pose.people[person]);
  const present = pose.people[person]?.[main]?.filter(Boolean).length ?? 0;
  return refs.filter((ref) => ref.person === person && (ref.part ?? 'body') === main).length === present;
}
