import { isAnimal, type Person, type Pose } from '../../../core/pose/index.ts';
import { counted } from '../../../core/words/index.ts';
import type { FigureStore } from '../../state/figure.ts';
import { fittedSelection, type Selection } from '../../state/selection.ts';
import { say } from '../../words/say.ts';

/** Changes the pose; gives the old one back where nothing is to be done. */
export type PoseChange = (pose: Pose) => Pose;

/** Makes one entry of history of a change. */
export interface Edit {
  /**
   * @param said - what happened, for those who do not see it; left out where nothing did
   * @param selection - what is selected afterwards; as before unless given
   * @param whose - do other people come in the place of those who were there?
   * @returns whether anything changed
   */
  (
    change: PoseChange,
    said?: string,
    selection?: (changed: Pose) => Selection,
    whose?: 'same' | 'others',
  ): boolean;
}

/** Makes the one way in which an action changes the pose. */
export function editOf(store: FigureStore): Edit {
  return (change, said = '', selectionAfter, whose = 'same') => {
    const { pose, selection } = store.getState();
    const changed = change(pose);
    if (changed === pose) return false;
    const selected = selectionAfter?.(changed) ?? selection;
    store.setState(({ crowd }) => ({
      ...{ pose: changed, crowd: whose === 'same' ? crowd : {} },
      ...{ selection: fittedSelection(selected, changed), said },
    }));
    return true;
  };
}

/** Those of some people who can be changed: who is there and not locked. */
export function freeOf({ people }: Pose, some: readonly number[]): readonly number[] {
  return some.filter((person) => people[person] && !people[person].locked);
}

/** Tells whether locks keep all of some people from being changed, and says so then. */
export function isKeptByLocks(store: FigureStore, some: readonly number[]): boolean {
  const isKept = some.length > 0 && freeOf(store.getState().pose, some).length === 0;
  if (isKept) store.setState({ said: say`Locked, so nothing was changed` });
  return isKept;
}

/** "1 person", "2 people". */
export function countOfPeople(count: number): string {
  return say`${counted(count, { one: '# person', other: '# people' })}`;
}

/** Who is there: "1 person", "2 people and 1 animal". */
export function figuresInWords(figures: readonly Person[]): string {
  const animals = figures.filter(isAnimal).length;
  const people = countOfPeople(figures.length - animals);
  if (animals === 0) return people;
  const besides = say`${counted(animals, { one: '# animal', other: '# animals' })}`;
  return animals === figures.length ? besides : say`${people} and ${besides}`;
}
