import { mapKeypoints, mapPerson } from '../fit.ts';
import { PART_NAMES, type KeypointRef, type PartName, type Person, type Point, type Pose } from '../types.ts';
import { ATTACHED, type AttachedPoints, mapAttached } from './attached.ts';
import { changePeople, changePerson, jointsByPart, withPart } from './change.ts';

/** An affine map of the plane with the fields of a DOMMatrix: x' = a x + c y + e, y' = b x + d y + f; e and f in px. */
export interface Transform {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** Moves by px. */
export function translation(by: Point): Transform {
  return { a: 1, b: 0, c: 0, d: 1, e: by.x, f: by.y };
}

/** Turns about a place; clockwise on the screen, where y grows downwards. */
export function rotation(about: Point, radians: number): Transform {
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  return fixing(about, { a: cos, b: sin, c: -sin, d: cos });
}

/** Scales about a place by factors along x and y. */
export function scaling(about: Point, x: number, y: number): Transform {
  return fixing(about, { a: x, b: 0, c: 0, d: y });
}

function fixing({ x, y }: Point, linear: Pick<Transform, 'a' | 'b' | 'c' | 'd'>): Transform {
  const { a, b, c, d } = linear;
  return { a, b, c, d, e: x - a * x - c * y, f: y - b * x - d * y };
}

/** Maps one point. */
export function transformed({ a, b, c, d, e, f }: Transform, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** Transforms people with all their parts. Points stay as certain as they were. */
export function transformPeople(pose: Pose, people: readonly number[], transform: Transform): Pose {
  if (isIdentity(transform)) return pose;
  return changePeople(pose, people, (person) => mapPerson(person, (point) => transformed(transform, point)));
}

/**
 * Transforms some keypoints. A hand goes with its wrist, a foot with its ankle and the face with the nose, unless some of
 * its own points are named as well. Points stay as certain as they were.
 */
export function transformKeypoints(pose: Pose, refs: readonly KeypointRef[], transform: Transform): Pose {
  if (isIdentity(transform)) return pose;
  const move = (point: Point): Point => transformed(transform, point);
  return [...new Set(refs.map(({ person }) => person))].reduce((changed, index) => {
    const chosen = jointsByPart(pose, index, refs);
    return changePerson(changed, index, (person) => moveChosen(person, chosen, move));
  }, pose);
}

function moveChosen(
  person: Person,
  chosen: ReadonlyMap<PartName, ReadonlySet<number>>,
  move: (point: Point) => Point,
): Person {
  const own = PART_NAMES.reduce((changed, part) => {
    const joints = chosen.get(part);
    return joints ? moveOfPart(changed, part, joints, move) : changed;
  }, person);
  const isNamed = ({ part, from, to }: AttachedPoints): boolean =>
    [...(chosen.get(part) ?? [])].some((joint) => joint >= from && joint < to);
  return [...(chosen.get('body') ?? [])].reduce((changed, joint) => {
    const attached = ATTACHED[joint];
    return attached && !isNamed(attached) ? mapAttached(changed, attached, move) : changed;
  }, own);
}

function moveOfPart(
  person: Person,
  part: PartName,
  joints: ReadonlySet<number>,
  move: (point: Point) => Point,
): Person {
  const points = person[part] ?? [];
  const moved = mapKeypoints(points, move);
  return withPart(
    person,
    part,
    points.map((point, joint) => (joints.has(joint) ? (moved[joint] ?? null) : point)),
  );
}

function isIdentity({ a, b, c, d, e, f }: Transform): boolean {
  return a === 1 && b === 0 && c === 0 && d === 1 && e === 0 && f === 0;
}
