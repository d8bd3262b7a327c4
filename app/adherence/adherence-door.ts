/*
 * The door to looking how well pictures keep to their pose, for the first view.
 */
import { words } from '../../core/words/index.ts';
import { deskDoor, roomCode, throughDoor } from '../desk-door.ts';
import type { AdherenceActions, AdherenceDependencies } from './actions.ts';

export const fetchAdherence = roomCode(
  () => import('./actions.ts'),
  words`The part of the page that compares pictures with poses could not be fetched.`,
);

/** Makes the actions, whose code comes when the first of them is needed. */
export function createAdherenceDoor(dependencies: AdherenceDependencies): AdherenceActions {
  const door = deskDoor(fetchAdherence, ({ createAdherenceActions }) => createAdherenceActions(dependencies));
  return throughDoor(door, ['check', 'search', 'stop', 'show'] as const, (failure) =>
    dependencies.adherence.setState({ failure }),
  );
}
