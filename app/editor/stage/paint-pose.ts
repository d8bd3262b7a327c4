/*
 * The skeleton at screen resolution. What is drawn of a person is kept until the person changes, so that of a crowd only
 * whoever is dragged is worked out anew.
 */
import {
  type CanvasSize,
  type Person,
  personShapes,
  type Pose,
  type PoseShape,
  strokeFor,
} from '../../../core/pose/index.ts';
import type { View } from '../view.ts';

interface Stroke {
  readonly colour: string;
  readonly path: Path2D;
  /** Width of a line in px of the canvas; what has none is filled. */
  readonly width?: number;
}

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
interface Painting {
  /** Device px per CSS px. */
  readonly density: number;
  readonly feet: boolean;
}

/** Draws all people that are not hidden, cut off where the canvas ends. */
export function paintPose(
  context: CanvasRenderingContext2D,
  pose: Pose,
  view: View,
  { density, feet }: Painting,
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  const scale = view.scale * density;
  context.setTransform(scale, 0, 0, scale, view.x * density, view.y * density);
  context.save();
  context.beginPath();
  context.rect(0, 0, pose.width, pose.height);
  context.clip();
  const thinness = thinnessAt(view.scale, pose);
  for (const person of pose.people) {
    if (person.hidden) continue;
    for (const stroke of strokesOf(person, pose, { thinness, feet })) paintStroke(context, stroke);
  }
  context.restore();
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
): readonly Stroke[] {
  const side = Math.min(canvas.width, canvas.height);
  const before = known.get(person);
  if (before?.side === side && before.thinness === thinness && before.feet === feet) return before.strokes;
  const shapes = personShapes(person, canvas, { feet });
  const strokes = shapes.map((shape) => strokeOf(shape, thinness));
  known.set(person, { side, feet, thinness, strokes });
  return strokes;
}

function strokeOf(shape: PoseShape, thinness: number): Stroke {
  const path = new Path2D();
  const colour = `rgb(${shape.colour.join(' ')})`;
  switch (shape.kind) {
    case 'ellipse': {
      const { centre, semiAxes, radians } = shape;
      path.ellipse(centre.x, centre.y, semiAxes.along, semiAxes.across * thinness, radians, 0, 2 * Math.PI);
      return { colour, path };
    }
    case 'line':
      path.moveTo(shape.from.x, shape.from.y);
      path.lineTo(shape.to.x, shape.to.y);
      return { colour, path, width: shape.width * thinness };
    case 'discs': {
      const radius = shape.radius * thinness;
      for (const { x, y } of shape.centres) {
        path.moveTo(x + radius, y);
        path.arc(x, y, radius, 0, 2 * Math.PI);
      }
      return { colour, path };
    }
  }
}
