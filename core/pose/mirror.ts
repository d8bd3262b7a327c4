import { mirroredPerson } from './edit/mirror.ts';
import type { Pose } from './types.ts';

/**
 * Mirrors a whole pose about the middle of its canvas. Left and right of each person change places. It is another picture of
 * the pose rather than an edit of it, so that locked people are mirrored as well, and stay locked.
 */
export function mirrorPose(pose: Pose): Pose {
  return { ...pose, people: pose.people.map((person) => mirroredPerson(person, pose.width / 2)) };
}
