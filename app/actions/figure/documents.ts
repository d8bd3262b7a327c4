import { openPoseJsonFrom, type Pose, resizeCanvas } from '../../../core/pose/index.ts';
import type { FigureStore } from '../../state/figure.ts';
import { type Selection, selectionOfPeople } from '../../state/selection.ts';
import { say } from '../../words/say.ts';
import { type Edit, figuresInWords } from './editing.ts';

/** Actions that take poses in from outside and hand them out. */
export function documentActions(store: FigureStore, edit: Edit) {
  return {
    /** Puts another pose in the place of this one, canvas included. */
    replacePose(pose: Pose): void {
      edit(() => pose, say`${figuresInWords(pose.people)} on the canvas`, firstOf, 'others');
    },
    /**
     * Puts another pose in the place of this one, canvas included, except for locked people, who go along with the canvas.
     *
     * @returns how many stayed
     */
    replaceUnlocked(pose: Pose): number {
      const host = resizeCanvas(store.getState().pose, pose, 'fit');
      const staying = host.people.filter(({ locked }) => locked);
      edit(
        () => ({ ...pose, people: [...staying, ...pose.people] }),
        say`${figuresInWords(pose.people)} on the canvas`,
        ({ people }) => selectionOfPeople([...people.keys()].slice(staying.length, staying.length + 1)),
        'others',
      );
      return staying.length;
    },
    /** The selected people as an OpenPose document; undefined where nobody is selected. */
    selectedToJson(): string | undefined {
      const { pose, selection } = store.getState();
      const people = selection.people.flatMap((person) => pose.people[person] ?? []);
      return people.length === 0 ? undefined : textOf({ ...pose, people });
    },
  };
}

function firstOf({ people }: Pose): Selection {
  return selectionOfPeople(people.length > 0 ? [0] : []);
}

function textOf(pose: Pose): string {
  return JSON.stringify(openPoseJsonFrom(pose, { confidence: 'kept' }), undefined, 1);
}
