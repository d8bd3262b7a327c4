/*
 * A ControlNet skeleton back from its drawing.
 */
import type { RgbaImage } from '../../../image/index.ts';
import { words, type Words } from '../../../words/index.ts';
import { BODY, BODY_LIMBS, HAND_EDGES } from '../../skeleton.ts';
import { type Keypoints, PART_SIZES, type Person, type Point, type Pose } from '../../types.ts';
import { badPose } from '../bad-pose.ts';
import { checkOverlap, checkSeen } from './blended.ts';
import { findDiscs } from './discs.ts';
import { distanceToLine } from './geometry.ts';
import { findHands, giveHands, isOfHand, type Hand, type HandsOfFigure, withWrists } from './hands.ts';
import { linkWithHidden } from './hidden-joints.ts';
import { BODY_HUES } from './limb-shape.ts';
import { type Figure, figuresOf, type Joint } from './limbs.ts';
import { notesOn } from './notes.ts';
import { joinParts } from './people.ts';
import { KIND, pixelsByHue, type PixelPlanes } from './pixel-planes.ts';
import { workingPicture } from './working-size.ts';

/** What was read from a drawing. */
export interface SkeletonReading {
  readonly pose: Pose;
  /** Whole sentences. */
  readonly notes: readonly Words[];
}

/** Confidence of joints that something was drawn over. */
const CONFIDENCE_OF_HIDDEN = 0.5;
/** Share of a skeleton's drawing that is black, at least. */
const LEAST_BLACK = 0.4;
/** Share of the coloured px that lie on joints, limbs and hands, at least. */
const LEAST_EXPLAINED = 0.5;
/** How far from the middle of a limb its px lie, at most. */
const HALF_LIMB = 6;
/** More joints than people can have are a picture of something else. */
const MOST_JOINTS = 2000;
/** More parts than the largest crowd comes in: which of them are of one person takes the cube of their number. */
const MOST_PARTS = 200;
/** Share of a drawing that joints and hands, at full colour, take up at most. */
const MOST_BRIGHT = 0.25;
/** A joint that no limb holds must be seen almost whole to be told from a dot. */
const LONE_JOINT = 0.8;

/**
 * Recovers the people of a skeleton's drawing by its colours: joints are discs at full colour, limbs join them at 60 %.
 * It reads drawings at any size, averaged or enlarged ones as well; joints that are covered are found at the ends of their
 * limbs. Coordinates are exact to a px of a drawing with a short side of 512 px.
 *
 * A joint that was not seen has a confidence of {@link CONFIDENCE_OF_HIDDEN}.
 *
 * @returns a pose on a canvas of the picture's size, and what could not be taken over as it is
 * @throws ArmatureError `bad-pose` when the picture is no such drawing
 */
export function poseFromSkeletonPicture(image: RgbaImage): SkeletonReading {
  if (blackShare(image) < LEAST_BLACK) throw notASkeleton(words`most of it is not black`);
  const { planes, scale, blended } = workingPicture(image);
  if (brightShare(planes) > MOST_BRIGHT) throw notASkeleton(words`large areas of it are coloured`);
  const seen = findJoints(planes);
  if (seen.length > MOST_JOINTS) throw notASkeleton(words`it has thousands of coloured spots`);
  const dots = seen.filter(({ name }) => name === BODY.leftKnee).map(({ centre }) => centre);
  const hands = findHands(planes, dots);
  const joints = seen.filter((joint) => !isOfHand(joint, hands));
  checkOverlap(joints);
  const linked = linkWithHidden(planes, joints);
  const credible = figuresOf(linked.joints, linked.links).filter(isCredible);
  const parts = withoutLooseDots(credible, hands);
  if (parts.length > MOST_PARTS) throw notASkeleton(words`it has hundreds of loose joints`);
  if (blended) checkSeen(parts.flatMap((part) => [...part.values()]));
  if (parts.length + hands.length === 0) throw notASkeleton(words`no joints in its colours were found`);
  const figures = joinParts(planes, parts);
  if (blended) checkSeen(figures.flatMap((figure) => [...figure.values()]));
  if (explainedShare(planes, figures, hands) < LEAST_EXPLAINED) {
    throw notASkeleton(words`most of what is on it are no joints and limbs`);
  }
  const { given, left } = giveHands(figures, hands);
  const toPixels = ({ x, y }: Point): Point => ({ x: unscaled(x, scale), y: unscaled(y, scale) });
  const whole = figures.map((figure, index) => withWrists(figure, given[index] ?? {}));
  const people = whole.map((figure, index) => personOf(figure, given[index] ?? {}, toPixels));
  return {
    pose: { width: image.width, height: image.height, people: [...people, ...ownersOf(left, toPixels)] },
    notes: notesOn(planes, whole, credible.length - parts.length),
  };
}

