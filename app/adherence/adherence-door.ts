/*
 * The door to looking how well pictures keep to their pose, for the first view.
 */
import { makeFailure } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { deskDoor, throughDoor } from '../desk-door.ts';
import type { AdherenceActions, AdherenceDependencies } from './actions.ts';

const NOT_FETCHED = makeFailure({
  code: 'network',
  message: words`The part of the page that compares pictures with poses could not be fetched.`,
  next: words`Check the connection, then try again.`,
});

/** Makes the actions, whose code comes when the first of them is needed. */
export function createAdherenceDoor(dependencies: AdherenceDependencies): AdherenceActions {
  const door = deskDoor(
    () => import('./actions.ts'),
    ({ createAdherenceActions }) => createAdherenceActions(dependencies),
    NOT_FETCHED,
  );
  return throughDoor(door, ['check', 'search', 'stop', 'show'] as const, (failure) =>
    dependencies.adherence.setState({ failure }),
  );
}
