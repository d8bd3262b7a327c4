/*
 * An adult of 1.75 m as bones, and how angles turn into places. Lengths are after Drillis and Contini, "Body Segment
 * Parameters" (1966), with shoulders and hips at the joints' centres, where detectors see them.
 */
import type { BodyPose, JointName, LimbAngles } from './types.ts';
import type { Side } from './side.ts';
import {
  aboutX,
  aboutY,
  aboutZ,
  acrossFrom,
  add,
  circle,
  compose,
  length,
  rotate,
  type Rotation,
  scale,
  subtract,
  unit,
  unrotate,
  type Vec3,
} from './vec3.ts';

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
const HEAD: Readonly<Record<'nose' | 'rightEye' | 'leftEye' | 'rightEar' | 'leftEar', Vec3>> = {
  nose: [0, 0.095, 0.105],
  rightEye: [-0.034, 0.135, 0.08],
  leftEye: [0.034, 0.135, 0.08],
  rightEar: [-0.076, 0.115, -0.005],
  leftEar: [0.076, 0.115, -0.005],
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
  readonly joints: Readonly<Record<JointName, Vec3>>;
  readonly pelvis: Rotation;
  readonly head: Rotation;
  readonly chest: Rotation;
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
  const pelvis = compose(aboutY(turn), aboutX(pitch), aboutZ(roll));
  const spine = (share: number): Rotation =>
    compose(pelvis, aboutX(bend * share), aboutZ(lean * share), aboutY(twist * share));
  const chest = spine(1);
  const head = compose(chest, aboutY(headTurn), aboutX(nod), aboutZ(tilt));
  const neck = add(rotate(spine(LOWER_SPINE), [0, BONES.lumbar, 0]), rotate(chest, [0, BONES.chest, 0]));
  const skull = add(neck, rotate(chest, [0, BONES.neck, 0.01]));
  const onHead = (at: Vec3): Vec3 => add(skull, rotate(head, at));

  const arm = (side: Side): readonly [Vec3, Vec3, Vec3] => {
    const angles = anglesOf(pose[`${side}Arm`], DEFAULT_ARM);
    const start = add(neck, rotate(chest, shoulderOffset(side, direction(side, angles[0], angles[1]))));
    return limb({ side, frame: chest, start, angles, bones: [BONES.upperArm, BONES.forearm] });
  };
  const leg = (side: Side): readonly [Vec3, Vec3, Vec3] => {
    const angles = anglesOf(pose[`${side}Leg`], DEFAULT_LEG);
    const start = rotate(pelvis, [signOf(side) * BONES.hipHalf, 0, 0]);
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

/** Moves every joint. */
export function mapJoints(body: Body, move: (at: Vec3) => Vec3): Body {
  const joints = Object.fromEntries(Object.entries(body.joints).map(([name, at]) => [name, move(at)]));
  return { ...body, joints: joints as Record<JointName, Vec3> };
}

/** The direction of a bone in the frame of the chest or the pelvis. */
function direction(side: Side, lift: number, towards: number): Vec3 {
  const [cosLift, sinLift] = circle(lift);
  const [cosTowards, sinTowards] = circle(towards);
  return [signOf(side) * sinLift * cosTowards, -cosLift, sinLift * sinTowards];
}

/** Where a shoulder is in the frame of the chest, seen from the neck, when its upper arm points in a direction. */
function shoulderOffset(side: Side, arm: Vec3): Vec3 {
  const up = Math.max(0, arm[1] + 0.25) / 1.25;
  return [
    signOf(side) * (BONES.shoulderHalf - 0.02 * up),
    -0.02 + SHRUG.up * up,
    SHRUG.forward * Math.max(0, arm[2]),
  ];
}

interface LimbPlan {
  readonly side: Side;
  readonly frame: Rotation;
  readonly start: Vec3;
  readonly angles: LimbAngles;
  readonly bones: readonly [number, number];
}

function limb({ side, frame, start, angles, bones }: LimbPlan): readonly [Vec3, Vec3, Vec3] {
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
  readonly target: Vec3;
  /** Where elbow or knee point, in the frame of the pelvis; out, down and back for arms, forward for legs unless given. */
  readonly bend?: Vec3 | undefined;
}

/** Gives the body with a limb stretched to a place, or towards it where the bones do not reach. */
export function reachFor(body: Body, plan: ReachPlan): Body {
  const { side, target } = plan;
  const isArm = plan.limb === 'Arm';
  const sign = signOf(side);
  const bend = rotate(body.pelvis, plan.bend ?? (isArm ? [sign * 0.7, -0.6, -0.35] : [sign * 0.2, 0, 1]));
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

function shoulderFor(body: Body, side: Side, target: Vec3): Vec3 {
  const at = unit(unrotate(body.chest, subtract(target, body.joints[`${side}Shoulder`])));
  return add(body.joints.neck, scale(rotate(body.chest, shoulderOffset(side, at)), body.size));
}

interface BendPlan {
  readonly start: Vec3;
  readonly target: Vec3;
  readonly bend: Vec3;
  readonly bones: readonly [number, number];
}

/** Two bones from a start to a target: the law of cosines, in the plane in which the middle joint points. */
function bendTowards({ start, target, bend, bones }: BendPlan): readonly [middle: Vec3, end: Vec3] {
  const [inner, outer] = bones;
  const line = subtract(target, start);
  const along = unit(line);
  const nearest = Math.sqrt(inner * inner + outer * outer + 2 * inner * outer * circle(MOST_BENT)[0]);
  const far = Math.max(nearest, Math.min(length(line), (inner + outer) * STRAIGHTEST));
  const cos = (inner * inner + far * far - outer * outer) / (2 * inner * far);
  const sin = Math.sqrt(Math.max(0, 1 - cos * cos));
  const middle = add(start, scale(along, inner * cos), scale(acrossFrom(bend, along), inner * sin));
  return [middle, add(start, scale(along, far))];
}

function anglesOf(limbPose: BodyPose['rightArm'], fallback: LimbAngles): LimbAngles {
  return limbPose && !('to' in limbPose) ? limbPose : fallback;
}

/** Which way a side lies in one's own frame. */
function signOf(side: Side): 1 | -1 {
  return side === 'left' ? 1 : -1;
}
