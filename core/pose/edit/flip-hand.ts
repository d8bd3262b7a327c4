import { BODY } from '../skeleton.ts';
import type { Point, Pose } from '../types.ts';
import { handPart } from './parts.ts';
import { type Transform, transformKeypoints } from './transform.ts';

/**
 * Turns a hand over: mirrors it about the line of its forearm, or about the line to its middle finger where the elbow is
 * not there, so that palm and back change places.
 */
export function flipHand(pose: Pose, person: number, side: 'left' | 'right'): Pose {
  const part = handPart(side);
  const hand = pose.people[person]?.[part];
  const body = pose.people[person]?.body;
  const wrist = hand?.[0] ?? body?.[side === 'left' ? BODY.leftWrist : BODY.rightWrist];
  const along = body?.[side === 'left' ? BODY.leftElbow : BODY.rightElbow] ?? hand?.[MIDDLE_KNUCKLE];
  if (!hand || !wrist || !along) return pose;
  const refs = [...hand.keys()].map((joint) => ({ person, part, joint }) as const);
  return transformKeypoints(pose, refs, reflection(wrist, along));
}

const MIDDLE_KNUCKLE = 9;

/** The reflection about the line through two points. */
function reflection(from: Point, to: Point): Transform {
  const twice = 2 * Math.atan2(to.y - from.y, to.x - from.x);
  const [cos, sin] = [Math.cos(twice), Math.sin(twice)];
  return {
    ...{ a: cos, b: sin, c: sin, d: -cos },
    e: from.x - cos * from.x - sin * from.y,
    f: from.y - sin * from.x + cos * from.y,
  };
}
