import {
  addPerson,
  bringForward,
  changePersonDetails,
  duplicatePeople,
  mirrorPeople,
  type Person,
  type Pose,
  presetPerson,
  type PresetName,
  removePeople,
  replacePerson,
  sendBackward,
} from '../../../core/pose/index.ts';
import type { FigureStore } from '../../state/figure.ts';
import { type Selection, selectionOfPeople } from '../../state/selection.ts';
import { countOfPeople, type Edit } from './editing.ts';

/** The pose that a reset goes back to. */
export const FIRST_PRESET: PresetName = 'standing';

/** Actions on whole people: the selected ones, unless others are named. */
export function peopleActions(store: FigureStore, edit: Edit) {
  const selected = (): readonly number[] => store.getState().selection.people;

  function toggle(detail: 'locked' | 'hidden', words: { readonly on: string; readonly off: string }): void {
    const people = selected();
    const on = people.some((person) => !store.getState().pose.people[person]?.[detail]);
    edit(
      (pose) => people.reduce((all, person) => changePersonDetails(all, person, { [detail]: on }), pose),
      `${countOfPeople(people.length)} ${on ? words.on : words.off}`,
    );
  }

  return {
    addPerson(): void {
      edit((pose) => addPerson(pose, presetPerson(FIRST_PRESET, pose)), 'Person added', selectionOfLast(1));
    },
    duplicatePerson(): void {
      const people = selected();
      edit((pose) => duplicatePeople(pose, people), 'Duplicated', selectionOfLast(people.length));
    },
    /** Whoever takes the place of the first one removed is selected next. */
    removePerson(): void {
      const people = selected();
      edit(
        (pose) => removePeople(pose, people),
        `${countOfPeople(people.length)} removed`,
        (pose) => neighbourOf(pose, people[0] ?? 0),
      );
    },
    mirror(): void {
      const people = selected();
      edit((pose) => mirrorPeople(pose, people), 'Mirrored');
    },
    toggleLock: (): void => toggle('locked', { on: 'locked', off: 'unlocked' }),
    toggleHide: (): void => toggle('hidden', { on: 'hidden', off: 'shown' }),
    bringForward(): void {
      reorder(bringForward, 1, 'Brought forward');
    },
    sendBackward(): void {
      reorder(sendBackward, -1, 'Sent back');
    },
    /** Puts a starting pose in the place of the selected person, or adds it where nobody is selected. */
    applyPreset(name: PresetName): void {
      const [person = soleOf(store.getState().pose)] = selected();
      edit((pose) => {
        const fresh = presetPerson(name, pose);
        return person === undefined ? addPerson(pose, fresh) : replacePerson(pose, person, fresh);
      }, `Pose: ${name}`);
    },
    reset(): void {
      edit(
        (pose) => ({ ...pose, people: [presetPerson(FIRST_PRESET, pose)] }),
        'The figure was reset',
        () => selectionOfPeople([0]),
      );
    },
    /** Adds people as they stand, on top of the others, and selects them. */
    addPeople(people: readonly Person[]): void {
      edit(
        (pose) => ({ ...pose, people: [...pose.people, ...people] }),
        `${countOfPeople(people.length)} added`,
        selectionOfLast(people.length),
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
