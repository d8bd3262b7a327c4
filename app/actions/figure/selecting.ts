import { type DragMode, type KeypointRef, type Point } from '../../../core/pose/index.ts';
import { words, type Words } from '../../../core/words/index.ts';
import type { FigureStore, Tool } from '../../state/figure.ts';
import {
  fittedSelection,
  NOTHING,
  type Selection,
  selectionOfKeypoints,
  selectionOfPeople,
} from '../../state/selection.ts';
import { keypointLabel } from '../../words/names.ts';
import { say } from '../../words/say.ts';
import { countOfPeople } from './editing.ts';

const DRAG_MODE_ORDER: readonly DragMode[] = ['joint', 'limb', 'stretchless'];

/** What is said when a drag mode is chosen. */
export const DRAG_MODE_WORDS: Readonly<Record<DragMode, Words>> = {
  joint: words`Drag joints alone`,
  limb: words`Turn limbs about their joint`,
  stretchless: words`Keep the lengths of all bones`,
};

/** Actions that choose what the next ones act on, and how. */
export function selectingActions(store: FigureStore) {
  const choose = (selection: Selection, said = ''): void => {
    store.setState(({ pose }) => ({ selection: fittedSelection(selection, pose), said }));
  };
  const setDragMode = (dragMode: DragMode): void => {
    store.setState({ dragMode, said: say(DRAG_MODE_WORDS[dragMode]) });
  };
  return {
    select: choose,
    selectPeople: (people: readonly number[]): void => choose(selectionOfPeople(people)),
    selectKeypoints: (keypoints: readonly KeypointRef[]): void => choose(selectionOfKeypoints(keypoints)),
    /** Everybody who may be edited. */
    selectAll(): void {
      const { people } = store.getState().pose;
      const free = [...people.keys()].filter((index) => !people[index]?.locked && !people[index]?.hidden);
      choose(selectionOfPeople(free), say`${countOfPeople(free.length)} selected`);
    },
    /** First lets go of the points, then of the people. Tells whether there was anything to let go of. */
    selectLess(): boolean {
      const { selection } = store.getState();
      if (selection.people.length === 0) return false;
      if (selection.keypoints.length > 0) choose(selectionOfPeople(selection.people), say`No joint selected`);
      else choose(NOTHING, say`Nothing selected`);
      return true;
    },
    chooseTool: (tool: Tool): void => store.setState({ tool }),
    setDragMode,
    nextDragMode(): void {
      const at = DRAG_MODE_ORDER.indexOf(store.getState().dragMode);
      setDragMode(DRAG_MODE_ORDER[(at + 1) % DRAG_MODE_ORDER.length] ?? 'joint');
    },
  };
}

/** "right wrist at 120, 80". */
export function placeInWords(ref: KeypointRef, { x, y }: Point): string {
  return say`${keypointLabel(ref)} at ${Math.round(x)}, ${Math.round(y)}`;
}
