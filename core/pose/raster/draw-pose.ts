/*
 * The drawing that ControlNet's OpenPose models are trained on, byte for byte as controlnet_aux makes it with
 * OpenCV: per person the limbs as filled ellipses at 60 % of their colour, then the joints as discs at full
 * colour, then both hands and the face, without anti-aliasing, on black. Animals are lines of 5 px, as the drawing for
 * ControlNets of animals has them.
 */
import { blankImage, type RgbaImage } from '../../image/index.ts';
import { ANIMAL_COLOURS, ANIMAL_EDGES } from '../animal.ts';
import { BODY, BODY_COLOURS, BODY_LIMBS, FOOT_COLOURS, HAND_COLOURS, HAND_EDGES } from '../skeleton.ts';
import type { CanvasSize, Keypoints, Person, Point, Pose } from '../types.ts';
import { fillConvex } from './convex.ts';
import { fillDisc } from './disc.ts';
import { ellipseOutline } from './ellipse.ts';
import type { Rgb } from './surface.ts';
import { drawThickLine } from './thick-line.ts';

/** Short side of the canvas in px for which the widths of the drawing are given. */
export const DRAWING_SIDE = 512;

const HAND_DOT: Rgb = [0, 0, 255];
const FACE_DOT: Rgb = [255, 255, 255];

/** Whose widths the drawing has: those of ControlNet's annotators, or those that xinsir's SDXL ControlNet was trained on. */
export type LineStyle = 'annotator' | 'xinsir';

/** Widths of the drawing in px. */
export interface Stroke {
  /** Half the width of a limb. */
  readonly limb: number;
  /** Radius of body joints. */
  readonly joint: number;
  /** Radius of the dots on hands. */
  readonly handDot: number;
  /** Thickness of the lines of hands. */
  readonly handLine: number;
  /** Radius of the dots on faces. */
  readonly faceDot: number;
  /** Thickness of the lines of animals. */
  readonly animalLine: number;
}

/**
 * Gives the widths for a canvas: 4, 4, 2, 3 and 5 px up to a short side of 512 px, above it in proportion to the short
 * side and rounded to whole px, halves up. ControlNet's annotators draw at 512 px and enlarge the drawing, which
 * widens it by the same factor. In xinsir's style limbs and joints of the body are wider, hands and faces as they were.
 */
export function strokeFor(canvas: CanvasSize, lines: LineStyle = 'annotator'): Stroke {
  const scale = Math.max(1, Math.min(canvas.width, canvas.height) / DRAWING_SIDE);
  const scaled = (width: number): number => Math.round(width * scale);
  const stroke = {
    limb: scaled(4),
    joint: scaled(4),
    handDot: scaled(4),
    handLine: scaled(2),
    faceDot: scaled(3),
    animalLine: scaled(5),
  };
  return lines === 'annotator' ? stroke : { ...stroke, ...xinsirBody(canvas) };
}

/** From these longer sides on, in px, xinsir's drawing is one step wider. */
const XINSIR_STEPS: readonly number[] = [500, 1000, 2000, 3000, 4000, 5000];

/** Limbs and joints of 4 px and 4 more for each step, as the card of xinsir/controlnet-openpose-sdxl-1.0 has them. */
function xinsirBody({ width, height }: CanvasSize): Pick<Stroke, 'limb' | 'joint'> {
  const side = Math.max(width, height);
  const wide = 4 * (1 + XINSIR_STEPS.filter((step) => side >= step).length);
  return { limb: wide, joint: wide };
}

/** What to draw beyond the common drawing. */
export interface DrawingOptions {
  /** Feet in pale colours, a drawing of our own that no ControlNet is known to be trained on; no unless given. */
  readonly feet?: boolean;
  /** `annotator` unless given. */
  readonly lines?: LineStyle;
}

/**
 * Draws people as the control picture of an OpenPose-format ControlNet, and animals as that of their own ones. Hidden people are left out, and so are feet
 * unless they are asked for, because that drawing does not have them.
 *
 * @param pose - points in canvas px; their fractions are cut off
 * @returns opaque RGBA of the canvas's size
 */
