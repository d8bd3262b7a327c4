/*
 * An adult of 1.75 m as bones, and how angles turn into places. Lengths are after Drillis and Contini, "Body Segment
 * Parameters" (1966), with shoulders and hips at the joints' centres, where detectors see them.
 */
import {
  across,
  add,
  directionOf,
  inverse,
  lengthOf,
  multiply,
  type Quaternion,
  radians,
  rotate,
  scale,
  subtract,
  sum,
  vector,
  type Vector3,
  ZERO,
} from '../../space/index.ts';
import { aboutX, aboutY, aboutZ } from './angles.ts';
import type { BodyPose, JointName, LimbAngles } from './types.ts';
import type { Side } from './side.ts';

/** Lengths in metres. */
const BONES = {
  hipHalf: 0.095,
  lumbar: 0.22,
  chest: 0.29,
  shoulderHalf: 0.175,
  neck: 0.07,
  upperArm: 0.29,
  forearm: 0.255,
  thigh: 0.42,
  shin: 0.42,
} as const;

/** From the upper end of the neck, in metres: to the left, up, forward. */
const HEAD: Readonly<Record<'nose' | 'rightEye' | 'leftEye' | 'rightEar' | 'leftEar', Vector3>> = {
  nose: vector(0, 0.095, 0.105),
  rightEye: vector(-0.034, 0.135, 0.08),
  leftEye: vector(0.034, 0.135, 0.08),
  rightEar: vector(-0.076, 0.115, -0.005),
  leftEar: vector(0.076, 0.115, -0.005),
};

/** Share of the spine's bend that the pelvis and the loins make; the rest is the chest's. */
const LOWER_SPINE = 0.6;
/** Metres by which a raised arm lifts its shoulder, and an arm held forward brings it forward. */
const SHRUG = { up: 0.055, forward: 0.035 };
/** A limb reaches no further than this share of its bones: it never quite straightens. */
const STRAIGHTEST = 0.995;
/** Degrees to which elbows and knees bend, 0 being straight. */
const MOST_BENT = 150;

/** A body in the scene. */
export interface Body {
  readonly joints: Readonly<Record<JointName, Vector3>>;
  readonly pelvis: Quaternion;
  readonly head: Quaternion;
  readonly chest: Quaternion;
  readonly size: number;
}

const DEFAULT_ARM: LimbAngles = [9, 20, 13, 55];
const DEFAULT_LEG: LimbAngles = [4, 0, 2, 0];

/** Builds a body from angles, with the middle of its hips at the origin. Limbs that reach hang until they are solved. */
export function buildBody(pose: BodyPose): Body {
  const [turn, pitch, roll] = pose.tilt ?? [0, 0, 0];
  const [bend, lean, twist] = pose.spine ?? [0, 0, 0];
  const [nod, tilt, headTurn] = pose.head ?? [0, 0, 0];
  const size = pose.size ?? 1;
  const pelvis = inOrder(aboutY(turn), aboutX(pitch), aboutZ(roll));
  const spine = (share: number): Quaternion =>
    inOrder(pelvis, aboutX(bend * share), aboutZ(lean * share), aboutY(twist * share));
  const chest = spine(1);
  const head = inOrder(chest, aboutY(headTurn), aboutX(nod), aboutZ(tilt));
  const neck = add(
    rotate(spine(LOWER_SPINE), vector(0, BONES.lumbar, 0)),
    rotate(chest, vector(0, BONES.chest, 0)),
  );
  const skull = add(neck, rotate(chest, vector(0, BONES.neck, 0.01)));
  const onHead = (at: Vector3): Vector3 => add(skull, rotate(head, at));

  const arm = (side: Side): readonly [Vector3, Vector3, Vector3] => {
    const angles = anglesOf(pose[`${side}Arm`], DEFAULT_ARM);
    const start = add(neck, rotate(chest, shoulderOffset(side, direction(side, angles[0], angles[1]))));
    return limb({ side, frame: chest, start, angles, bones: [BONES.upperArm, BONES.forearm] });
  };
  const leg = (side: Side): readonly [Vector3, Vector3, Vector3] => {
    const angles = anglesOf(pose[`${side}Leg`], DEFAULT_LEG);
    const start = rotate(pelvis, vector(signOf(side) * BONES.hipHalf, 0, 0));
    return limb({ side, frame: pelvis, start, angles, bones: [BONES.thigh, BONES.shin] });
  };
  const [rightShoulder, rightElbow, rightWrist] = arm('right');
  const [leftShoulder, leftElbow, leftWrist] = arm('left');
  const [rightHip, rightKnee, rightAnkle] = leg('right');
  const [leftHip, leftKnee, leftAnkle] = leg('left');
  const joints = {
    nose: onHead(HEAD.nose),
    neck,
    rightShoulder,
    rightElbow,
    rightWrist,
    leftShoulder,
    leftElbow,
    leftWrist,
    rightHip,
    rightKnee,
    rightAnkle,
    leftHip,
    leftKnee,
    leftAnkle,
    rightEye: onHead(HEAD.rightEye),
    leftEye: onHead(HEAD.leftEye),
    rightEar: onHead(HEAD.rightEar),
    leftEar: onHead(HEAD.leftEar),
  };
  return mapJoints({ joints, pelvis, chest, head, size }, (at) => scale(at, size));
}