function notASkeleton(why: Words): Error {
  return badPose(
    words`The picture does not look like a ControlNet skeleton: ${why}.`,
    words`Open a skeleton with coloured joints and limbs on black, or use the picture in another way.`,
  );
}

/** Looks at a few thousand px, so that photographs are refused at once. */
function blackShare({ width, height, data }: RgbaImage): number {
  const area = width * height;
  const step = Math.max(1, Math.floor(area / 20_000));
  let [black, count] = [0, 0];
  for (let i = 0; i < area; i += step) {
    count++;
    const alpha = (data[4 * i + 3] ?? 0) / 255;
    const brightest = Math.max(data[4 * i] ?? 0, data[4 * i + 1] ?? 0, data[4 * i + 2] ?? 0);
    if (brightest * alpha < 40) black++;
  }
  return black / count;
}

function brightShare({ kind }: PixelPlanes): number {
  const { full } = KIND;
  let count = 0;
  for (const of of kind) if (of === full) count++;
  return count / kind.length;
}

function findJoints(planes: PixelPlanes): Joint[] {
  return pixelsByHue(planes, KIND.full, BODY_HUES).flatMap((coloured, name) =>
    findDiscs(planes, coloured).map((disc) => ({ ...disc, name })),
  );
}

/** Looks at some thousand coloured px. */
function explainedShare(planes: PixelPlanes, figures: readonly Figure[], hands: readonly Hand[]): number {
  const lines = [...figures.flatMap(linesOfFigure), ...hands.flatMap(linesOfHand)];
  const { full, dim } = KIND;
  const coloured: number[] = [];
  for (const [index, kind] of planes.kind.entries()) if (kind === full || kind === dim) coloured.push(index);
  const step = Math.max(1, Math.floor(coloured.length / 5000));
  const looked = coloured.filter((_, index) => index % step === 0);
  const explained = looked.filter((index) => {
    const point = { x: index % planes.width, y: Math.floor(index / planes.width) };
    return lines.some(([from, to]) => distanceToLine(point, from, to) <= HALF_LIMB);
  });
  return explained.length / Math.max(looked.length, 1);
}

type Line = readonly [Point, Point];

function linesOfFigure(figure: Figure): Line[] {
  const joints = [...figure.values()].map(({ centre }): Line => [centre, centre]);
  const limbs = BODY_LIMBS.flatMap(([first, second]): Line[] => {
    const [from, to] = [figure.get(first), figure.get(second)];
    return from && to ? [[from.centre, to.centre]] : [];
  });
  return [...joints, ...limbs];
}

function linesOfHand(hand: Hand): Line[] {
  return HAND_EDGES.flatMap(([first, second]): Line[] => {
    const [from, to] = [hand[first], hand[second]];
    return from && to ? [[from, to]] : [];
  });
}

function isCredible(figure: Figure): boolean {
  return figure.size > 1 || [...figure.values()].every(({ visible }) => visible >= LONE_JOINT);
}

/** From working px to px of the picture. Drawings that were averaged down had their fractions cut off before. */
function unscaled(value: number, scale: number): number {
  return (value + 0.5) / scale - 0.5 / Math.max(scale, 1);
}

/** Takes out blue dots that no hand was found for: they could be left knees only where there are no hands. */
function withoutLooseDots(figures: readonly Figure[], hands: readonly Hand[]): Figure[] {
  const isDot = (figure: Figure): boolean => figure.size === 1 && figure.has(BODY.leftKnee);
  const hasHands = hands.length > 0 || figures.filter(isDot).length > 1;
  return figures.filter((figure) => !hasHands || !isDot(figure));
}

type ToPixels = (point: Point) => Point;

/** Hands without anybody they could belong to: a person for every two of them. */
function ownersOf(hands: readonly Hand[], toPixels: ToPixels): Person[] {
  return hands.flatMap((leftHand, index) => {
    if (index % 2 === 1) return [];
    const rightHand = hands[index + 1];
    return [personOf(new Map(), { leftHand, ...(rightHand && { rightHand }) }, toPixels)];
  });
}

function personOf(figure: Figure, { leftHand, rightHand }: HandsOfFigure, toPixels: ToPixels): Person {
  const placed = (hand: Hand): Keypoints => hand.map((point) => point && toPixels(point));
  const body = Array.from({ length: PART_SIZES.body }, (_, name) => {
    const joint = figure.get(name);
    if (!joint) return null;
    const at = toPixels(joint.centre);
    return joint.visible > 0 ? at : { ...at, confidence: CONFIDENCE_OF_HIDDEN };
  });
  return {
    body,
    ...(leftHand && { leftHand: placed(leftHand) }),
    ...(rightHand && { rightHand: placed(rightHand) }),
  };
}
