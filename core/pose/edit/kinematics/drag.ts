import { BODY } from '../../skeleton.ts';
import type { Keypoint, KeypointRef, Keypoints, Person, Point, Pose } from '../../types.ts';
import { ATTACHED, mapAttached } from '../attached.ts';
import { changePerson, keypointAt, withKeypoint, withPart } from '../change.ts';
import { rotation, transformed, translation } from '../transform.ts';
import { solveChain } from './solve.ts';
import { ANIMAL_TREE, BODY_TREE, HAND_TREE, type JointTree } from './tree.ts';
import { turnChain } from './turn.ts';

/**
 * What a dragged keypoint takes along.
 *
 * - `joint`: nothing but what is attached to it: the hand to its wrist, the face to the nose, the foot to its ankle.
 * - `limb`: forward kinematics. The bone turns about its parent joint and keeps its length; everything beyond it turns
 *   along. The neck takes everybody along, a foot turns as a whole about its ankle.
 * - `stretchless`: inverse kinematics. Arms, legs, fingers and the head reach for the target from shoulder, hip, knuckle
 *   and neck, with all lengths kept. Wrists and ankles beyond the dragged joint stay where they are as far as their bones
 *   reach; when the neck is dragged, the feet do.
 */
export type DragMode = 'joint' | 'limb' | 'stretchless';

/**
 * Drags a keypoint. It is certain from then on; what follows it stays as certain as it was.
 *
 * @param to - px
 */
export function dragKeypoint(pose: Pose, ref: KeypointRef, to: Point, mode: DragMode): Pose {
  const from = keypointAt(pose, ref);
  if (!from || !Number.isFinite(to.x) || !Number.isFinite(to.y)) return pose;
  return changePerson(pose, ref.person, (person) => {
    const isMoved = from.x !== to.x || from.y !== to.y;
    return madeCertain(isMoved ? dragged(person, ref, to, mode) : person, ref);
  });
}

function dragged(person: Person, ref: KeypointRef, to: Point, mode: DragMode): Person {
  const { part = 'body', joint } = ref;
  if (mode === 'joint' || part === 'face') return moveAlone(person, ref, to);
  if (part === 'feet') return turnFoot(person, joint, to);
  if (part !== 'body') return reachWithBones(person, part, joint, to, mode);
  const reached = reachWithBody(person, joint, to, mode);
  return mode === 'limb'
    ? reached
    : (HELD[joint] ?? []).reduce((held, limb) => holdEnd(held, limb, person), reached);
}

function madeCertain(person: Person, ref: KeypointRef): Person {
  const point = person[ref.part ?? 'body']?.[ref.joint];
  if (point?.confidence === undefined) return person;
  const { x, y } = point;
  return withKeypoint(person, ref, { x, y });
}

function moveAlone(person: Person, ref: KeypointRef, to: Point): Person {
  const { part = 'body', joint } = ref;
  const from = person[part]?.[joint];
  if (!from) return person;
  const moved = withKeypoint(person, ref, { ...from, x: to.x, y: to.y });
  const attached = part === 'body' ? ATTACHED[joint] : undefined;
  const shift = translation({ x: to.x - from.x, y: to.y - from.y });
  return attached ? mapAttached(moved, attached, (point) => transformed(shift, point)) : moved;
}

/** The parts that are trees of bones by themselves, with nothing attached. */
const TREES = { leftHand: HAND_TREE, rightHand: HAND_TREE, animal: ANIMAL_TREE } as const;

function reachWithBones(
  person: Person,
  part: keyof typeof TREES,
  joint: number,
  to: Point,
  mode: DragMode,
): Person {
  const points = person[part] ?? [];
  const tree = TREES[part];
  const chain = chainTo(points, tree, joint, mode);
  const places = solveChain(placesOf(points, chain), to);
  return withPart(person, part, turnChain(points, tree, chain, places).points);
}