/** The rotation that does the last of the given ones first. */
function inOrder(...rotations: readonly Quaternion[]): Quaternion {
  return rotations.reduce(multiply);
}

/** Moves every joint. */
export function mapJoints(body: Body, move: (at: Vector3) => Vector3): Body {
  const joints = Object.fromEntries(Object.entries(body.joints).map(([name, at]) => [name, move(at)]));
  return { ...body, joints: joints as Record<JointName, Vector3> };
}

/** The direction of a bone in the frame of the chest or the pelvis. */
function direction(side: Side, lift: number, towards: number): Vector3 {
  const [up, around] = [radians(lift), radians(towards)];
  const level = Math.sin(up);
  return vector(signOf(side) * level * Math.cos(around), -Math.cos(up), level * Math.sin(around));
}

/** Where a shoulder is in the frame of the chest, seen from the neck, when its upper arm points in a direction. */
function shoulderOffset(side: Side, arm: Vector3): Vector3 {
  const up = Math.max(0, arm.y + 0.25) / 1.25;
  return vector(
    signOf(side) * (BONES.shoulderHalf - 0.02 * up),
    -0.02 + SHRUG.up * up,
    SHRUG.forward * Math.max(0, arm.z),
  );
}

interface LimbPlan {
  readonly side: Side;
  readonly frame: Quaternion;
  readonly start: Vector3;
  readonly angles: LimbAngles;
  readonly bones: readonly [number, number];
}

function limb({ side, frame, start, angles, bones }: LimbPlan): readonly [Vector3, Vector3, Vector3] {
  const inner = rotate(frame, direction(side, angles[0], angles[1]));
  const outer = rotate(frame, direction(side, angles[2], angles[3]));
  const middle = add(start, scale(inner, bones[0]));
  return [start, middle, add(middle, scale(outer, bones[1]))];
}

/** An arm or a leg that is to reach for a place. */
export interface ReachPlan {
  readonly limb: 'Arm' | 'Leg';
  readonly side: Side;
  /** In the scene. */
  readonly target: Vector3;
  /** Where elbow or knee point, in the frame of the pelvis; out, down and back for arms, forward for legs unless given. */
  readonly bend?: Vector3 | undefined;
}

/** Gives the body with a limb stretched to a place, or towards it where the bones do not reach. */
export function reachFor(body: Body, plan: ReachPlan): Body {
  const { side, target } = plan;
  const isArm = plan.limb === 'Arm';
  const sign = signOf(side);
  const natural = isArm ? vector(sign * 0.7, -0.6, -0.35) : vector(sign * 0.2, 0, 1);
  const bend = rotate(body.pelvis, plan.bend ?? natural);
  const [inner, outer] = isArm ? [BONES.upperArm, BONES.forearm] : [BONES.thigh, BONES.shin];
  const bones = [inner * body.size, outer * body.size] as const;
  const start = isArm ? shoulderFor(body, side, target) : body.joints[`${side}Hip`];
  const [middle, end] = bendTowards({ start, target, bend, bones });
  const names = isArm
    ? [`${side}Shoulder`, `${side}Elbow`, `${side}Wrist`]
    : [`${side}Hip`, `${side}Knee`, `${side}Ankle`];
  const [first = '', second = '', third = ''] = names;
  return { ...body, joints: { ...body.joints, [first]: start, [second]: middle, [third]: end } };
}

function shoulderFor(body: Body, side: Side, target: Vector3): Vector3 {
  const way = subtract(target, body.joints[`${side}Shoulder`]);
  const at = directionOf(rotate(inverse(body.chest), way), ZERO);
  return add(body.joints.neck, scale(rotate(body.chest, shoulderOffset(side, at)), body.size));
}

interface BendPlan {
  readonly start: Vector3;
  readonly target: Vector3;
  readonly bend: Vector3;
  readonly bones: readonly [number, number];
}

/** Two bones from a start to a target: the law of cosines, in the plane in which the middle joint points. */
function bendTowards({ start, target, bend, bones }: BendPlan): readonly [middle: Vector3, end: Vector3] {
  const [inner, outer] = bones;
  const line = subtract(target, start);
  const along = directionOf(line, ZERO);
  const nearest = Math.sqrt(inner * inner + outer * outer + 2 * inner * outer * Math.cos(radians(MOST_BENT)));
  const far = Math.max(nearest, Math.min(lengthOf(line), (inner + outer) * STRAIGHTEST));
  const cos = (inner * inner + far * far - outer * outer) / (2 * inner * far);
  const sin = Math.sqrt(Math.max(0, 1 - cos * cos));
  const out = directionOf(across(bend, along), ZERO);
  const middle = sum(start, scale(along, inner * cos), scale(out, inner * sin));
  return [middle, add(start, scale(along, far))];
}

function anglesOf(limbPose: BodyPose['rightArm'], fallback: LimbAngles): LimbAngles {
  return limbPose && !('to' in limbPose) ? limbPose : fallback;
}

/** Which way a side lies in one's own frame. */
function signOf(side: Side): 1 | -1 {
  return side === 'left' ? 1 : -1;
}