export function drawPose(pose: Pose, { feet = false, lines }: DrawingOptions = {}): RgbaImage {
  const surface = blankImage(pose.width, pose.height);
  const stroke = strokeFor(pose, lines);
  for (const person of pose.people) {
    if (person.hidden) continue;
    if (feet) drawFeet(surface, person, stroke);
    drawBody(surface, person.body, stroke);
    drawHand(surface, person.leftHand, stroke);
    drawHand(surface, person.rightHand, stroke);
    drawFace(surface, person, stroke);
    drawAnimal(surface, person.animal, stroke);
  }
  return surface;
}

function drawBody(surface: RgbaImage, body: Keypoints, stroke: Stroke): void {
  BODY_LIMBS.forEach(([first, second], limb) => {
    const from = body[first];
    const to = body[second];
    if (from && to) drawLimb(surface, { from, to, width: stroke.limb }, dimmed(BODY_COLOURS[limb]!));
  });
  body.forEach((point, index) => {
    if (point) fillDisc(surface, { centre: truncated(point), radius: stroke.joint }, BODY_COLOURS[index]!);
  });
}

interface Limb {
  readonly from: Point;
  readonly to: Point;
  readonly width: number;
}

function drawLimb(surface: RgbaImage, { from, to, width }: Limb, colour: Rgb): void {
  const [dx, dy] = [from.x - to.x, from.y - to.y];
  const outline = ellipseOutline({
    centre: truncated({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }),
    semiAxes: { along: Math.trunc(Math.sqrt(dx * dx + dy * dy) / 2), across: width },
    degrees: Math.trunc(Math.atan2(dy, dx) * (180 / Math.PI)),
  });
  fillConvex(surface, outline, colour);
}

function drawHand(surface: RgbaImage, hand: Keypoints | undefined, stroke: Stroke): void {
  if (!hand) return;
  const points = hand.map(drawablePoint);
  HAND_EDGES.forEach(([first, second], edge) => {
    const from = points[first];
    const to = points[second];
    if (!from || !to) return;
    const line = { x1: from.x, y1: from.y, x2: to.x, y2: to.y, thickness: stroke.handLine };
    drawThickLine(surface, line, HAND_COLOURS[edge]!);
  });
  for (const point of points) {
    if (point) fillDisc(surface, { centre: point, radius: stroke.handDot }, HAND_DOT);
  }
}

/** Toes and heels as discs, each with a limb to its ankle; below the body, so that the ankle keeps its own disc. */
function drawFeet(surface: RgbaImage, { feet, body }: Person, stroke: Stroke): void {
  feet?.forEach((point, index) => {
    const ankle = body[index < 3 ? BODY.leftAnkle : BODY.rightAnkle];
    if (point && ankle)
      drawLimb(surface, { from: ankle, to: point, width: stroke.limb }, dimmed(FOOT_COLOURS[index]!));
  });
  feet?.forEach((point, index) => {
    if (point) fillDisc(surface, { centre: truncated(point), radius: stroke.joint }, FOOT_COLOURS[index]!);
  });
}

function drawFace(surface: RgbaImage, person: Person, stroke: Stroke): void {
  for (const point of person.face ?? []) {
    const centre = drawablePoint(point);
    if (centre) fillDisc(surface, { centre, radius: stroke.faceDot }, FACE_DOT);
  }
}

function drawAnimal(surface: RgbaImage, animal: Keypoints | undefined, stroke: Stroke): void {
  if (!animal) return;
  ANIMAL_EDGES.forEach(([first, second], edge) => {
    const [from, to] = [animal[first], animal[second]];
    if (!from || !to) return;
    const [a, b] = [truncated(from), truncated(to)];
    const line = { x1: a.x, y1: a.y, x2: b.x, y2: b.y, thickness: stroke.animalLine };
    drawThickLine(surface, line, ANIMAL_COLOURS[edge]!);
  });
}

/** Whole px; the drawing of hands and faces leaves out points in the first row and column and before them. */
function drawablePoint(point: Point | null): Point | null {
  if (!point) return null;
  const whole = truncated(point);
  return whole.x > 0 && whole.y > 0 ? whole : null;
}

function truncated(point: Point): Point {
  return { x: Math.trunc(point.x), y: Math.trunc(point.y) };
}

function dimmed(colour: Rgb): Rgb {
  return [Math.trunc(colour[0] * 0.6), Math.trunc(colour[1] * 0.6), Math.trunc(colour[2] * 0.6)];
}
