import { BODY } from '../skeleton.ts';
import type { CanvasSize, PartName, Person, Point, Pose } from '../types.ts';
import { changePerson, withoutPart, withPart } from './change.ts';
import { fitFace } from './fit-face.ts';
import { placeOf } from './place.ts';
import { FOOT_TEMPLATE } from './templates/feet.ts';
import { type HandPresetName, handTemplate } from './templates/hands.ts';

/** Length of an open hand as a share of the forearm. */
const HAND_LENGTH = 0.7;
/** A forearm that points to the viewer looks short; the hand is measured by at least this share of the upper arm. */
const SHORTEST_FOREARM = 0.75;
/** A forearm that points down by more than this cosine shows the back of its hand, any other one the palm. */
const HANGING = 0.5;

const HEAD = [BODY.nose, BODY.rightEye, BODY.leftEye, BODY.rightEar, BODY.leftEar] as const;

/** Parts that can be given, by the joints that they are put to: one of them must be there. */
const HOLDS = {
  leftHand: [BODY.leftWrist],
  rightHand: [BODY.rightWrist],
  face: HEAD,
  feet: [BODY.leftAnkle, BODY.rightAnkle],
} as const satisfies Partial<Record<PartName, readonly number[]>>;

/** The part that is a side's hand. */
export function handPart(side: 'left' | 'right'): 'leftHand' | 'rightHand' {
  return side === 'left' ? 'leftHand' : 'rightHand';
}

/** A part that can be given. */
export type GivenPart = keyof typeof HOLDS;

/** Tells whether a joint is there that a part can be put to. Without one the part cannot be given. */
export function hasHoldFor({ body }: Person, part: GivenPart): boolean {
  return HOLDS[part].some((joint) => body[joint]);
}

/**
 * Gives a hand in place of the one that is there: at the wrist, along the forearm. A hanging arm shows its back, with the
 * thumb to the body; any other one the palm. Without a wrist the person stays as it is.
 */
export function giveHand(pose: Pose, person: number, side: 'left' | 'right', preset: HandPresetName): Pose {
  const [shoulder, elbow, wrist] =
    side === 'left'
      ? [BODY.leftShoulder, BODY.leftElbow, BODY.leftWrist]
      : [BODY.rightShoulder, BODY.rightElbow, BODY.rightWrist];
  return changePerson(pose, person, (old) => {
    const at = old.body[wrist];
    if (!at) return old;
    const bend = presentOrGuessed(old, elbow, pose);
    const forearm = Math.hypot(at.x - bend.x, at.y - bend.y);
    const start = presentOrGuessed(old, shoulder, pose);
    const upperArm = Math.hypot(bend.x - start.x, bend.y - start.y);
    const frame = frameOf(bend, at, Math.max(forearm, upperArm * SHORTEST_FOREARM) * HAND_LENGTH);
    const isTurned = frame.along.y > HANGING * frame.length === (side === 'right');
    const points = handTemplate(preset).map(({ x, y }) => placed(frame, { x, y: isTurned ? -y : y }));
    return withPart(old, handPart(side), points);
  });
}

/** Gives a face that fits nose, eyes and ears. Without any of them the person stays as it is. */
export function giveFace(pose: Pose, person: number): Pose {
  return changePerson(pose, person, (old) => {
    if (!hasHoldFor(old, 'face')) return old;
    const head = HEAD.map((joint) => old.body[joint] ?? null);
    const present = head.filter((point) => point !== null).length;
    const enough = present > 1 ? head : HEAD.map((joint) => presentOrGuessed(old, joint, pose));
    return withPart(old, 'face', fitFace(enough));
  });
}

/** Gives feet along the shins, toes to the outside, to each ankle that is there. */
export function giveFeet(pose: Pose, person: number): Pose {
  return changePerson(pose, person, (old) => {
    if (!hasHoldFor(old, 'feet')) return old;
    const foot = (knee: number, ankle: number, outwards: 1 | -1): readonly (Point | null)[] => {
      const at = old.body[ankle];
      if (!at) return FOOT_TEMPLATE.map(() => null);
      const from = presentOrGuessed(old, knee, pose);
      const frame = frameOf(from, at, Math.hypot(at.x - from.x, at.y - from.y));
      return FOOT_TEMPLATE.map(({ x, y }) => placed(frame, { x, y: y * outwards }));
    };
    const feet = [...foot(BODY.leftKnee, BODY.leftAnkle, -1), ...foot(BODY.rightKnee, BODY.rightAnkle, 1)];
    return withPart(old, 'feet', feet);
  });
}

/** Takes a hand, the face or both feet away. */
export function removePart(pose: Pose, person: number, part: Exclude<PartName, 'body'>): Pose {
  return changePerson(pose, person, (old) => withoutPart(old, part));
}

function presentOrGuessed(person: Person, joint: number, canvas: CanvasSize): Point {
  return person.body[joint] ?? placeOf(person, { person: 0, joint }, canvas);
}

/** Where a template is put: its origin, and its x axis with the length of one unit in px. */
interface Frame {
  readonly origin: Point;
  readonly along: Point;
  readonly length: number;
}

/** The frame at the far end of a bone that goes on in the bone's direction; downwards where it has none. */
function frameOf(near: Point, far: Point, length: number): Frame {
  const bone = Math.hypot(far.x - near.x, far.y - near.y);
  const along =
    bone > 0
      ? { x: ((far.x - near.x) / bone) * length, y: ((far.y - near.y) / bone) * length }
      : { x: 0, y: length };
  return { origin: far, along, length };
}

/** The y axis of a template is its x axis turned clockwise on the screen. */
function placed({ origin, along }: Frame, { x, y }: Point): Point {
  return { x: origin.x + along.x * x - along.y * y, y: origin.y + along.y * x + along.x * y };
}
