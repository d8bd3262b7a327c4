/*
 * The skeleton at screen resolution. What is drawn of a person is kept until the person changes, so that of a crowd only
 * whoever is dragged is worked out anew.
 */
import {
  type Box,
  type CanvasSize,
  type Person,
  personShapes,
  type Point,
  type Pose,
  strokeFor,
} from '../../../core/pose/index.ts';
import type { View } from '../view.ts';
import { changedBox, overlaps, type Stroke, strokeOf, WHOLE } from './strokes.ts';

interface Painted {
  readonly side: number;
  readonly feet: boolean;
  readonly thinness: number;
  readonly strokes: readonly Stroke[];
}

/**
 * The largest that a joint is drawn, its radius in stage px. From there on all widths stay as they are while the view goes
 * nearer, for the discs of a hand would hide its points from each other.
 */
const LARGEST_JOINT = 9;

const known = new WeakMap<Person, Painted>();

/** How a pose is painted. */
export interface Painting {
  readonly pose: Pose;
  readonly view: View;
  /** Size of the stage in CSS px. */
  readonly stage: CanvasSize;
  /** Device px per CSS px. */
  readonly density: number;
  readonly feet: boolean;
  /** How often the browser has lost what was on the context. */
  readonly losses: number;
}

/**
 * Draws all people that are not hidden, cut off where the canvas ends.
 *
 * @param before - what is on the context now; of a picture that differs in some people only the part around what has
 *   changed is drawn again
 */
export function paintPose(
  context: CanvasRenderingContext2D,
  painting: Painting,
  before: Painting | undefined,
): void {
  const { pose, view, density } = painting;
  const strokes = allStrokes(painting, before?.pose);
  const changed = before && isSameSheet(before, painting) ? changedBox(allStrokes(before), strokes) : WHOLE;
  if (!changed) return;
  const scale = view.scale * density;
  const origin = { x: view.x * density, y: view.y * density };
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  clearBox(context, changed === WHOLE ? undefined : devicePixels(changed, scale, origin));
  context.setTransform(scale, 0, 0, scale, origin.x, origin.y);
  context.beginPath();
  context.rect(0, 0, pose.width, pose.height);
  context.clip();
  for (const stroke of strokes) if (overlaps(stroke.box, changed)) paintStroke(context, stroke);
  context.restore();
}

function isSameSheet(a: Painting, b: Painting): boolean {
  return (
    a.view.x === b.view.x &&
    a.view.y === b.view.y &&
    a.view.scale === b.view.scale &&
    a.stage.width === b.stage.width &&
    a.stage.height === b.stage.height &&
    a.pose.width === b.pose.width &&
    a.pose.height === b.pose.height &&
    a.density === b.density &&
    a.losses === b.losses
  );
}

function allStrokes({ pose, view, feet }: Painting, before?: Pose): readonly Stroke[] {
  const thinness = thinnessAt(view.scale, pose);
  return pose.people.flatMap((person, index) => {
    if (person.hidden) return [];
    const old = before?.people[index];
    return strokesOf(person, pose, { thinness, feet }, old && known.get(old)?.strokes);
  });
}

/** The box in whole device px, a px wider for smoothed edges. A clip between px would leave seams. */
function devicePixels(box: Box, scale: number, origin: Point): Box {
  return {
    left: Math.floor(box.left * scale + origin.x) - 1,
    top: Math.floor(box.top * scale + origin.y) - 1,
    right: Math.ceil(box.right * scale + origin.x) + 1,
    bottom: Math.ceil(box.bottom * scale + origin.y) + 1,
  };
}

/** Clears a box and lets nothing be drawn beside it; clears everything where there is none. */
function clearBox(context: CanvasRenderingContext2D, box: Box | undefined): void {
  const { width, height } = context.canvas;
  const { left, top, right, bottom } = box ?? { left: 0, top: 0, right: width, bottom: height };
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  context.clearRect(left, top, right - left, bottom - top);
}

function paintStroke(context: CanvasRenderingContext2D, { colour, path, width }: Stroke): void {
  if (width === undefined) {
    context.fillStyle = colour;
    context.fill(path);
  } else {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke(path);
  }
}

/** Gives by how much widths are reduced; 1 where the drawing is the model's own. */
function thinnessAt(scale: number, canvas: CanvasSize): number {
  return Math.min(1, LARGEST_JOINT / (strokeFor(canvas).joint * scale));
}

function strokesOf(
  person: Person,
  canvas: CanvasSize,
  { thinness, feet }: Pick<Painted, 'thinness' | 'feet'>,
  old: readonly Stroke[] = [],
): readonly Stroke[] {
  const side = Math.min(canvas.width, canvas.height);
  const painted = known.get(person);
  if (painted?.side === side && painted.thinness === thinness && painted.feet === feet)
    return painted.strokes;
  const shapes = personShapes(person, canvas, { feet });
  const strokes = shapes.map((shape, index) => strokeOf(shape, thinness, old[index]));
  known.set(person, { side, feet, thinness, strokes });
  return strokes;
}
