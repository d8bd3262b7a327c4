import type { Pose } from '../../core/pose/index.ts';
import type { PictureDetails } from './record.ts';

/** The pose of a picture with the people alone that counted; undefined without a pose. */
export function countedPose({ pose, people }: PictureDetails): Pose | undefined {
  if (!pose || !people) return pose;
  return { ...pose, people: pose.people.filter((_, index) => people.includes(index)) };
}
