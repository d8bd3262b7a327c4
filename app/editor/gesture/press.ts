import type { KeypointRef } from '../../../core/pose/index.ts';
import { boundsOfSelection } from '../../actions/figure/changing.ts';
import {
  isKeypointSelected,
  NOTHING,
  type Selection,
  selectionOfKeypoints,
  selectionOfPeople,
  withPersonToggled,
  withTargetToggled,
} from '../../state/selection.ts';
import type { Grip } from '../frame.ts';
import { hitAt } from '../hit.ts';
import type { Drag, Outcome, PressInput, Situation } from './types.ts';

/** Tells what a press takes hold of. */
export function press(input: PressInput, situation: Situation): Outcome {
  if (input.pans || situation.tool === 'pan')
    return { gesture: { at: 'panning', ...heldBy(input, situation), origin: situation.view }, effects: [] };
  const hit = hitAt(situation, input.place, input.reach);
  switch (hit.on) {
    case 'grip':
      return pressGrip(input, hit.grip, situation);
    case 'keypoint':
      return pressKeypoint(input, hit.ref, situation);
    case 'person':
      return pressPerson(input, hit.person, situation);
    case 'nothing':
      return pressNothing(input, situation);
  }
}

function pressGrip(input: PressInput, grip: Grip, situation: Situation): Outcome {
  const { pose, selection } = situation;
  const box = boundsOfSelection(pose, selection);
  if (!box) return pressNothing(input, situation);
  return hold(input, situation, { of: 'grip', grip, selection, box });
}

function pressKeypoint(input: PressInput, ref: KeypointRef, situation: Situation): Outcome {
  const { selection } = situation;
  if (input.shift) {
    const toggled = withTargetToggled(selection, ref);
    return hold(input, situation, { of: 'selection', selection: toggled }, { select: toggled });
  }
  const alone = selectionOfKeypoints([ref]);
  if (selection.keypoints.length > 1 && isKeypointSelected(selection, ref))
    return hold(input, situation, { of: 'selection', selection }, { onClick: alone });
  return hold(input, situation, { of: 'joint', ref }, { select: alone });
}

function pressPerson(input: PressInput, person: number, situation: Situation): Outcome {
  const { selection } = situation;
  if (input.shift) {
    const toggled = withPersonToggled(selection, person);
    return hold(input, situation, { of: 'selection', selection: toggled }, { select: toggled });
  }
  const alone = selectionOfPeople([person]);
  const together = selection.keypoints.length === 0 && selection.people.length > 1;
  if (together && selection.people.includes(person))
    return hold(input, situation, { of: 'selection', selection }, { onClick: alone });
  return hold(input, situation, { of: 'selection', selection: alone }, { select: alone });
}

function pressNothing(input: PressInput, situation: Situation): Outcome {
  const base = input.shift ? situation.selection : NOTHING;
  if (input.swipe) {
    const { slop, swipe } = input;
    return {
      gesture: { at: 'swiping', ...heldBy(input, situation), slop, swipe, onTap: base },
      effects: [],
    };
  }
  return {
    gesture: { at: 'boxing', ...heldBy(input, situation), to: input.place, base },
    effects: [{ do: 'select', selection: base }],
  };
}

interface Clicks {
  /** What is selected at once. */
  readonly select?: Selection;
  /** What is selected if the pointer does not move. */
  readonly onClick?: Selection;
}

function hold(
  input: PressInput,
  situation: Situation,
  drag: Drag,
  { select, onClick }: Clicks = {},
): Outcome {
  const { slop } = input;
  return {
    gesture: { at: 'pressed', ...heldBy(input, situation), slop, drag, ...(onClick && { onClick }) },
    effects: select ? [{ do: 'select', selection: select }] : [],
  };
}

function heldBy({ pointer, place }: PressInput, { selection }: Situation) {
  return { pointer, from: place, before: selection };
}
