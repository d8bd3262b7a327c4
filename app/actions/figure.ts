/*
 * Everything that changes the figure. Each function is one entry of history, except for a drag, which is one from press
 * to release.
 */
import {
  addPerson,
  dragKeypoint,
  duplicatePeople,
  fitPose,
  mirrorPeople,
  openPoseJsonFrom,
  type Person,
  type Pose,
  poseFromOpenPoseJson,
  presetPerson,
  type PresetName,
  removePeople,
  replacePerson,
  toggleKeypoint,
  transformPeople,
  translation,
} from '../../core/pose/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import type { FigureStore, JointRef } from '../state/figure.ts';

/** The pose that a reset goes back to. */
export const FIRST_PRESET: PresetName = 'standing';

/** Changes of the figure. */
export type FigureActions = ReturnType<typeof createFigureActions>;

/** Makes the actions of a store. */
export function createFigureActions(store: FigureStore) {
  let beforeDrag: Pose | undefined;

  const selected = (): number => Math.min(store.getState().person, store.getState().pose.people.length - 1);
  function edit(change: (pose: Pose, person: number) => Pose): void {
    const { pose } = store.getState();
    store.setState({ pose: change(pose, selected()) });
  }

  return {
    select(person: number, joint?: number): void {
      store.setState({ person, joint });
    },
    /** From here on poses are tried out, and history holds its breath. */
    beginDrag(): void {
      beforeDrag = store.getState().pose;
      store.temporal.getState().pause();
    },
    tryPose(pose: Pose): void {
      store.setState({ pose });
    },
    /** Keeps what was tried out as one entry of history. */
    endDrag(): void {
      const { pose } = store.getState();
      restore();
      store.setState({ pose });
    },
    cancelDrag(): void {
      restore();
    },
    nudge({ person, joint }: JointRef, by: { readonly x: number; readonly y: number }): void {
      const { pose } = store.getState();
      const at = pose.people[person]?.body[joint];
      if (at)
        store.setState({
          pose: dragKeypoint(pose, { person, joint }, { x: at.x + by.x, y: at.y + by.y }, 'joint'),
        });
    },
    shift(by: { readonly x: number; readonly y: number }): void {
      edit((pose, person) => transformPeople(pose, [person], translation(by)));
    },
    toggleJoint(ref: JointRef): void {
      store.setState(({ pose }) => ({ pose: toggleKeypoint(pose, ref) }));
    },
    addPerson(): void {
      edit((pose) => addPerson(pose, presetPerson(FIRST_PRESET, pose)));
      store.setState(({ pose }) => ({ person: pose.people.length - 1, joint: undefined }));
    },
    duplicatePerson(): void {
      edit((pose, person) => duplicatePeople(pose, [person]));
      store.setState(({ pose }) => ({ person: pose.people.length - 1, joint: undefined }));
    },
    removePerson(): void {
      edit((pose, person) => removePeople(pose, [person]));
      store.setState(({ pose, person }) => ({
        person: Math.max(0, Math.min(person, pose.people.length - 1)),
        joint: undefined,
      }));
    },
    mirror(): void {
      edit((pose, person) => mirrorPeople(pose, [person]));
    },
    /** Puts a starting pose in the place of the selected person. */
    applyPreset(name: PresetName): void {
      edit((pose, person) => {
        const fresh = presetPerson(name, pose);
        return pose.people.length === 0 ? addPerson(pose, fresh) : replacePerson(pose, person, fresh);
      });
    },
    reset(): void {
      edit((pose) => ({ ...pose, people: [presetPerson(FIRST_PRESET, pose)] }));
      store.setState({ person: 0, joint: undefined });
    },
    undo(): void {
      store.temporal.getState().undo();
    },
    redo(): void {
      store.temporal.getState().redo();
    },
    /** Puts another pose in the place of this one, canvas included. */
    replacePose(pose: Pose): void {
      store.setState({ pose, person: 0, joint: undefined });
    },
    /** Adds people as they stand, on top of the others, and selects the first of them. */
    addPeople(people: readonly Person[]): void {
      store.setState(({ pose }) => ({
        pose: { ...pose, people: [...pose.people, ...people] },
        person: pose.people.length,
        joint: undefined,
      }));
    },
    /**
     * Opens an OpenPose document, scaled to the canvas at hand.
     *
     * @throws ArmatureError `bad-pose`
     */
    openJson(text: string): void {
      const { pose } = store.getState();
      store.setState({
        pose: fitPose(poseFromOpenPoseJson(parseJson(text)), pose),
        person: 0,
        joint: undefined,
      });
    },
    toJson(): string {
      return JSON.stringify(openPoseJsonFrom(store.getState().pose), undefined, 1);
    },
  };

  function restore(): void {
    if (beforeDrag) store.setState({ pose: beforeDrag });
    beforeDrag = undefined;
    store.temporal.getState().resume();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ArmatureError({
      code: 'bad-pose',
      message: 'The file is no JSON.',
      next: 'Open a JSON file in the format of OpenPose.',
    });
  }
}
