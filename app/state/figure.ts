import { temporal, type TemporalState } from 'zundo';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Pose } from '../../core/pose/index.ts';

/** A joint of a person of the pose. */
export interface JointRef {
  readonly person: number;
  /** OpenPose body index, 0 to 17. */
  readonly joint: number;
}

/** What is being posed. */
export interface FigureState {
  readonly pose: Pose;
  /** The person that commands act on. */
  readonly person: number;
  /** The joint that commands act on. */
  readonly joint: number | undefined;
}

type PoseHistory = TemporalState<Pick<FigureState, 'pose'>>;

/** The figure with its history of poses. */
export type FigureStore = StoreApi<FigureState> & { temporal: StoreApi<PoseHistory> };

const HISTORY = 200;

/** Makes the store. Selection is not part of history. */
export function createFigureStore(pose: Pose): FigureStore {
  return createStore<FigureState>()(
    temporal((): FigureState => ({ pose, person: 0, joint: undefined }), {
      limit: HISTORY,
      partialize: ({ pose: present }): Pick<FigureState, 'pose'> => ({ pose: present }),
      equality: (past, present) => past.pose === present.pose,
    }),
  );
}
