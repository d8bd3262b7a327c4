import { mapKeypoints } from '../fit.ts';
import { BODY } from '../skeleton.ts';
import { PART_SIZES, type PartName, type Person, type Point } from '../types.ts';
import { withPart } from './change.ts';

/** Points of a part that go with a body keypoint: those from `from` to before `to`. */
export interface AttachedPoints {
  readonly part: Exclude<PartName, 'body'>;
  readonly from: number;
  readonly to: number;
}

/** What goes with a body keypoint, by its index. */
export const ATTACHED: Readonly<Partial<Record<number, AttachedPoints>>> = {
  [BODY.nose]: { part: 'face', from: 0, to: PART_SIZES.face },
  [BODY.rightWrist]: { part: 'rightHand', from: 0, to: PART_SIZES.rightHand },
  [BODY.leftWrist]: { part: 'leftHand', from: 0, to: PART_SIZES.leftHand },
  [BODY.leftAnkle]: { part: 'feet', from: 0, to: 3 },
  [BODY.rightAnkle]: { part: 'feet', from: 3, to: 6 },
};

/** What goes with a body keypoint, if anything does: the hand with its wrist, the face with the nose, a foot of the feet. */
export function attachedTo(joint: number): AttachedPoints | undefined {
  return ATTACHED[joint];
}

/** Moves attached points; the same person where there are none. */
export function mapAttached(
  person: Person,
  { part, from, to }: AttachedPoints,
  move: (point: Point) => Point,
): Person {
  const points = person[part];
  if (!points?.slice(from, to).some((point) => point !== null)) return person;
  const moved = mapKeypoints(points.slice(from, to), move);
  return withPart(person, part, points.toSpliced(from, to - from, ...moved));
}
