/*
 * Hands to start from. A hand is modelled by lengths and by the angles of its joints, and seen at right angles to the
 * palm: bones that bend towards the viewer get shorter, and those of a fist point back to the wrist.
 */
import type { Point } from '../../types.ts';

/** The hands with their names for people. */
export const HAND_PRESET_LABELS = {
  relaxed: 'Relaxed',
  open: 'Open',
  fist: 'Fist',
  point: 'Pointing',
  peace: 'Peace sign',
} as const satisfies Record<string, string>;

/** Name of a hand to start from. */
export type HandPresetName = keyof typeof HAND_PRESET_LABELS;

/** The hands in the order in which they are offered. */
export const HAND_PRESET_NAMES: readonly HandPresetName[] = Object.keys(
  HAND_PRESET_LABELS,
) as HandPresetName[];

/** A finger's knuckle and bones, in lengths of a hand. */
interface Finger {
  readonly knuckle: Point;
  readonly bones: readonly [number, number, number];
}

/** Index to little finger: x from the wrist to the fingertips, y to the side of the thumb. */
const FINGERS: readonly Finger[] = [
  { knuckle: { x: 0.51, y: 0.125 }, bones: [0.205, 0.125, 0.1] },
  { knuckle: { x: 0.53, y: 0.02 }, bones: [0.225, 0.14, 0.105] },
  { knuckle: { x: 0.495, y: -0.08 }, bones: [0.205, 0.13, 0.1] },
  { knuckle: { x: 0.44, y: -0.17 }, bones: [0.16, 0.095, 0.085] },
];

/** How a finger is held, in degrees. */
interface FingerPose {
  /** Turn to the side of the thumb. */
  readonly splay: number;
  /** Bend of each joint towards the palm, from the knuckle on. */
  readonly bends: readonly [number, number, number];
}

interface HandPose {
  /** Base, knuckle, joint and tip, which rotate too freely to be given by angles. */
  readonly thumb: readonly [Point, Point, Point, Point];
  /** Index to little finger. */
  readonly fingers: readonly [FingerPose, FingerPose, FingerPose, FingerPose];
}

const CLOSED = [78, 98, 55] as const;
const STRAIGHT = [3, 5, 4] as const;

const POSES: Readonly<Record<HandPresetName, HandPose>> = {
  relaxed: {
    thumb: [at(0.12, 0.12), at(0.28, 0.21), at(0.41, 0.24), at(0.52, 0.24)],
    fingers: [
      { splay: 4, bends: [12, 18, 10] },
      { splay: 0, bends: [16, 24, 14] },
      { splay: -4, bends: [20, 28, 16] },
      { splay: -9, bends: [22, 32, 18] },
    ],
  },
  open: {
    thumb: [at(0.11, 0.13), at(0.25, 0.27), at(0.37, 0.37), at(0.47, 0.44)],
    fingers: [
      { splay: 14, bends: STRAIGHT },
      { splay: 2, bends: STRAIGHT },
      { splay: -10, bends: STRAIGHT },
      { splay: -24, bends: STRAIGHT },
    ],
  },
  fist: {
    thumb: [at(0.12, 0.11), at(0.27, 0.18), at(0.39, 0.13), at(0.41, 0.03)],
    fingers: [
      { splay: 1, bends: CLOSED },
      { splay: 0, bends: CLOSED },
      { splay: -2, bends: CLOSED },
      { splay: -4, bends: CLOSED },
    ],
  },
  point: {
    thumb: [at(0.12, 0.11), at(0.27, 0.18), at(0.38, 0.12), at(0.41, 0.02)],
    fingers: [
      { splay: 3, bends: STRAIGHT },
      { splay: 0, bends: CLOSED },
      { splay: -2, bends: CLOSED },
      { splay: -4, bends: CLOSED },
    ],
  },
  peace: {
    thumb: [at(0.12, 0.11), at(0.26, 0.15), at(0.36, 0.06), at(0.38, -0.04)],
    fingers: [
      { splay: 14, bends: STRAIGHT },
      { splay: -10, bends: STRAIGHT },
      { splay: -4, bends: CLOSED },
      { splay: -6, bends: CLOSED },
    ],
  },
};

/**
 * Gives the 21 points of a hand whose wrist is the origin: x along the forearm, y to the side of the thumb, in lengths of
 * an open hand.
 */
export function handTemplate(preset: HandPresetName): readonly Point[] {
  const { thumb, fingers } = POSES[preset];
  const points = FINGERS.flatMap((finger, index) => {
    const pose = fingers[index];
    return pose ? fingerPoints(finger, pose) : [];
  });
  return [at(0, 0), ...thumb, ...points];
}

function fingerPoints({ knuckle, bones }: Finger, { splay, bends }: FingerPose): readonly Point[] {
  const points = [knuckle];
  let [{ x, y }, bend] = [knuckle, 0];
  bones.forEach((bone, index) => {
    bend += bends[index] ?? 0;
    const seen = bone * Math.cos(radians(bend));
    x += seen * Math.cos(radians(splay));
    y += seen * Math.sin(radians(splay));
    points.push({ x, y });
  });
  return points;
}

function at(x: number, y: number): Point {
  return { x, y };
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
