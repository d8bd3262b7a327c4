/* What of a person is shown at which zoom, and how near one has to go. */
import { describe, expect, it } from 'vitest';
import { createViewActions } from '../../../../app/actions/view.ts';
import { partsInReach } from '../../../../app/editor/hit.ts';
import { MAX_SCALE } from '../../../../app/editor/view.ts';
import { createEditorStore, viewOn } from '../../../../app/state/editor.ts';
import { createFigureStore } from '../../../../app/state/figure.ts';
import {
  giveFace,
  giveFeet,
  giveHand,
  type Keypoints,
  type Pose,
  presetPose,
} from '../../../../core/pose/index.ts';

const CANVAS = { width: 512, height: 512 };
const [NOSE, LEFT_WRIST, LEFT_ANKLE] = [0, 7, 13];

function whole(): Pose {
  return giveFeet(giveFace(giveHand(presetPose('standing', CANVAS), 0, 'left', 'open'), 0), 0);
}

/** Only these points of a part are left. */
function left(part: 'leftHand' | 'face' | 'feet', joints: readonly number[]): Pose {
  const pose = whole();
  const points: Keypoints = pose.people[0]![part]!.map((point, i) => (joints.includes(i) ? point : null));
  return { ...pose, people: [{ ...pose.people[0]!, [part]: points }] };
}

describe('going near', () => {
  it.each([200, 280, 330, 900])('shows the points of face, hand and foot on a stage of %i px', (side) => {
    for (const [joint, part] of [
      [NOSE, 'face'],
      [LEFT_WRIST, 'leftHand'],
      [LEFT_ANKLE, 'feet'],
    ] as const) {
      const pose = whole();
      const editor = createEditorStore();
      const view = createViewActions(editor, createFigureStore(pose));
      view.setStage({ width: side, height: side });
      view.zoomToDetail({ person: 0, joint });
      const { scale } = viewOn(editor.getState(), pose);
      expect(partsInReach(pose.people[0]!, scale, true)).toContain(part);
    }
  });

  it('leaves the view alone at a joint on which nothing hangs', () => {
    const pose = presetPose('standing', CANVAS);
    const editor = createEditorStore();
    createViewActions(editor, createFigureStore(pose)).zoomToDetail({ person: 0, joint: NOSE });
    expect(editor.getState().view).toBe('fit');
  });
});

describe('the points of a part', () => {
  it.each(['leftHand', 'face', 'feet'] as const)('can be reached where %s has a single one left', (part) => {
    expect(partsInReach(left(part, [2]).people[0]!, 0.5, true)).toContain(part);
  });

  it('can be reached at the largest zoom however near they are to each other, and not far from it', () => {
    const pose = left('face', [68, 69]);
    const face = pose.people[0]!.face!.map((point) => point && { x: 100, y: 100 });
    const person = { ...pose.people[0]!, face };
    expect(partsInReach(person, MAX_SCALE, true)).toContain('face');
    expect(partsInReach(person, MAX_SCALE / 2, true)).not.toContain('face');
  });
});
