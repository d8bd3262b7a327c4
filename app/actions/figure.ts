/*
 * Everything that changes the figure. Each action is one entry of history, except for a drag, which is one from press
 * to release, and for a held arrow key.
 */
import type { FigureStore } from '../state/figure.ts';
import { changingActions } from './figure/changing.ts';
import { documentActions } from './figure/documents.ts';
import { draggingActions } from './figure/dragging.ts';
import { editOf } from './figure/editing.ts';
import { inspectingActions } from './figure/inspecting.ts';
import { peopleActions } from './figure/people.ts';
import { selectingActions } from './figure/selecting.ts';

/** Changes of the figure. */
export type FigureActions = ReturnType<typeof createFigureActions>;

/** Makes the actions of a store. */
export function createFigureActions(store: FigureStore) {
  const edit = editOf(store);
  return {
    /** Makes one entry of history of any change of the pose. */
    edit,
    ...selectingActions(store),
    ...draggingActions(store),
    ...changingActions(store, edit),
    ...peopleActions(store, edit),
    ...inspectingActions(store, edit),
    ...documentActions(store, edit),
  };
}
