import { mirrorPerson, translatePerson } from './edit.ts';
import type { Pose } from './types.ts';

/** Mirrors a whole pose about the middle of its canvas. Left and right of each person change places. */
export function mirrorPose(pose: Pose): Pose {
  return pose.people.reduce((mirrored, { body }, person) => {
    const xs = body.flatMap((point) => (point ? [point.x] : []));
    if (xs.length === 0) return mirrored;
    // A person is mirrored about their own middle; from there it is this far to the other side of the canvas.
    const x = pose.width - (Math.min(...xs) + Math.max(...xs));
    return translatePerson(mirrorPerson(mirrored, person), person, { x, y: 0 });
  }, pose);
}
