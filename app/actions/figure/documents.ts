import {
  addPerson,
  fitPose,
  openPoseJsonFrom,
  type Pose,
  poseFromOpenPoseJson,
} from '../../../core/pose/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';
import type { FigureStore } from '../../state/figure.ts';
import { type Selection, selectionOfPeople } from '../../state/selection.ts';
import { countOfPeople, type Edit } from './editing.ts';

/** Actions that take poses in from outside and hand them out. */
export function documentActions(store: FigureStore, edit: Edit) {
  return {
    /** Puts another pose in the place of this one, canvas included. */
    replacePose(pose: Pose): void {
      edit(() => pose, `${countOfPeople(pose.people.length)} on the canvas`, firstOf);
    },
    /**
     * Opens an OpenPose document, scaled to the canvas at hand.
     *
     * @throws ArmatureError `bad-pose`
     */
    openJson(text: string): void {
      const opened = poseFromOpenPoseJson(parseJson(text));
      edit((pose) => fitPose(opened, pose), `${countOfPeople(opened.people.length)} opened`, firstOf);
    },
    /** The whole pose as an OpenPose document. */
    toJson(): string {
      return textOf(store.getState().pose);
    },
    /** The selected people as an OpenPose document; undefined where nobody is selected. */
    selectedToJson(): string | undefined {
      const { pose, selection } = store.getState();
      const people = selection.people.flatMap((person) => pose.people[person] ?? []);
      return people.length === 0 ? undefined : textOf({ ...pose, people });
    },
    /**
     * Adds the people of an OpenPose document, each a little to the side of whoever stands there already.
     *
     * @throws ArmatureError `bad-pose`
     */
    pasteJson(text: string): void {
      const { people } = fitPose(poseFromOpenPoseJson(parseJson(text)), store.getState().pose);
      edit(
        (pose) => people.reduce(addPerson, pose),
        `${countOfPeople(people.length)} pasted`,
        (pose) => selectionOfPeople([...pose.people.keys()].slice(-people.length)),
      );
    },
  };
}

function firstOf({ people }: Pose): Selection {
  return selectionOfPeople(people.length > 0 ? [0] : []);
}

function textOf(pose: Pose): string {
  return JSON.stringify(openPoseJsonFrom(pose), undefined, 1);
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
