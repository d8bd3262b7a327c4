/*
 * What a pose is painted with: paths with the boxes that they take up, by which it is told what has to be drawn again.
 */
import type { Box, PoseShape } from '../../../core/pose/index.ts';

/** One path of one colour. */
export interface Stroke {
  readonly colour: string;
  readonly path: Path2D;
  /** Width of a line in px of the canvas; what has none is filled. */
  readonly width?: number;
  /** What it takes up at the most, in px of the canvas. */
  readonly box: Box;
  /** Strokes that are drawn alike have the same. */
  readonly signature: string;
}

/** The box of everything. */
export const WHOLE: Box = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

/**
 * Makes the path of a shape.
 *
 * @param thinness - by which widths are reduced; 1 where the drawing is the model's own
 * @param before - given again where it is drawn alike: of somebody whose wrist is dragged, most of the face and hands are
 */
export function strokeOf(shape: PoseShape, thinness: number, before?: Stroke): Stroke {
  const signature = `${thinness} ${JSON.stringify(shape)}`;
  if (before?.signature === signature) return before;
  const path = new Path2D();
  const colour = `rgb(${shape.colour.join(' ')})`;
  switch (shape.kind) {
    case 'ellipse': {
      const { centre, semiAxes, radians } = shape;
      const across = semiAxes.across * thinness;
      path.ellipse(centre.x, centre.y, semiAxes.along, across, radians, 0, 2 * Math.PI);
      return { colour, path, signature, box: boxAround([centre], Math.max(semiAxes.along, across)) };
    }
    case 'line': {
      const { from, to } = shape;
      const width = shape.width * thinness;
      path.moveTo(from.x, from.y);
      path.lineTo(to.x, to.y);
      return { colour, path, signature, width, box: boxAround([from, to], width) };
    }
    case 'discs': {
      const radius = shape.radius * thinness;
      for (const { x, y } of shape.centres) {
        path.moveTo(x + radius, y);
        path.arc(x, y, radius, 0, 2 * Math.PI);
      }
      return { colour, path, signature, box: boxAround(shape.centres, radius) };
    }
  }
}

/** The box around all strokes that only one of two pictures has; undefined where both are drawn alike. */
export function changedBox(before: readonly Stroke[], after: readonly Stroke[]): Box | undefined {
  if (before.length !== after.length) return WHOLE;
  const changed = after.flatMap((stroke, index) => {
    const old = before[index];
    return old === undefined || old === stroke || old.signature === stroke.signature
      ? []
      : [old.box, stroke.box];
  });
  return changed.length === 0 ? undefined : changed.reduce(union);
}

/** Whether two boxes have a place in common. */
export function overlaps(a: Box, b: Box): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

function union(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

function boxAround(points: readonly { readonly x: number; readonly y: number }[], reach: number): Box {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return {
    left: Math.min(...xs) - reach,
    top: Math.min(...ys) - reach,
    right: Math.max(...xs) + reach,
    bottom: Math.max(...ys) + reach,
  };
}
