import type { KeypointRef, PartName, Person, Pose } from '../types.ts';
import { type Box, isInBox } from './bounds.ts';
import { keypointRef } from './change.ts';

/**
 * Finds the keypoints in a box, of people who are neither hidden nor locked.
 *
 * @param parts - where to look; the body unless given
 */
export function keypointsInBox(
  pose: Pose,
  box: Box,
  parts: readonly PartName[] = ['body'],
): readonly KeypointRef[] {
  return pose.people.flatMap((someone, person) =>
    isOutOfReach(someone)
      ? []
      : parts.flatMap((part) =>
          (someone[part] ?? []).flatMap((point, joint) =>
            point && isInBox(point, box) ? [keypointRef(person, part, joint)] : [],
          ),
        ),
  );
}

function isOutOfReach(person: Person): boolean {
  return Boolean(person.hidden) || Boolean(person.locked);
}
