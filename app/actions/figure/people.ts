import {
  addPerson,
  bringForward,
  changePersonDetails,
  duplicatePeople,
  type Insertion,
  insertPeople,
  mirrorPeople,
  type Pose,
  removePeople,
  sendBackward,
  standingAnimal,
  standingPerson,
} from '../../../core/pose/index.ts';
import type { FigureStore } from '../../state/figure.ts';
import { type Selection, selectionOfPeople } from '../../state/selection.ts';
import { say } from '../../words/say.ts';
import { countOfPeople, type Edit, freeOf, isKeptByLocks } from './editing.ts';

/** Actions on whole people: the selected ones, unless others are named. */
export function peopleActions(store: FigureStore, edit: Edit) {
  const selected = (): readonly number[] => store.getState().selection.people;

  function toggle(detail: 'locked' | 'hidden', told: (who: string, on: boolean) => string): void {
    const { people } = store.getState().pose;
    const isOn = (person: number): boolean => Boolean(people[person]?.[detail]);
    const on = !selected().every(isOn);
    const changing = selected().filter((person) => isOn(person) !== on);
    edit(
      (pose) => changing.reduce((all, person) => changePersonDetails(all, person, { [detail]: on }), pose),
      told(countOfPeople(changing.length), on),
    );
  }

  return {
    addPerson(): void {
      edit((pose) => addPerson(pose, standingPerson(pose)), say`Person added`, selectionOfLast(1));
    },
    addAnimal(): void {
      edit((pose) => addPerson(pose, standingAnimal(pose)), say`Animal added`, selectionOfLast(1));
    },
    duplicatePerson(): void {
      const people = selected();
      edit((pose) => duplicatePeople(pose, people), say`Duplicated`, selectionOfLast(people.length));
    },
    /** Whoever takes the place of the first one removed is selected next. */
    removePerson(): void {
      if (isKeptByLocks(store, selected())) return;
      const people = freeOf(store.getState().pose, selected());
      edit(
        (pose) => removePeople(pose, people),
        say`${countOfPeople(people.length)} removed`,
        (pose) => neighbourOf(pose, people[0] ?? 0),
      );
    },
    mirror(): void {
      const people = selected();
      if (!isKeptByLocks(store, people)) edit((pose) => mirrorPeople(pose, people), say`Mirrored`);
    },
    toggleLock: (): void => toggle('locked', (who, on) => (on ? say`${who} locked` : say`${who} unlocked`)),
    toggleHide: (): void => toggle('hidden', (who, on) => (on ? say`${who} hidden` : say`${who} shown`)),
    bringForward(): void {
      reorder(bringForward, 1, say`Brought forward`);
    },
    sendBackward(): void {
      reorder(sendBackward, -1, say`Sent back`);
    },
    /**
     * Brings the people of another pose in, in the place of the selected person or otherwise, and selects the first.
     *
     * @returns false where a locked person is in the way
     */
    takePose(guests: Pose, how: Insertion): boolean {
      const { pose } = store.getState();
      const [person = soleOf(pose)] = selected();
      const inserted =
        person === undefined && how === 'selected'
          ? insertPeople(pose, guests, 'added', 0)
          : insertPeople(pose, guests, how, person ?? 0);
      return edit(
        () => inserted.pose,
        say`Pose taken`,
        () => selectionOfPeople([inserted.person]),
        how === 'everyone' ? 'others' : 'same',
      );
    },
    /** Instead of everybody who is not locked, one person stands there. */
    reset(): void {
      edit(
        (pose) => insertPeople(pose, { ...pose, people: [standingPerson(pose)] }, 'everyone', 0).pose,
        say`The figure was reset`,
        selectionOfLast(1),
        'others',
      );
    },
  };

  function reorder(move: (pose: Pose, person: number) => Pose, by: number, said: string): void {
    const [person, ...others] = selected();
    if (person === undefined || others.length > 0) return;
    edit(
      (pose) => move(pose, person),
      said,
      () => selectionOfPeople([person + by]),
    );
  }
}

function selectionOfLast(count: number): (pose: Pose) => Selection {
  return ({ people }) => selectionOfPeople([...people.keys()].slice(-count));
}

function neighbourOf({ people }: Pose, person: number): Selection {
  return selectionOfPeople(people.length === 0 ? [] : [Math.min(person, people.length - 1)]);
}

function soleOf({ people }: Pose): number | undefined {
  return people.length === 1 ? 0 : undefined;
}
