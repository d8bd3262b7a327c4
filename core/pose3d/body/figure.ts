/* A figure: a body with its pose in space. */
import {
  add,
  IDENTITY,
  inverse,
  multiply,
  normalized,
  type Quaternion,
  rotate,
  vector,
  type Vector3,
  ZERO,
} from '../../space/index.ts';
import { BONE_NAMES, type BoneName, kindOf, oppositeOf, parentOf, sideOf } from './bones.ts';
import type { HandShapeName } from './hand.ts';
import { clampRotation, rotationOf } from './limits.ts';
import { BUILDS, type Measures, measuresOf, type Proportions, standingHeight } from './proportions.ts';

/** A body in a pose. */
export interface Figure {
  /** Where the pelvis is, in metres; the floor is at y = 0. */
  readonly position: Vector3;
  /** How each bone is turned against its parent, the pelvis against the world; the T-pose where it is left out. */
  readonly rotations: Readonly<Partial<Record<BoneName, Quaternion>>>;
  readonly build: Proportions;
  readonly hands: { readonly left: HandShapeName; readonly right: HandShapeName };
}

/** Where a bone is in the world: its origin in metres, and its rotation from the rest pose. */
export interface Frame {
  readonly origin: Vector3;
  readonly rotation: Quaternion;
}

/** Where all bones of a figure are. */
export type Frames = Readonly<Record<BoneName, Frame>>;

/** A figure that stands at ease in the middle of the floor, arms hanging. */
export function standingFigure(build: Proportions = BUILDS.adult): Figure {
  const rotations: Partial<Record<BoneName, Quaternion>> = {};
  for (const side of ['left', 'right'] as const) {
    rotations[`${side}.upperArm`] = rotationOf(`${side}.upperArm`, [-76, 4, 10]);
    rotations[`${side}.forearm`] = rotationOf(`${side}.forearm`, [14, 0]);
    rotations[`${side}.thigh`] = rotationOf(`${side}.thigh`, [1, 4, 8]);
    rotations[`${side}.shin`] = rotationOf(`${side}.shin`, [2]);
    rotations[`${side}.foot`] = rotationOf(`${side}.foot`, [1, 0, 4]);
  }
  return {
    position: vector(0, standingHeight(build), 0),
    rotations,
    build,
    hands: { left: 'relaxed', right: 'relaxed' },
  };
}

/** How a bone is turned against its parent. */
export function localRotation(figure: Figure, bone: BoneName): Quaternion {
  return figure.rotations[bone] ?? IDENTITY;
}

/** Where a bone begins, seen from its parent in the rest pose, in metres. */
function restOffset(measures: Measures, bone: BoneName): Vector3 {
  const offset = measures.offsets[kindOf(bone)];
  return sideOf(bone) === 'right' ? { ...offset, x: -offset.x } : offset;
}

/** Forward kinematics: where all bones are. */
export function framesOf(figure: Figure, measures: Measures = measuresOf(figure.build)): Frames {
  const frames: Partial<Record<BoneName, Frame>> = {};
  for (const bone of BONE_NAMES) {
    const parent = parentOf(bone);
    const base = (parent && frames[parent]) ?? { origin: figure.position, rotation: IDENTITY };
    frames[bone] = {
      origin: add(base.origin, rotate(base.rotation, restOffset(measures, bone))),
      rotation: multiply(base.rotation, localRotation(figure, bone)),
    };
  }
  return frames as Frames;
}

/** Turns a bone against its parent, as far as the joint goes. */
export function withRotation(figure: Figure, bone: BoneName, rotation: Quaternion): Figure {
  return { ...figure, rotations: { ...figure.rotations, [bone]: clampRotation(bone, rotation) } };
}

/** Turns a bone to a rotation in the world, as far as the joint goes. */
export function withWorldRotation(
  figure: Figure,
  bone: BoneName,
  rotation: Quaternion,
  frames: Frames = framesOf(figure),
): Figure {
  const parent = parentOf(bone);
  const base = parent ? frames[parent].rotation : IDENTITY;
  return withRotation(figure, bone, normalized(multiply(inverse(base), rotation)));
}

/** Moves a figure by metres. */
export function moved(figure: Figure, by: Vector3): Figure {
  return { ...figure, position: add(figure.position, by) };
}

/** The same pose with left and right exchanged, in the same place. */
export function mirrored(figure: Figure): Figure {
  const rotations = Object.fromEntries(
    BONE_NAMES.map((bone) => {
      const { x, y, z, w } = localRotation(figure, oppositeOf(bone));
      return [bone, { x, y: -y, z: -z, w }];
    }),
  );
  return { ...figure, rotations, hands: { left: figure.hands.right, right: figure.hands.left } };
}

/** The same pose on another body, whose pelvis keeps its share of the height. */
export function rebuilt(figure: Figure, build: Proportions): Figure {
  const ratio = standingHeight(build) / standingHeight(figure.build);
  return { ...figure, build, position: { ...figure.position, y: figure.position.y * ratio } };
}

/** Everything back to standing at ease, where the figure is. */
export function resetPose(figure: Figure): Figure {
  const fresh = standingFigure(figure.build);
  return { ...fresh, position: { ...figure.position, y: fresh.position.y } };
}

/** A bone's origin moved along with the bone: a place given in the bone's own axes, in the world. */
export function placeOn({ origin, rotation }: Frame, place: Vector3 = ZERO): Vector3 {
  return add(origin, rotate(rotation, place));
}
