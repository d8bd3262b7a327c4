/*
 * The body's bones. In the rest pose (a T-pose that faces +z) the axes of every bone are those of the world, so that a
 * rotation says how far a bone is from it. A bone's origin is its joint with the parent.
 */

/** Sides; left is the person's own. */
export type Side = 'left' | 'right';

/** Both sides. */
export const SIDES: readonly Side[] = ['left', 'right'];

const LIMB_BONES = ['clavicle', 'upperArm', 'forearm', 'hand', 'thigh', 'shin', 'foot'] as const;
const TRUNK_BONES = ['pelvis', 'spine', 'chest', 'neck', 'head'] as const;

/** A bone that there is on either side. */
export type LimbBone = (typeof LIMB_BONES)[number];

/** A bone in the middle. */
export type TrunkBone = (typeof TRUNK_BONES)[number];

/** Name of a bone. */
export type BoneName = TrunkBone | `${Side}.${LimbBone}`;

const PARENTS: Readonly<Record<TrunkBone | LimbBone, TrunkBone | LimbBone | null>> = {
  pelvis: null,
  spine: 'pelvis',
  chest: 'spine',
  neck: 'chest',
  head: 'neck',
  clavicle: 'chest',
  upperArm: 'clavicle',
  forearm: 'upperArm',
  hand: 'forearm',
  thigh: 'pelvis',
  shin: 'thigh',
  foot: 'shin',
};

/** All bones, parents before their children. */
export const BONE_NAMES: readonly BoneName[] = [
  ...TRUNK_BONES,
  ...SIDES.flatMap((side) => LIMB_BONES.map((bone): BoneName => `${side}.${bone}`)),
];

/** A bone's name without its side. */
export function kindOf(bone: BoneName): TrunkBone | LimbBone {
  return bone.slice(bone.indexOf('.') + 1) as TrunkBone | LimbBone;
}

/** The side of a bone; null in the middle. */
export function sideOf(bone: BoneName): Side | null {
  return bone.startsWith('left.') ? 'left' : bone.startsWith('right.') ? 'right' : null;
}

/** The same bone on the other side; one in the middle is its own. */
export function oppositeOf(bone: BoneName): BoneName {
  const side = sideOf(bone);
  if (!side) return bone;
  return `${side === 'left' ? 'right' : 'left'}.${kindOf(bone) as LimbBone}`;
}

const PARENT_OF: ReadonlyMap<BoneName, BoneName | null> = new Map(
  BONE_NAMES.map((bone) => {
    const parent = PARENTS[kindOf(bone)];
    const side = sideOf(bone);
    const isLimb = LIMB_BONES.some((name) => name === parent);
    return [bone, isLimb && side ? (`${side}.${parent as LimbBone}` as const) : (parent as TrunkBone | null)];
  }),
);

/** The bone that a bone hangs on; null for the pelvis. */
export function parentOf(bone: BoneName): BoneName | null {
  return PARENT_OF.get(bone) ?? null;
}

const LABELS: Readonly<Record<TrunkBone | LimbBone, string>> = {
  pelvis: 'Pelvis',
  spine: 'Waist',
  chest: 'Chest',
  neck: 'Neck',
  head: 'Head',
  clavicle: 'shoulder blade',
  upperArm: 'upper arm',
  forearm: 'forearm',
  hand: 'hand',
  thigh: 'thigh',
  shin: 'shin',
  foot: 'foot',
};

/** What a bone is called, such as "Left forearm". */
export function boneLabel(bone: BoneName): string {
  const side = sideOf(bone);
  const label = LABELS[kindOf(bone)];
  return side ? `${side === 'left' ? 'Left' : 'Right'} ${label}` : label;
}
