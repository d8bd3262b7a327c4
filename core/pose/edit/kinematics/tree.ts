/*
 * Parts as trees of bones: the body hangs on the neck, an elbow on its shoulder, an eye on the nose; a hand hangs on its
 * wrist.
 */
import { ANIMAL, ANIMAL_BONES } from '../../animal.ts';
import { BODY, BODY_LIMBS, HAND_EDGES, type Edge } from '../../skeleton.ts';

/** Which joint hangs on which. */
export interface JointTree {
  /** Null for the root. */
  readonly parentOf: (joint: number) => number | null;
  /** The joints that hang on another one, directly or not, the nearer ones first. */
  readonly beyond: (joint: number) => readonly number[];
  /** Is it a joint at which the bones that reach for something begin: a shoulder, a hip, a knuckle, the root? */
  readonly isAnchor: (joint: number) => boolean;
}

/** The 18 points of a body, from the neck. */
export const BODY_TREE = treeOf(BODY_LIMBS, [
  BODY.neck,
  BODY.rightShoulder,
  BODY.leftShoulder,
  BODY.rightHip,
  BODY.leftHip,
]);

/** The 21 points of a hand, from the wrist; each finger reaches from its knuckle. */
export const HAND_TREE = treeOf(HAND_EDGES, [0, 1, 5, 9, 13, 17]);

/** The 17 points of an animal, from the neck; each leg reaches from its shoulder or hip. */
export const ANIMAL_TREE = treeOf(ANIMAL_BONES, [
  ANIMAL.neck,
  ANIMAL.tail,
  ANIMAL.leftShoulder,
  ANIMAL.rightShoulder,
  ANIMAL.leftHip,
  ANIMAL.rightHip,
]);

function treeOf(edges: readonly Edge[], anchors: readonly number[]): JointTree {
  const parents = new Map(edges.map(([near, far]) => [far, near]));
  const joints = new Set(edges.flat());
  const beyond = new Map([...joints].map((joint) => [joint, walkBeyond(edges, joint)]));
  return {
    parentOf: (joint) => parents.get(joint) ?? null,
    beyond: (joint) => beyond.get(joint) ?? [],
    isAnchor: (joint) => anchors.includes(joint),
  };
}

function walkBeyond(edges: readonly Edge[], joint: number): readonly number[] {
  const beyond = new Set([joint]);
  // A set grows while it is walked through.
  for (const near of beyond) {
    for (const [from, to] of edges) if (from === near) beyond.add(to);
  }
  return [...beyond].slice(1);
}
