/*
 * What a pointer does on the figure, as a pure machine: it says what state follows and what to do to the pose, and
 * leaves the doing to its caller. Coordinates are px of the pose's canvas.
 */
import {
  dragKeypoint,
  nearestKeypoint,
  personAt,
  type Point,
  type Pose,
  transformPeople,
  translation,
} from '../../core/pose/index.ts';
import type { JointRef } from '../state/figure.ts';

/** What the pointer is at. */
export type Gesture =
  | { readonly at: 'idle' }
  | {
      readonly at: 'dragging-joint';
      readonly pointer: number;
      readonly target: JointRef;
      readonly grip: Point;
    }
  | {
      readonly at: 'dragging-person';
      readonly pointer: number;
      readonly person: number;
      readonly from: Point;
      readonly origin: Pose;
    };

/** What the pointer did. */
export type PointerInput =
  | { readonly type: 'down'; readonly pointer: number; readonly point: Point; readonly reach: number }
  | { readonly type: 'move'; readonly pointer: number; readonly point: Point }
  | { readonly type: 'up'; readonly pointer: number }
  | { readonly type: 'cancel' };

/** What is to be done. */
export type Effect =
  | { readonly do: 'select'; readonly person: number; readonly joint?: number }
  | { readonly do: 'begin' }
  | { readonly do: 'try'; readonly pose: Pose }
  | { readonly do: 'keep' }
  | { readonly do: 'revert' };

/** A gesture's next state and what comes with it. */
export interface Outcome {
  readonly gesture: Gesture;
  readonly effects: readonly Effect[];
}

/** No pointer is down. */
export const IDLE: Gesture = { at: 'idle' };

/**
 * Takes one input.
 *
 * @param pose - as it is now; a drag's own changes included
 */
export function step(gesture: Gesture, input: PointerInput, pose: Pose): Outcome {
  if (input.type === 'cancel')
    return gesture.at === 'idle' ? stay(gesture) : { gesture: IDLE, effects: [{ do: 'revert' }] };
  if (gesture.at === 'idle') return input.type === 'down' ? press(input, pose) : stay(gesture);
  // A second finger does not disturb the first one's drag.
  if (input.pointer !== gesture.pointer || input.type === 'down') return stay(gesture);
  if (input.type === 'up') return { gesture: IDLE, effects: [{ do: 'keep' }] };
  return { gesture, effects: [{ do: 'try', pose: dragged(gesture, input.point, pose) }] };
}

function press(input: Extract<PointerInput, { type: 'down' }>, pose: Pose): Outcome {
  const { pointer, point, reach } = input;
  const target = nearestKeypoint(pose, point, reach);
  if (target) {
    const at = pose.people[target.person]?.body[target.joint] ?? point;
    return {
      gesture: { at: 'dragging-joint', pointer, target, grip: { x: at.x - point.x, y: at.y - point.y } },
      effects: [{ do: 'select', ...target }, { do: 'begin' }],
    };
  }
  const person = personAt(pose, point, reach);
  if (person === undefined) return stay(IDLE);
  return {
    gesture: { at: 'dragging-person', pointer, person, from: point, origin: pose },
    effects: [{ do: 'select', person }, { do: 'begin' }],
  };
}

function dragged(gesture: Exclude<Gesture, { at: 'idle' }>, point: Point, pose: Pose): Pose {
  if (gesture.at === 'dragging-person') {
    const by = { x: point.x - gesture.from.x, y: point.y - gesture.from.y };
    return transformPeople(gesture.origin, [gesture.person], translation(by));
  }
  const to = { x: point.x + gesture.grip.x, y: point.y + gesture.grip.y };
  return dragKeypoint(pose, gesture.target, clamp(to, pose), 'joint');
}

/** A joint that left the canvas could not be taken hold of again. */
function clamp({ x, y }: Point, { width, height }: Pose): Point {
  return { x: Math.min(Math.max(x, 0), width - 1), y: Math.min(Math.max(y, 0), height - 1) };
}

function stay(gesture: Gesture): Outcome {
  return { gesture, effects: [] };
}
