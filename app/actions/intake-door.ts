/*
 * The door to what reads files and texts that come in, for the first view.
 */
import { words } from '../../core/words/index.ts';
import { deskDoor, roomCode, throughDoor } from '../desk-door.ts';
import { dismissNotices } from '../state/intake.ts';
import type { IntakeActions, IntakeDependencies } from './intake.ts';

export const fetchIntake = roomCode(
  () => import('./intake.ts'),
  words`The part of the page that opens files could not be fetched.`,
);

/** Makes the actions, whose code comes when the first of them is needed. */
export function createIntakeDoor(dependencies: IntakeDependencies): IntakeActions {
  const { intake, pictureUses } = dependencies;
  const door = deskDoor(fetchIntake, ({ createIntakeActions }) => createIntakeActions(dependencies));
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
