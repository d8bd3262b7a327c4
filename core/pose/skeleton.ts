/*
 * The OpenPose skeleton with 18 body points, two hands of 21 and feet: names, edges, colours and sides.
 */

/** Names of the 18 body keypoints in order; "right" is the person's own right. */
export const BODY_KEYPOINT_NAMES = [
  'nose',
  'neck',
  'right shoulder',
  'right elbow',
  'right wrist',
  'left shoulder',
  'left elbow',
  'left wrist',
  'right hip',
  'right knee',
  'right ankle',
  'left hip',
  'left knee',
  'left ankle',
  'right eye',
  'left eye',
  'right ear',
  'left ear',
] as const;

/** Indices of the body keypoints that code refers to by name. */
export const BODY = {
  nose: 0,
  neck: 1,
  rightShoulder: 2,
  rightElbow: 3,
  rightWrist: 4,
  leftShoulder: 5,
  leftElbow: 6,
  leftWrist: 7,
  rightHip: 8,
  rightKnee: 9,
  rightAnkle: 10,
  leftHip: 11,
  leftKnee: 12,
  leftAnkle: 13,
  rightEye: 14,
  leftEye: 15,
  rightEar: 16,
  leftEar: 17,
} as const;

/** Names of the 6 foot keypoints in order, as BODY_25 and whole-body detectors have them. */
export const FOOT_KEYPOINT_NAMES = [
  'left big toe',
  'left small toe',
  'left heel',
  'right big toe',
  'right small toe',
  'right heel',
] as const;

/** Two keypoints of one part that a line joins. */
export type Edge = readonly [number, number];

/** The 17 limbs in the order in which they are drawn; limb i has colour i of {@link BODY_COLOURS}. */
export const BODY_LIMBS: readonly Edge[] = [
  [1, 2],
  [1, 5],
  [2, 3],
  [3, 4],
  [5, 6],
  [6, 7],
  [1, 8],
  [8, 9],
  [9, 10],
  [1, 11],
  [11, 12],
  [12, 13],
  [1, 0],
  [0, 14],
  [14, 16],
  [0, 15],
  [15, 17],
];

/** RGB of the 18 body keypoints; limbs are drawn at 60 % of the colour with their own index. */
export const BODY_COLOURS: readonly (readonly [number, number, number])[] = [
  [255, 0, 0],
  [255, 85, 0],
  [255, 170, 0],
  [255, 255, 0],
  [170, 255, 0],
  [85, 255, 0],
  [0, 255, 0],
  [0, 255, 85],
  [0, 255, 170],
  [0, 255, 255],
  [0, 170, 255],
  [0, 85, 255],
  [0, 0, 255],
  [85, 0, 255],
  [170, 0, 255],
  [255, 0, 255],
  [255, 0, 170],
  [255, 0, 85],
];

/** The 20 edges of a hand in the order in which they are drawn: four per finger, from the wrist out. */
export const HAND_EDGES: readonly Edge[] = Array.from({ length: 20 }, (_, edge): Edge => {
  const joint = edge % 4;
  return [joint === 0 ? 0 : edge, edge + 1];
});

/** RGB of the hand edges: hue edge / 20 at full saturation and value, rounded as OpenCV rounds it. */
export const HAND_COLOURS: readonly (readonly [number, number, number])[] = [
  [255, 0, 0],
  [255, 77, 0],
  [255, 153, 0],
  [255, 229, 0],
  [204, 255, 0],
  [128, 255, 0],
  [51, 255, 0],
  [0, 255, 25],
  [0, 255, 102],
  [0, 255, 179],
  [0, 255, 255],
  [0, 178, 255],
  [0, 102, 255],
  [0, 25, 255],
  [51, 0, 255],
  [128, 0, 255],
  [204, 0, 255],
  [255, 0, 230],
  [255, 0, 153],
  [255, 0, 77],
];

/** RGB of the 6 foot keypoints: pale, because body and hands have all the full colours. */
export const FOOT_COLOURS: readonly (readonly [number, number, number])[] = [
  [255, 170, 255],
  [255, 170, 212],
  [212, 170, 255],
  [170, 255, 255],
  [170, 255, 212],
  [170, 212, 255],
];

/**
 * Tells which keypoint of a hand another one hangs on.
 *
 * @returns null for the wrist
 */
export function handParentOf(joint: number): number | null {
  return HAND_EDGES[joint - 1]?.[0] ?? null;
}

/** For each body keypoint the one on the other side; points on the middle line map to themselves. */
export const MIRRORED_BODY: readonly number[] = [
  0, 1, 5, 6, 7, 2, 3, 4, 11, 12, 13, 8, 9, 10, 15, 14, 17, 16,
];

/** For each foot keypoint the one on the other side. */
export const MIRRORED_FEET: readonly number[] = [3, 4, 5, 0, 1, 2];

/** For each of the 70 face points the one on the other side: jaw, brows, nose, eyes, mouth, pupils. */
export const MIRRORED_FACE: readonly number[] = [
  16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 27, 28,
  29, 30, 35, 34, 33, 32, 31, 45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40, 54, 53, 52, 51, 50, 49, 48, 59,
  58, 57, 56, 55, 64, 63, 62, 61, 60, 67, 66, 65, 69, 68,
];
