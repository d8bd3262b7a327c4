/*
 * The door to the person's own poses, for the first view.
 */
import { words } from '../../core/words/index.ts';
import { deskDoor, roomCode, throughDoor } from '../desk-door.ts';
import { failureSaid } from '../words/failed.ts';
import type { PosesParts } from './assemble-poses.ts';
import type { PoseActions } from './poses.ts';

export const fetchPoses = roomCode(
  () => import('./assemble-poses.ts'),
  words`The part of the page that keeps poses could not be fetched.`,
);

/** Makes the actions, whose code comes when the first of them is needed. */
export function createPosesDoor(parts: PosesParts): PoseActions {
  const door = deskDoor(fetchPoses, ({ assemblePoses }) => assemblePoses(parts));
  return throughDoor(
    door,
    ['refresh', 'choose', 'save', 'rename', 'remove', 'undoRemove', 'importFiles'] as const,
    (failure) => parts.poses.setState({ note: '', problems: [failureSaid(failure)] }),
  );
}
