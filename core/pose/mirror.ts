import { mirrorPeople } from './edit/mirror.ts';
import type { Pose } from './types.ts';

/** Mirrors a whole pose about the middle of its canvas. Left and right of each person change places. */
export function mirrorPose(pose: Pose): Pose {
  return mirrorPeople(pose, [...pose.people.keys()], pose.width / 2);
}
