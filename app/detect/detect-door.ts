/*
 * The door to looking for people in pictures, for the first view.
 */
import { makeFailure } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { deskDoor, throughDoor } from '../desk-door.ts';
import type { DetectActions, DetectDependencies } from './actions.ts';

const NOT_FETCHED = makeFailure({
  code: 'network',
  message: words`The part of the page that finds people in pictures could not be fetched.`,
  next: words`Check the connection, then try again.`,
});

/** Makes the actions, whose code comes when the first of them is needed. */
export function createDetectDoor(dependencies: Omit<DetectDependencies, 'readPicture'>): DetectActions {
  const door = deskDoor(
    () => import('./assemble-detect.ts'),
    ({ assembleDetect }) => assembleDetect(dependencies),
    NOT_FETCHED,
  );
  const { detect } = dependencies;
  const done = throughDoor(
    door,
    [
      ...(['open', 'close', 'setSource', 'openFile', 'take', 'glance', 'clear', 'chooseDetector'] as const),
      ...(['usePhotographDetector', 'setMaxPeople', 'retry', 'takeOver'] as const),
    ],
    (failure) => detect.setState({ failure }),
  );
  return {
    ...done,
    // The dialog opens and closes whether or not the code comes.
    open(...given) {
      detect.setState({ open: true });
      return done.open(...given);
    },
    close() {
      detect.setState({ open: false });
      done.close();
    },
  };
}
