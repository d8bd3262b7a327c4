import type { KeypointRef } from '../../../core/pose/index.ts';
import { boundsOfSelection } from '../../actions/figure/changing.ts';
import {
  isKeypointSelected,
  NOTHING,
  type Selection,
  selectionOfKeypoints,
  selectionOfPeople,
  withKeypointToggled,
  withPersonToggled,
} from '../../state/selection.ts';
import type { Grip } from '../frame.ts';
import { hitAt } from '../hit.ts';
import type { Drag, Outcome, PressInput, Situation } from './types.ts';

/** Tells what a press takes hold of. */
export function press(input: PressInput, situation: Situation): Outcome {
  const { pointer, place } = input;
  if (input.pans || situation.tool === 'pan')
    return { gesture: { at: 'panning', pointer, from: place, origin: situation.view }, effects: [] };
  const hit = hitAt(situation, place, input.reach);
  switch (hit.on) {
    case 'grip':
      return pressGrip(input, hit.grip, situation);
    case 'keypoint':
      return pressKeypoint(input, hit.ref, situation.selection);
    case 'person':
      return pressPerson(input, hit.person, situation.selection);
    case 'nothing':
      return pressNothing(input, situation.selection);
  }
}

function pressGrip(input: PressInput, grip: Grip, { pose, selection }: Situation): Outcome {
  const box = boundsOfSelection(pose, selection);
  if (!box) return pressNothing(input, selection);
  return hold(input, { of: 'grip', grip, selection, box });
}

function pressKeypoint(input: PressInput, ref: KeypointRef, selection: Selection): Outcome {
  if (input.shift) {
    const toggled = withKeypointToggled(selection, ref);
    return hold(input, { of: 'selection', selection: toggled }, { select: toggled });
  }
  const alone = selectionOfKeypoints([ref]);
  if (selection.keypoints.length > 1 && isKeypointSelected(selection, ref))
    return hold(input, { of: 'selection', selection }, { onClick: alone });
  return hold(input, { of: 'joint', ref }, { select: alone });
}

function pressPerson(input: PressInput, person: number, selection: Selection): Outcome {
  if (input.shift) {
    const toggled = withPersonToggled(selection, person);
    return hold(input, { of: 'selection', selection: toggled }, { select: toggled });
  }
  const alone = selectionOfPeople([person]);
  const together = selection.keypoints.length === 0 && selection.people.length > 1;
  if (together && selection.people.includes(person))
    return hold(input, { of: 'selection', selection }, { onClick: alone });
  return hold(input, { of: 'selection', selection: alone }, { select: alone });
}

function pressNothing({ pointer, place, shift }: PressInput, selection: Selection): Outcome {
  const base = shift ? selection : NOTHING;
  return {
    gesture: { at: 'boxing', pointer, from: place, to: place, base },
    effects: [{ do: 'select', selection: base }],
  };
}

interface Clicks {
  /** What is selected at once. */
  readonly select?: Selection;
  /** What is selected if the pointer does not move. */
  readonly onClick?: Selection;
}

function hold({ pointer, place, slop }: PressInput, drag: Drag, { select, onClick }: Clicks = {}): Outcome {
  return {
    gesture: { at: 'pressed', pointer, from: place, slop, drag, ...(onClick && { onClick }) },
    effects: select ? [{ do: 'select', selection: select }] : [],
  };
}
