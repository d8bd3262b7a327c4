/*
 * The control drawing as shapes, for screens and vector files: the same figures, colours and widths as `drawPose`, in the
 * same order, at the places that the points have before they are cut to whole px.
 */
import { ANIMAL_COLOURS, ANIMAL_EDGES } from './animal.ts';
import { type DrawingOptions, type Stroke, strokeFor } from './raster/draw-pose.ts';
import {
  BODY,
  BODY_COLOURS,
  BODY_LIMBS,
  type Edge,
  FOOT_COLOURS,
  HAND_COLOURS,
  HAND_EDGES,
} from './skeleton.ts';
import type { CanvasSize, Keypoints, Person, Point } from './types.ts';

/** Red, green and blue from 0 to 255. */
export type ShapeColour = readonly [number, number, number];

/** A filled ellipse, line or group of discs of one colour; places and lengths in px. */
export type PoseShape =
  | {
      readonly kind: 'ellipse';
      readonly colour: ShapeColour;
      readonly centre: Point;
      /** Half the length along `radians` and across it. */
      readonly semiAxes: { readonly along: number; readonly across: number };
      readonly radians: number;
    }
  | {
      readonly kind: 'line';
      readonly colour: ShapeColour;
      readonly from: Point;
      readonly to: Point;
      readonly width: number;
    }
  | {
      readonly kind: 'discs';
      readonly colour: ShapeColour;
      readonly centres: readonly Point[];
      readonly radius: number;
    };

const HAND_DOT: ShapeColour = [0, 0, 255];
const FACE_DOT: ShapeColour = [255, 255, 255];
/** Limbs are drawn at this share of their colour. */
const LIMB_SHADE = 0.6;

/**
 * Gives the shapes of one person from the lowest to the uppermost: feet, limbs, joints, hands, face; of an
 * animal its lines.
 *
 * @param canvas - decides the widths, as in `drawPose`
 */
export function personShapes(
  person: Person,
  canvas: CanvasSize,
  { feet = false, lines }: DrawingOptions = {},
): readonly PoseShape[] {
  const stroke = strokeFor(canvas, lines);
  return [
    ...(feet ? footShapes(person, stroke) : []),
    ...limbShapes(person.body, stroke.limb),
    ...jointShapes(person.body, BODY_COLOURS, stroke.joint),
    ...handShapes(person.leftHand, stroke),
    ...handShapes(person.rightHand, stroke),
    ...discsOf(person.face ?? [], stroke.faceDot, FACE_DOT),
    ...lineShapes(person.animal ?? [], ANIMAL_EDGES, ANIMAL_COLOURS, stroke.animalLine),
  ];
}

function footShapes({ body, feet = [] }: Person, stroke: Stroke): PoseShape[] {
  const limbs = feet.flatMap((point, index) => {
    const ankle = body[index < 3 ? BODY.leftAnkle : BODY.rightAnkle];
    const colour = FOOT_COLOURS[index];
    return point && ankle && colour ? [limbShape(ankle, point, stroke.limb, colour)] : [];
  });
  return [...limbs, ...jointShapes(feet, FOOT_COLOURS, stroke.joint)];
}

function limbShapes(body: Keypoints, across: number): PoseShape[] {
  return BODY_LIMBS.flatMap(([first, second], limb) => {
    const [from, to, colour] = [body[first], body[second], BODY_COLOURS[limb]];
    return from && to && colour ? [limbShape(from, to, across, colour)] : [];
  });
}

function limbShape(from: Point, to: Point, across: number, colour: ShapeColour): PoseShape {
  const [dx, dy] = [from.x - to.x, from.y - to.y];
  return {
    kind: 'ellipse',
    colour: [shade(colour[0]), shade(colour[1]), shade(colour[2])],
    centre: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 },
    semiAxes: { along: Math.hypot(dx, dy) / 2, across },
    radians: Math.atan2(dy, dx),
  };
}

function jointShapes(points: Keypoints, colours: readonly ShapeColour[], radius: number): PoseShape[] {
  return points.flatMap((point, joint): PoseShape[] => {
    const colour = colours[joint];
    return point && colour ? [{ kind: 'discs', colour, centres: [point], radius }] : [];
  });
}

function handShapes(hand: Keypoints | undefined, stroke: Stroke): PoseShape[] {
  if (!hand) return [];
  const lines = lineShapes(hand, HAND_EDGES, HAND_COLOURS, stroke.handLine);
  return [...lines, ...discsOf(hand, stroke.handDot, HAND_DOT)];
}

function lineShapes(
  points: Keypoints,
  edges: readonly Edge[],
  colours: readonly ShapeColour[],
  width: number,
): PoseShape[] {
  return edges.flatMap(([first, second], edge): PoseShape[] => {
    const [from, to, colour] = [points[first], points[second], colours[edge]];
    return from && to && colour ? [{ kind: 'line', colour, from, to, width }] : [];
  });
}

function discsOf(points: Keypoints, radius: number, colour: ShapeColour): PoseShape[] {
  const centres = points.filter((point) => point !== null);
  return centres.length === 0 ? [] : [{ kind: 'discs', colour, centres, radius }];
}

function shade(value: number): number {
  return Math.trunc(value * LIMB_SHADE);
}
