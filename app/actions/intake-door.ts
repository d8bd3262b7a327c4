/*
 * The door to what reads files and texts that come in, for the first view.
 */
import { makeFailure } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { deskDoor, throughDoor } from '../desk-door.ts';
import { dismissNotices } from '../state/intake.ts';
import type { IntakeActions, IntakeDependencies } from './intake.ts';

const NOT_FETCHED = makeFailure({
  code: 'network',
  message: words`The part of the page that opens files could not be fetched.`,
  next: words`Check the connection, then try again.`,
});

/** Makes the actions, whose code comes when the first of them is needed. */
export function createIntakeDoor(dependencies: IntakeDependencies): IntakeActions {
  const { intake, pictureUses } = dependencies;
  const door = deskDoor(
    () => import('./intake.ts'),
    ({ createIntakeActions }) => createIntakeActions(dependencies),
    NOT_FETCHED,
  );
  const done = throughDoor(
    door,
    [
      ...(['takeFiles', 'takeText', 'setMode', 'setCanvas', 'setFrame', 'undoImport'] as const),
      ...(['useRecipe', 'usePicture', 'dropPictures'] as const),
    ],
    (failure) => intake.setState({ failures: [failure] }),
  );
  return {
    pictureUses,
    ...done,
    // That the code did not come is a notice as well.
    dismiss: () => dismissNotices(intake),
  };
}
