import { keypointAt, type Pose } from '../../../core/pose/index.ts';
import type { FigureStore } from '../../state/figure.ts';
import { followedSelection } from '../../state/selection.ts';
import { say } from '../../words/say.ts';
import { placeInWords } from './selecting.ts';

/** Actions that try poses out before one of them is kept, and those that go through history. */
export function draggingActions(store: FigureStore) {
  let beforeDrag: Pose | undefined;

  function restore(): void {
    if (beforeDrag) store.setState({ pose: beforeDrag });
    beforeDrag = undefined;
    store.temporal.getState().resume();
  }

  /** Goes to another pose of history; the same people stay selected, wherever they are there. */
  function travel(go: () => void, said: string): void {
    const { pose: before, selection } = store.getState();
    go();
    store.setState(({ pose }) => ({ selection: followedSelection(selection, before, pose), said }));
  }

  return {
    /** From here on poses are tried out, and history holds its breath. */
    beginDrag(): void {
      if (beforeDrag) return;
      beforeDrag = store.getState().pose;
      store.temporal.getState().pause();
    },
    /** Nothing is tried out any more after an undo in the middle of a drag. */
    tryPose(pose: Pose): void {
      if (beforeDrag) store.setState({ pose });
    },
    /** Keeps what was tried out as one entry of history. */
    endDrag(): void {
      if (!beforeDrag) return;
      const { pose, selection } = store.getState();
      restore();
      store.setState({ pose, said: resultInWords(pose, selection.keypoints[0]) });
    },
    cancelDrag(): void {
      if (beforeDrag) restore();
    },
    undo(): void {
      if (beforeDrag) restore();
      if (store.temporal.getState().pastStates.length === 0) return;
      travel(() => store.temporal.getState().undo(), say`Undone`);
    },
    redo(): void {
      if (beforeDrag || store.temporal.getState().futureStates.length === 0) return;
      travel(() => store.temporal.getState().redo(), say`Redone`);
    },
  };
}

function resultInWords(pose: Pose, ref: Parameters<typeof placeInWords>[0] | undefined): string {
  const at = ref && keypointAt(pose, ref);
  return ref && at ? placeInWords(ref, at) : say`Moved`;
}
