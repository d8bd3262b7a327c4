/*
 * The frame around what is selected, with grips to scale it by and one beside it to turn it by. All in stage px.
 */
import {
  type Box,
  type CanvasSize,
  middleOfBox,
  type Point,
  type Pose,
  rotation,
  scaling,
  type Transform,
} from '../../core/pose/index.ts';
import { boundsOfSelection } from '../actions/figure/changing.ts';
import type { Selection } from '../state/selection.ts';
import { toStage, type View } from './view.ts';

/** Names a grip by where it is on the frame. */
export type Grip = 'nw' | 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'turn';

/** A grip's place as shares of the frame's width and height from its middle. */
const GRIP_PLACES: Readonly<Record<Exclude<Grip, 'turn'>, Point>> = {
  nw: { x: -1, y: -1 },
  n: { x: 0, y: -1 },
  ne: { x: 1, y: -1 },
  e: { x: 1, y: 0 },
  se: { x: 1, y: 1 },
  s: { x: 0, y: 1 },
  sw: { x: -1, y: 1 },
  w: { x: -1, y: 0 },
};

/** Between the outermost points and the frame. */
const PADDING = 22;
/** From the frame to the grip that turns. */
const TURN_DISTANCE = 28;
/** Between the stage's edge and a grip that can be taken hold of. */
const EDGE = 10;
/** Edges that are shorter have grips at their ends alone. */
const MIN_EDGE = 96;
/** Turning snaps to multiples of this with Shift. */
const SNAP = Math.PI / 12;
/** Nothing is made smaller than this share at once, and nothing turned inside out. */
const MIN_FACTOR = 0.02;

/** Gives the frame around a selection; none around nothing and around a single point. */
export function frameOf(pose: Pose, selection: Selection, view: View): Box | undefined {
  if (selection.keypoints.length === 1) return undefined;
  const free = selection.people.some((person) => isFree(pose, person));
  const box = free ? boundsOfSelection(pose, selection) : undefined;
  return box && frameAround(box, view);
}

/** Gives the frame around a box of the canvas. */
export function frameAround(box: Box, view: View): Box {
  const upper = toStage(view, { x: box.left, y: box.top });
  const lower = toStage(view, { x: box.right, y: box.bottom });
  return {
    left: upper.x - PADDING,
    top: upper.y - PADDING,
    right: lower.x + PADDING,
    bottom: lower.y + PADDING,
  };
}

function isFree({ people }: Pose, index: number): boolean {
  const person = people[index];
  return person !== undefined && !person.locked && !person.hidden;
}

/** Gives the grips of a frame on a stage with their places. */
export function gripsOf(frame: Box, stage: CanvasSize): readonly (readonly [Grip, Point])[] {
  const [width, height] = [frame.right - frame.left, frame.bottom - frame.top];
  const middle = middleOfBox(frame);
  const places = Object.entries(GRIP_PLACES) as [Grip, Point][];
  const scalers = places.flatMap(([grip, place]): (readonly [Grip, Point])[] => {
    const onEdge = (place.x === 0 && width < MIN_EDGE) || (place.y === 0 && height < MIN_EDGE);
    const at = { x: middle.x + (place.x * width) / 2, y: middle.y + (place.y * height) / 2 };
    return onEdge ? [] : [[grip, at]];
  });
  return [...scalers, ['turn', turnPlace(frame, stage)]];
}

/** Above the frame; at another side where the stage ends there, and inside of it where all of them are out of sight. */
function turnPlace(frame: Box, { width, height }: CanvasSize): Point {
  const middle = middleOfBox(frame);
  const places: readonly Point[] = [
    { x: middle.x, y: frame.top - TURN_DISTANCE },
    { x: frame.right + TURN_DISTANCE, y: middle.y },
    { x: frame.left - TURN_DISTANCE, y: middle.y },
    { x: middle.x, y: frame.bottom + TURN_DISTANCE },
  ];
  const isInSight = ({ x, y }: Point): boolean =>
    x >= EDGE && y >= EDGE && x <= width - EDGE && y <= height - EDGE;
  return places.find(isInSight) ?? { x: middle.x, y: frame.top + TURN_DISTANCE };
}

/** What a drag of a grip is about. */
export interface GripDrag {
  readonly grip: Grip;
  /** The frame when the drag began, without its padding, in canvas px. */
  readonly box: Box;
  readonly from: Point;
  readonly to: Point;
  /** Shift: keep the aspect, or snap the angle. */
  readonly even: boolean;
}

/** Gives what a drag of a grip does to the points inside the frame; canvas px throughout. */
export function gripTransform({ grip, box, from, to, even }: GripDrag): Transform {
  const middle = middleOfBox(box);
  if (grip === 'turn') return rotation(middle, turnOf({ box, from, to, even }));
  const place = GRIP_PLACES[grip];
  const half = { x: (box.right - box.left) / 2, y: (box.bottom - box.top) / 2 };
  const fixed = { x: middle.x - place.x * half.x, y: middle.y - place.y * half.y };
  const x = place.x === 0 ? 1 : factorOf(2 * half.x, place.x * (to.x - from.x));
  const y = place.y === 0 ? 1 : factorOf(2 * half.y, place.y * (to.y - from.y));
  if (!even) return scaling(fixed, x, y);
  const both = Math.abs(x - 1) > Math.abs(y - 1) ? x : y;
  return scaling(fixed, both, both);
}

/** By how much a drag of the grip above the frame turns it, in radians clockwise. */
export function turnOf({ box, from, to, even }: Omit<GripDrag, 'grip'>): number {
  const middle = middleOfBox(box);
  const angle = angleOf(middle, to) - angleOf(middle, from);
  return even ? Math.round(angle / SNAP) * SNAP : angle;
}

function factorOf(length: number, growth: number): number {
  return length < 1 ? 1 : Math.max((length + growth) / length, MIN_FACTOR);
}

function angleOf(about: Point, { x, y }: Point): number {
  return Math.atan2(y - about.y, x - about.x);
}
