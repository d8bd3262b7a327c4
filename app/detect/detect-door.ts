/*
 * The door to looking for people in pictures, for the first view.
 */
import { failureFrom } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { deskDoor, roomCode, throughDoor } from '../desk-door.ts';
import type { DetectActions, DetectDependencies } from './actions.ts';

export const fetchDetect = roomCode(
  () => import('./assemble-detect.ts'),
  words`The part of the page that finds people in pictures could not be fetched.`,
);

/** Makes the actions, whose code comes when the first of them is needed. */
export function createDetectDoor(dependencies: Omit<DetectDependencies, 'readPicture'>): DetectActions {
  const door = deskDoor(fetchDetect, ({ assembleDetect }) => assembleDetect(dependencies));
  const { detect } = dependencies;
  const done = throughDoor(
    door,
    [
      ...(['close', 'setSource', 'openFile', 'take', 'glance', 'clear', 'chooseDetector'] as const),
      ...(['usePhotographDetector', 'setMaxPeople', 'retry', 'takeOver'] as const),
    ],
    (failure) => detect.setState({ failure }),
  );
  let isThere = false;
  /** What was to be opened when the code did not come. */
  let missed: Parameters<DetectActions['open']> | undefined;

  // The dialog opens and closes whether or not the code comes.
  async function open(...given: Parameters<DetectActions['open']>): Promise<void> {
    detect.setState({ open: true });
    const actions = await door().catch((error: unknown) => {
      missed = given;
      detect.setState({ failure: failureFrom(error) });
    });
    if (!actions) return;
    isThere = true;
    if (detect.getState().open) await actions.open(...given);
  }

  return {
    ...done,
    open,
    close() {
      missed = undefined;
      detect.setState({ open: false, failure: undefined });
      if (isThere) done.close();
    },
    retry() {
      const again = missed;
      missed = undefined;
      if (again) {
        detect.setState({ failure: undefined });
        void open(...again);
      } else done.retry();
    },
  };
}
