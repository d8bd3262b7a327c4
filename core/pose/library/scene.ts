/*
 * Bodies put together: each stands on the floor at its place, then limbs reach for joints of their own body or of others.
 */
import { add, rotate, scale, subtract, vector, type Vector3 } from '../../space/index.ts';
import { BODY } from '../skeleton.ts';
import { type Body, buildBody, mapJoints, reachFor } from './body-model.ts';
import { buildHand } from './hand-model.ts';
import type { Side } from './side.ts';
import type { BodyPose, JointName, Reach } from './types.ts';

const SIDES: readonly Side[] = ['right', 'left'];
const LIMBS = ['Arm', 'Leg'] as const;

/** Metres of flesh around a joint, or of foot and hand beyond it, of an adult. */
export const FLESH: Readonly<Record<JointName, number>> = {
  nose: 0.05,
  neck: 0.06,
  rightShoulder: 0.07,
  rightElbow: 0.045,
  rightWrist: 0.04,
  leftShoulder: 0.07,
  leftElbow: 0.045,
  leftWrist: 0.04,
  rightHip: 0.1,
  rightKnee: 0.06,
  rightAnkle: 0.075,
  leftHip: 0.1,
  leftKnee: 0.06,
  leftAnkle: 0.075,
  rightEye: 0.09,
  leftEye: 0.09,
  rightEar: 0.07,
  leftEar: 0.07,
};

/** Names of the joints in OpenPose's order. */
export const JOINT_NAMES = Object.keys(BODY) as readonly JointName[];

/** A body with the hands that its pose asks for. */
export interface Figure extends Body {
  readonly rightHand?: readonly Vector3[];
  readonly leftHand?: readonly Vector3[];
}

/** Builds a scene. */
export function buildScene(people: readonly BodyPose[]): readonly Figure[] {
  const bodies = people.map(standingBody);
  people.forEach((pose, index) => {
    for (const limb of LIMBS) {
      for (const side of SIDES) {
        const reach = reachOf(pose, side, limb);
        const body = bodies[index];
        const other = bodies[reach?.of ?? index];
        if (!reach || !body || !other) continue;
        const target = add(
          other.joints[reach.to],
          rotate(other.pelvis, scale(vector(...(reach.by ?? [0, 0, 0])), other.size)),
        );
        bodies[index] = reachFor(body, { limb, side, target, bend: reach.bend && vector(...reach.bend) });
      }
    }
  });
  return bodies.map((body, index) => withHands(body, people[index] ?? {}));
}

function reachOf(pose: BodyPose, side: Side, limb: 'Arm' | 'Leg'): Reach | undefined {
  const limbPose = pose[`${side}${limb}`];
  return limbPose && 'to' in limbPose ? limbPose : undefined;
}

/** Lowers or lifts a body until its lowest point touches the floor, or floats as high as the pose says. */
function standingBody(pose: BodyPose): Body {
  const body = buildBody(pose);
  const reaching = new Set(
    LIMBS.flatMap((limb) =>
      SIDES.filter((side) => reachOf(pose, side, limb)).flatMap((side) => endsOf(side, limb)),
    ),
  );
  const depths = JOINT_NAMES.filter((name) => !reaching.has(name)).map(
    (name) => body.joints[name].y - FLESH[name] * body.size,
  );
  const [x, z] = pose.at ?? [0, 0];
  const by = vector(x, (pose.raised ?? 0) - Math.min(...depths), z);
  return mapJoints(body, (at) => add(at, by));
}

function endsOf(side: Side, limb: 'Arm' | 'Leg'): readonly JointName[] {
  return limb === 'Arm' ? [`${side}Elbow`, `${side}Wrist`] : [`${side}Knee`, `${side}Ankle`];
}

function withHands(body: Body, pose: BodyPose): Figure {
  const hands = SIDES.flatMap((side) => {
    const hand = pose[`${side}Hand`];
    if (!hand) return [];
    const wrist = body.joints[`${side}Wrist`];
    const along = hand.along
      ? rotate(body.pelvis, vector(...hand.along))
      : subtract(wrist, body.joints[`${side}Elbow`]);
    const palm = rotate(body.pelvis, vector(...hand.palm));
    const built = buildHand({ side, shape: hand.shape, wrist, along, palm, size: body.size });
    return [[`${side}Hand`, built] as const];
  });
  return { ...body, ...Object.fromEntries(hands) };
}
