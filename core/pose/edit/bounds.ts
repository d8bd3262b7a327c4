import { PART_NAMES, type KeypointRef, type Point, type Pose } from '../types.ts';
import { keypointAt } from './change.ts';

/** An upright rectangle in px; `right` and `bottom` are its far sides, not its size. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The smallest box around all points of some people; undefined where there are none. */
export function boundsOfPeople(pose: Pose, people: readonly number[]): Box | undefined {
  return boundsOf(
    people.flatMap((index) => PART_NAMES.flatMap((part) => presentOf(pose.people[index]?.[part]))),
  );
}

/** The smallest box around some keypoints; undefined where there are none. */
export function boundsOfKeypoints(pose: Pose, refs: readonly KeypointRef[]): Box | undefined {
  return boundsOf(refs.flatMap((ref) => keypointAt(pose, ref) ?? []));
}

/** The smallest box around points. */
export function boundsOf(points: readonly Point[]): Box | undefined {
  const [first] = points;
  if (!first) return undefined;
  const start = { left: first.x, top: first.y, right: first.x, bottom: first.y };
  return points.reduce<Box>(
    (box, { x, y }) => ({
      left: Math.min(box.left, x),
      top: Math.min(box.top, y),
      right: Math.max(box.right, x),
      bottom: Math.max(box.bottom, y),
    }),
    start,
  );
}

/** The middle of a box. */
export function middleOfBox({ left, top, right, bottom }: Box): Point {
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** Tells whether a point lies in a box, its sides included. */
export function isInBox({ x, y }: Point, { left, top, right, bottom }: Box): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

function presentOf(points: readonly (Point | null)[] = []): Point[] {
  return points.filter((point) => point !== null);
}
