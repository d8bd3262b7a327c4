/*
 * From the keypoints of COCO to those of OpenPose.
 */
import type { Keypoint, Keypoints, Person } from '../pose/index.ts';
import { KEYPOINT_VALUES } from './found.ts';
import type { KeypointLayout } from './pipelines.ts';

/** Number of keypoints in each layout. */
export const KEYPOINT_COUNTS: Readonly<Record<KeypointLayout, number>> = {
  'coco-17': 17,
  'coco-wholebody-133': 133,
  'openpose-18': 18,
};

/** COCO's index of each of OpenPose's 18 body points; the neck lies between the shoulders. */
const BODY_FROM_COCO = [0, 'neck', 6, 8, 10, 5, 7, 9, 12, 14, 16, 11, 13, 15, 2, 1, 4, 3] as const;
const LEFT_SHOULDER = 5;
const RIGHT_SHOULDER = 6;
const LEFT_EYE = 1;
const RIGHT_EYE = 2;

/** Where the other parts begin and end in COCO-WholeBody (Jin et al., 2020). */
const FEET = [17, 23] as const;
const FACE = [23, 91] as const;
const LEFT_HAND = [91, 112] as const;
const RIGHT_HAND = [112, 133] as const;

/**
 * Makes a person of the keypoints of a detector. OpenPose's neck is the middle of the shoulders and as sure as the less
 * sure of them; the pupils at the end of its face are the eyes. A part without any point is left out.
 *
 * @param keypoints - float32 `[keypoints, 3]`: x and y in px, and the score, which is taken as from 0 to 1
 * @param minScore - less sure points are left out
 */
export function personFrom(keypoints: Float32Array, layout: KeypointLayout, minScore: number): Person {
  const at = (i: number): Keypoint | null => keypointAt(keypoints, i, minScore);
  if (layout === 'openpose-18') {
    return { body: Array.from({ length: KEYPOINT_COUNTS[layout] }, (_, i) => at(i)) };
  }
  const body = BODY_FROM_COCO.map((from) =>
    from === 'neck' ? between(at(LEFT_SHOULDER), at(RIGHT_SHOULDER)) : at(from),
  );
  if (layout === 'coco-17') return { body };
  const part = ([start, end]: readonly [number, number]): (Keypoint | null)[] =>
    Array.from({ length: end - start }, (_, i) => at(start + i));
  const face = part(FACE);
  return {
    body,
    ...present('leftHand', part(LEFT_HAND)),
    ...present('rightHand', part(RIGHT_HAND)),
    // Eyes without a face would be drawn twice.
    ...(face.some(Boolean) && { face: [...face, at(RIGHT_EYE), at(LEFT_EYE)] }),
    ...present('feet', part(FEET)),
  };
}

function keypointAt(keypoints: Float32Array, i: number, minScore: number): Keypoint | null {
  const [x = 0, y = 0, score = 0] = keypoints.subarray(i * KEYPOINT_VALUES, (i + 1) * KEYPOINT_VALUES);
  return score > 0 && score >= minScore ? { x, y, confidence: Math.min(1, score) } : null;
}

function between(a: Keypoint | null, b: Keypoint | null): Keypoint | null {
  if (!a || !b) return null;
  const confidence = Math.min(a.confidence ?? 1, b.confidence ?? 1);
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, confidence };
}

function present<Part extends 'leftHand' | 'rightHand' | 'feet'>(
  name: Part,
  points: Keypoints,
): Partial<Record<Part, Keypoints>> {
  const part: Partial<Record<Part, Keypoints>> = {};
  if (points.some(Boolean)) part[name] = points;
  return part;
}
