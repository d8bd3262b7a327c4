/*
 * The door to the person's own poses, for the first view.
 */
import { makeFailure } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { deskDoor, throughDoor } from '../desk-door.ts';
import { failureSaid } from '../words/failed.ts';
import type { PosesParts } from './assemble-poses.ts';
import type { PoseActions } from './poses.ts';

const NOT_FETCHED = makeFailure({
  code: 'network',
  message: words`The part of the page that keeps poses could not be fetched.`,
  next: words`Check the connection, then try again.`,
});

/** Makes the actions, whose code comes when the first of them is needed. */
export function createPosesDoor(parts: PosesParts): PoseActions {
  const door = deskDoor(
    () => import('./assemble-poses.ts'),
    ({ assemblePoses }) => assemblePoses(parts),
    NOT_FETCHED,
  );
  return throughDoor(
    door,
    ['refresh', 'choose', 'save', 'rename', 'remove', 'undoRemove', 'importFiles'] as const,
    (failure) => parts.poses.setState({ note: '', problems: [failureSaid(failure)] }),
  );
}
