/*
 * What a pointer does on the stage, as a pure machine: it says what state follows and what to do, and leaves the doing to
 * its caller.
 */
import type { Point } from '../../../core/pose/index.ts';
import { pannedView } from '../view.ts';
import { selectionInBox } from './box.ts';
import { draggedPose } from './drag.ts';
import { press } from './press.ts';
import type { Effect, Gesture, MoveInput, Outcome, PointerInput, Situation } from './types.ts';

/** No pointer is down. */
export const IDLE: Gesture = { at: 'idle' };

type Active = Exclude<Gesture, { at: 'idle' }>;

/**
 * Takes one input.
 *
 * @param situation - as it is now; a drag's own changes included
 */
export function step(gesture: Gesture, input: PointerInput, situation: Situation): Outcome {
  if (gesture.at === 'idle') return input.type === 'down' ? press(input, situation) : stay(gesture);
  if (input.type === 'cancel') return cancel(gesture);
  // A second finger does not disturb the first one's drag.
  if (input.type === 'down' || input.pointer !== gesture.pointer) return stay(gesture);
  return input.type === 'up' ? release(gesture) : move(gesture, input, situation);
}

function move(gesture: Active, input: MoveInput, situation: Situation): Outcome {
  const { place } = input;
  switch (gesture.at) {
    case 'pressed': {
      if (!isFar(gesture, place)) return stay(gesture);
      const { pointer, from, before, drag } = gesture;
      const begun: Gesture = {
        ...{ at: 'dragging', pointer, from, before, drag },
        ...{ origin: situation.pose, to: place, even: input.shift },
      };
      const { gesture: dragging, effects } = move(begun, input, situation);
      return { gesture: dragging, effects: [{ do: 'begin' }, ...effects] };
    }
    case 'dragging': {
      const dragging = { ...gesture, to: place, even: input.shift };
      return { gesture: dragging, effects: [{ do: 'try', pose: draggedPose(dragging, input, situation) }] };
    }
    case 'boxing': {
      const boxing = { ...gesture, to: place };
      return { gesture: boxing, effects: [{ do: 'select', selection: selectionInBox(boxing, situation) }] };
    }
    case 'swiping': {
      if (gesture.swipe === 'page' || !isFar(gesture, place)) return stay(gesture);
      const { pointer, from, before } = gesture;
      return move({ at: 'panning', pointer, from, before, origin: situation.view }, input, situation);
    }
    case 'panning': {
      const by = { x: place.x - gesture.from.x, y: place.y - gesture.from.y };
      return { gesture, effects: [{ do: 'show', view: pannedView(gesture.origin, by) }] };
    }
  }
}

/** Has a pointer moved far enough to mean it? */
function isFar({ from, slop }: { readonly from: Point; readonly slop: number }, place: Point): boolean {
  return Math.hypot(place.x - from.x, place.y - from.y) > slop;
}

function release(gesture: Active): Outcome {
  if (gesture.at === 'dragging') return { gesture: IDLE, effects: [{ do: 'keep' }] };
  if (gesture.at === 'pressed' && gesture.onClick)
    return { gesture: IDLE, effects: [{ do: 'select', selection: gesture.onClick }] };
  if (gesture.at === 'swiping')
    return { gesture: IDLE, effects: [{ do: 'select', selection: gesture.onTap }] };
  return { gesture: IDLE, effects: [] };
}

/** As if the press had not been: also a pinch begins with one finger. */
function cancel({ at, before }: Active): Outcome {
  const select: Effect = { do: 'select', selection: before };
  return { gesture: IDLE, effects: at === 'dragging' ? [{ do: 'revert' }, select] : [select] };
}

function stay(gesture: Gesture): Outcome {
  return { gesture, effects: [] };
}