function reachWithBody(person: Person, joint: number, to: Point, mode: DragMode): Person {
  return turnBody(person, chainTo(person.body, BODY_TREE, joint, mode), to);
}

/** Lets a chain of the body reach for a place, with all that is attached to it. */
function turnBody(person: Person, chain: readonly number[], to: Point): Person {
  const places = solveChain(placesOf(person.body, chain), to, person.body[BODY.neck] ?? null);
  const { points, motions } = turnChain(person.body, BODY_TREE, chain, places);
  return [...motions].reduce(
    (turned, [joint, motion]) => {
      const attached = ATTACHED[joint];
      return attached ? mapAttached(turned, attached, (point) => transformed(motion, point)) : turned;
    },
    withPart(person, 'body', points),
  );
}

/**
 * The joints that bring another one to its place, those that are missing left out: by forward kinematics the nearest one
 * that is there, by inverse kinematics all up to the anchor.
 */
function chainTo(points: Keypoints, tree: JointTree, joint: number, mode: DragMode): readonly number[] {
  const chain = [joint];
  for (let near = tree.parentOf(joint); near !== null; near = tree.parentOf(near)) {
    if (points[near]) chain.unshift(near);
    if (chain.length > 1 && (mode === 'limb' || tree.isAnchor(near))) break;
  }
  return chain;
}

function placesOf(points: Keypoints, chain: readonly number[]): readonly Keypoint[] {
  return chain.flatMap((joint) => points[joint] ?? []);
}

/** Bones beyond a dragged joint whose last joint stays where it is as far as they reach. */
const HELD: Readonly<Partial<Record<number, readonly (readonly number[])[]>>> = {
  [BODY.rightShoulder]: [[BODY.rightShoulder, BODY.rightElbow, BODY.rightWrist]],
  [BODY.leftShoulder]: [[BODY.leftShoulder, BODY.leftElbow, BODY.leftWrist]],
  [BODY.rightHip]: [[BODY.rightHip, BODY.rightKnee, BODY.rightAnkle]],
  [BODY.leftHip]: [[BODY.leftHip, BODY.leftKnee, BODY.leftAnkle]],
  [BODY.rightElbow]: [[BODY.rightElbow, BODY.rightWrist]],
  [BODY.leftElbow]: [[BODY.leftElbow, BODY.leftWrist]],
  [BODY.rightKnee]: [[BODY.rightKnee, BODY.rightAnkle]],
  [BODY.leftKnee]: [[BODY.leftKnee, BODY.leftAnkle]],
  [BODY.neck]: [
    [BODY.rightHip, BODY.rightKnee, BODY.rightAnkle],
    [BODY.leftHip, BODY.leftKnee, BODY.leftAnkle],
  ],
};

/** Brings the end of a limb back to where it was before. */
function holdEnd(person: Person, limb: readonly number[], before: Person): Person {
  const end = before.body[limb.at(-1) ?? -1];
  const chain = limb.filter((joint) => person.body[joint]);
  return end && chain.length > 1 ? turnBody(person, chain, { x: end.x, y: end.y }) : person;
}

/** A foot is rigid: whichever of its points is dragged, it turns about its ankle, and goes along where there is none. */
function turnFoot(person: Person, joint: number, to: Point): Person {
  const ankle = joint < 3 ? BODY.leftAnkle : BODY.rightAnkle;
  const attached = ATTACHED[ankle];
  const from = person.feet?.[joint];
  if (!attached || !from) return person;
  const about = person.body[ankle];
  const shift = translation({ x: to.x - from.x, y: to.y - from.y });
  const motion = about ? rotation(about, angleAt(about, from, to)) : shift;
  return mapAttached(person, attached, (point) => transformed(motion, point));
}

/** Angle in radians by which the direction to one place turns into the direction to another. */
function angleAt(about: Point, from: Point, to: Point): number {
  const angle = ({ x, y }: Point): number => Math.atan2(y - about.y, x - about.x);
  return angle(to) - angle(from);
}
