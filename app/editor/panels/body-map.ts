/*
 * The map of the body in the inspector: where its joints are drawn, and which limbs its switches stand for.
 */
import { BODY_KEYPOINT_NAMES, BODY_LIMBS, type Keypoints, type Point } from '../../../core/pose/index.ts';

/** Size of the map in its own units. */
export const MAP_SIZE = { width: 220, height: 250 } as const;

/** Places of the 18 joints, told apart enough for a finger; the person's right is on the left, as it faces us. */
export const MAP_PLACES: readonly Point[] = [
  { x: 110, y: 40 },
  { x: 110, y: 78 },
  { x: 76, y: 82 },
  { x: 52, y: 116 },
  { x: 34, y: 150 },
  { x: 144, y: 82 },
  { x: 168, y: 116 },
  { x: 186, y: 150 },
  { x: 92, y: 146 },
  { x: 86, y: 190 },
  { x: 82, y: 234 },
  { x: 128, y: 146 },
  { x: 134, y: 190 },
  { x: 138, y: 234 },
  { x: 92, y: 18 },
  { x: 128, y: 18 },
  { x: 66, y: 28 },
  { x: 154, y: 28 },
];

/** A part of the body that is switched as one. */
export interface BodyGroup {
  readonly label: string;
  /** The limb, by index in `BODY_LIMBS`, that goes with everything beyond it. */
  readonly limb: number;
}

/** The switches, from the head down. */
export const BODY_GROUPS: readonly BodyGroup[] = [
  { label: 'Head', limb: limbTo('nose') },
  { label: 'Right arm', limb: limbTo('right elbow') },
  { label: 'Left arm', limb: limbTo('left elbow') },
  { label: 'Right leg', limb: limbTo('right knee') },
  { label: 'Left leg', limb: limbTo('left knee') },
];

/** The limb that ends at a joint, by index in `BODY_LIMBS`. */
function limbTo(name: (typeof BODY_KEYPOINT_NAMES)[number]): number {
  const joint = BODY_KEYPOINT_NAMES.indexOf(name);
  return BODY_LIMBS.findIndex(([, far]) => far === joint);
}

/** Are both ends of a limb there? */
export function isLimbThere(body: Keypoints, limb: number): boolean {
  const ends = BODY_LIMBS[limb];
  return ends !== undefined && ends.every((joint) => Boolean(body[joint]));
}
