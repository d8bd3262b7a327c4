/*
 * A face of average proportions in three dimensions, so that it can be turned with the head. The unit is the distance of
 * the pupils, the origin lies between them; x goes to the person's left, y down, z to the viewer.
 */
import { MIRRORED_FACE } from '../../skeleton.ts';

/** A place in space. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** The person's right half and the middle line, by index. */
const RIGHT_HALF: Readonly<Record<number, readonly [x: number, y: number, z: number]>> = {
  // Jaw from the ear to the chin.
  0: [-1.12, 0.05, -1.0],
  1: [-1.11, 0.41, -0.95],
  2: [-1.06, 0.77, -0.85],
  3: [-0.97, 1.09, -0.68],
  4: [-0.83, 1.37, -0.46],
  5: [-0.65, 1.59, -0.24],
  6: [-0.45, 1.75, -0.04],
  7: [-0.23, 1.86, 0.09],
  8: [0, 1.9, 0.14],
  // Brow from the outer end.
  17: [-0.93, -0.22, -0.3],
  18: [-0.78, -0.34, -0.08],
  19: [-0.59, -0.38, 0.06],
  20: [-0.39, -0.36, 0.14],
  21: [-0.21, -0.3, 0.18],
  // Bridge and tip of the nose, nostrils.
  27: [0, -0.03, 0.22],
  28: [0, 0.2, 0.33],
  29: [0, 0.43, 0.45],
  30: [0, 0.66, 0.58],
  31: [-0.25, 0.8, 0.25],
  32: [-0.13, 0.85, 0.33],
  33: [0, 0.89, 0.38],
  // Eye from the outer corner over the upper lid.
  36: [-0.73, 0.02, -0.08],
  37: [-0.6, -0.09, 0.01],
  38: [-0.41, -0.09, 0.04],
  39: [-0.27, 0.03, 0.02],
  40: [-0.41, 0.09, 0.03],
  41: [-0.6, 0.09, 0],
  // Outer lips from the corner, upper and lower.
  48: [-0.42, 1.24, 0.14],
  49: [-0.27, 1.14, 0.27],
  50: [-0.1, 1.09, 0.36],
  51: [0, 1.11, 0.38],
  57: [0, 1.43, 0.33],
  58: [-0.12, 1.42, 0.32],
  59: [-0.28, 1.35, 0.25],
  // Inner lips, upper and lower.
  60: [-0.36, 1.24, 0.17],
  61: [-0.13, 1.21, 0.3],
  62: [0, 1.22, 0.32],
  66: [0, 1.28, 0.31],
  67: [-0.13, 1.27, 0.29],
  // Pupil.
  68: [-0.5, 0, 0],
};

/** The 70 points in OpenPose's order. */
export const FACE_TEMPLATE: readonly Place[] = MIRRORED_FACE.map((twin, index) => {
  const own = RIGHT_HALF[index];
  const [x, y, z] = own ?? RIGHT_HALF[twin] ?? [0, 0, 0];
  return { x: own ? x : -x, y, z };
});

/** Places of the body's points on the face, by the order nose, right eye, left eye, right ear, left ear. */
export const HEAD_TEMPLATE: readonly [Place, Place, Place, Place, Place] = [
  { x: 0, y: 0.66, z: 0.58 },
  { x: -0.5, y: 0, z: 0 },
  { x: 0.5, y: 0, z: 0 },
  { x: -1.2, y: 0.2, z: -1.2 },
  { x: 1.2, y: 0.2, z: -1.2 },
];
