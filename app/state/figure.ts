import { temporal, type TemporalState } from 'zundo';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CanvasChange, DragMode, Pose } from '../../core/pose/index.ts';
import { type Selection, selectionOfPeople } from './selection.ts';

/** What a press on the canvas does: select and drag, or move the view. */
export type Tool = 'select' | 'pan';

/** What is being posed. */
export interface FigureState {
  readonly pose: Pose;
  /** Another object once other people have come in the place of those who were there: what was said of them is over. */
  readonly crowd: object;
  readonly selection: Selection;
  readonly tool: Tool;
  /** What goes along with a joint that is dragged. */
  readonly dragMode: DragMode;
  /** What the last change did, in words for those who do not see it. */
  readonly said: string;
}

type PoseHistory = TemporalState<Pick<FigureState, 'pose' | 'crowd'>>;

/** How the canvas of a pose was given its size. */
export interface Resize {
  readonly from: Pose;
  readonly how: CanvasChange;
}

/** The figure with its history of poses. */
export type FigureStore = StoreApi<FigureState> & {
  temporal: StoreApi<PoseHistory>;
  /** The poses that came of another one by a change of the canvas alone. */
  readonly resizes: WeakMap<Pose, Resize>;
};

/**
 * Makes the store. Selection, tool and drag mode are not part of history. History has no end: neighbouring poses share
 * all people that did not change, so that an entry is one person at the most.
 */
export function createFigureStore(pose: Pose): FigureStore {
  const first: FigureState = {
    ...{ pose, crowd: {}, selection: selectionOfPeople(pose.people.length > 0 ? [0] : []) },
    ...{ tool: 'select', dragMode: 'joint', said: '' },
  };
  const store = createStore<FigureState>()(
    temporal((): FigureState => first, {
      partialize: ({ pose: present, crowd }): Pick<FigureState, 'pose' | 'crowd'> => ({
        pose: present,
        crowd,
      }),
      equality: (past, present) => past.pose === present.pose,
    }),
  );
  return Object.assign(store, { resizes: new WeakMap<Pose, Resize>() });
}
