import { BODY, type Keypoints, type Point } from '../pose/index.ts';

/** Shoulders are so much narrower than a torso is long, in the proportions of our standing figure. */
const TORSO_PER_SHOULDERS = 1.6;
/** A torso that points towards the viewer looks short; a person's joints do not become less certain by that. */
const LEAST_SHARE = 0.2;

/**
 * The length by which distances of a person are judged: from the neck to the middle of the hips; where these are not
 * there, 1.6 times the distance of the shoulders; and never less than a fifth of the longer side of the box around all points.
 *
 * @param body - 18 points in OpenPose's order
 * @returns px; 0 where there are fewer than two points
 */
export function torsoLength(body: Keypoints): number {
  return Math.max(alongSpine(body) ?? acrossShoulders(body) ?? 0, LEAST_SHARE * longerSide(body));
}

function alongSpine(body: Keypoints): number | undefined {
  const neck = body[BODY.neck];
  const [right, left] = [body[BODY.rightHip], body[BODY.leftHip]];
  const hip = right && left ? { x: (right.x + left.x) / 2, y: (right.y + left.y) / 2 } : (right ?? left);
  return neck && hip ? distance(neck, hip) : undefined;
}

function acrossShoulders(body: Keypoints): number | undefined {
  const [right, left] = [body[BODY.rightShoulder], body[BODY.leftShoulder]];
  return right && left ? TORSO_PER_SHOULDERS * distance(right, left) : undefined;
}

function longerSide(body: Keypoints): number {
  const points = body.filter((point) => point !== null);
  if (points.length === 0) return 0;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}

/** Of two points, in px. */
export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
