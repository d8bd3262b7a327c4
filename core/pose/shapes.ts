/*
 * The control drawing as shapes, for screens and vector files: the same figures, colours and widths as `drawPose`, in the
 * same order, at the places that the points have before they are cut to whole px.
 */
import { ANIMAL_COLOURS, ANIMAL_EDGES } from './animal.ts';
import { keypointLabel } from './labels.ts';
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
import type { CanvasSize, Keypoints, PartName, Person, Point } from './types.ts';

/** Red, green and blue from 0 to 255. */
export type ShapeColour = readonly [number, number, number];

interface ShapeTraits {
  readonly part: PartName;
  /** What it shows, such as "neck to nose"; left out in hands, faces and animals. */
  readonly title?: string;
  readonly colour: ShapeColour;
}

/** A filled ellipse, line or group of discs of one colour; places and lengths in px. */
export type PoseShape =
  | (ShapeTraits & {
      readonly kind: 'ellipse';
      readonly centre: Point;
      /** Half the length along `radians` and across it. */
      readonly semiAxes: { readonly along: number; readonly across: number };
      readonly radians: number;
    })
  | (ShapeTraits & {
      readonly kind: 'line';
      readonly from: Point;
      readonly to: Point;
      readonly width: number;
    })
  | (ShapeTraits & {
      readonly kind: 'discs';
      readonly centres: readonly Point[];
      readonly radius: number;
    });

const HAND_DOT: ShapeColour = [0, 0, 255];
const FACE_DOT: ShapeColour = [255, 255, 255];
const HAND_LINES = { edges: HAND_EDGES, colours: HAND_COLOURS };
const ANIMAL_LINES = { edges: ANIMAL_EDGES, colours: ANIMAL_COLOURS };
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
    ...jointShapes('body', person.body, BODY_COLOURS, stroke.joint),
    ...handShapes('leftHand', person.leftHand, stroke),
    ...handShapes('rightHand', person.rightHand, stroke),
    ...discsOf('face', person.face ?? [], stroke.faceDot, FACE_DOT),
    ...lineShapes('animal', person.animal ?? [], ANIMAL_LINES, stroke.animalLine),
  ];
}

function footShapes({ body, feet = [] }: Person, stroke: Stroke): PoseShape[] {
  const limbs = feet.flatMap((to, joint): PoseShape[] => {
    const ankle = joint < 3 ? BODY.leftAnkle : BODY.rightAnkle;
    const [from, colour] = [body[ankle], FOOT_COLOURS[joint]];
    const title = `${keypointLabel({ joint: ankle })} to ${keypointLabel({ part: 'feet', joint })}`;
    return to && from && colour ? [{ part: 'feet', title, ...limbShape(from, to, stroke.limb, colour) }] : [];
  });
  return [...limbs, ...jointShapes('feet', feet, FOOT_COLOURS, stroke.joint)];
}

function limbShapes(body: Keypoints, across: number): PoseShape[] {
  return BODY_LIMBS.flatMap(([first, second], limb): PoseShape[] => {
    const [from, to, colour] = [body[first], body[second], BODY_COLOURS[limb]];
    const title = `${keypointLabel({ joint: first })} to ${keypointLabel({ joint: second })}`;
    return from && to && colour ? [{ part: 'body', title, ...limbShape(from, to, across, colour) }] : [];
  });
}

function limbShape(from: Point, to: Point, across: number, colour: ShapeColour) {
  const [dx, dy] = [from.x - to.x, from.y - to.y];
  return {
    kind: 'ellipse',
    colour: [shade(colour[0]), shade(colour[1]), shade(colour[2])],
    centre: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 },
    semiAxes: { along: Math.hypot(dx, dy) / 2, across },
    radians: Math.atan2(dy, dx),
  } as const;
}

function jointShapes(
  part: PartName,
  points: Keypoints,
  colours: readonly ShapeColour[],
  radius: number,
): PoseShape[] {
  return points.flatMap((point, joint): PoseShape[] => {
    const colour = colours[joint];
    const title = keypointLabel({ part, joint });
    return point && colour ? [{ kind: 'discs', part, title, colour, centres: [point], radius }] : [];
  });
}

function handShapes(part: PartName, hand: Keypoints | undefined, stroke: Stroke): PoseShape[] {
  if (!hand) return [];
  return [
    ...lineShapes(part, hand, HAND_LINES, stroke.handLine),
    ...discsOf(part, hand, stroke.handDot, HAND_DOT),
  ];
}

interface Lines {
  readonly edges: readonly Edge[];
  readonly colours: readonly ShapeColour[];
}

function lineShapes(
  part: PartName,
  points: Keypoints,
  { edges, colours }: Lines,
  width: number,
): PoseShape[] {
  return edges.flatMap(([first, second], edge): PoseShape[] => {
    const [from, to, colour] = [points[first], points[second], colours[edge]];
    return from && to && colour ? [{ kind: 'line', part, colour, from, to, width }] : [];
  });
}

function discsOf(part: PartName, points: Keypoints, radius: number, colour: ShapeColour): PoseShape[] {
  const centres = points.filter((point) => point !== null);
  return centres.length === 0 ? [] : [{ kind: 'discs', part, colour, centres, radius }];
}

function shade(value: number): number {
  return Math.trunc(value * LIMB_SHADE);
}
