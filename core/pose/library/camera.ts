/*
 * Scenes seen by a camera: a perspective view without units, and which points of a head can be seen.
 */
import {
  add,
  directionOf,
  dot,
  inverse,
  multiply,
  rotate,
  subtract,
  vector,
  type Vector3,
  ZERO,
} from '../../space/index.ts';
import type { Point } from '../types.ts';
import { aboutX, aboutY } from './angles.ts';
import { type Figure, FLESH, JOINT_NAMES } from './scene.ts';
import type { JointName } from './types.ts';

/** Metres between the camera and the middle of the scene, as for a portrait of a whole figure. */
const DISTANCE = 5.5;
/** Where the camera looks: above the floor, in metres. */
const MIDDLE = vector(0, 0.9, 0);

/** A point in metres on the plane in the middle of the scene; y is down. `flesh` is the radius of what is around it. */
export interface SeenPoint extends Point {
  readonly flesh: number;
}

/** A figure as a detector sees it. */
export interface SeenFigure {
  /** In OpenPose's order; null cannot be seen. */
  readonly body: readonly (SeenPoint | null)[];
  readonly rightHand?: readonly SeenPoint[];
  readonly leftHand?: readonly SeenPoint[];
}

/** Where the camera stands. */
export interface View {
  /** Degrees by which the scene is turned to the viewer's right. */
  readonly turned: number;
  /** Degrees by which the camera looks down. */
  readonly above: number;
}

/** Projects a scene. */
export function lookAt(figures: readonly Figure[], { turned, above }: View): readonly SeenFigure[] {
  const turn = multiply(aboutX(above), aboutY(turned));
  const camera = add(MIDDLE, rotate(inverse(turn), vector(0, 0, DISTANCE)));
  const project = (at: Vector3, flesh: number): SeenPoint => {
    const { x, y, z } = rotate(turn, subtract(at, MIDDLE));
    const nearer = DISTANCE / (DISTANCE - z);
    return { x: x * nearer, y: -y * nearer, flesh: flesh * nearer };
  };
  return figures.map((figure) => {
    const hand = (points: readonly Vector3[] | undefined): SeenPoint[] | undefined =>
      points?.map((at) => project(at, 0.01 * figure.size));
    const [rightHand, leftHand] = [hand(figure.rightHand), hand(figure.leftHand)];
    const body = JOINT_NAMES.map((name) =>
      isSeen(figure, name, camera) ? project(figure.joints[name], FLESH[name] * figure.size) : null,
    );
    return { body, ...(rightHand && { rightHand }), ...(leftHand && { leftHand }) };
  });
}

/**
 * Where the points of a head look to, in its own frame, and the cosine of the angle to the camera down to which a
 * detector still finds them: a nose in full profile, both ears from the front and from behind, one eye in profile.
 */
const LOOKING: Readonly<Partial<Record<JointName, readonly [Vector3, number]>>> = {
  nose: [vector(0, 0, 1), -0.12],
  rightEye: [vector(-0.5, 0, 0.87), -0.12],
  leftEye: [vector(0.5, 0, 0.87), -0.12],
  rightEar: [vector(-1, 0, 0), -0.42],
  leftEar: [vector(1, 0, 0), -0.42],
};

function isSeen(figure: Figure, name: JointName, camera: Vector3): boolean {
  const looking = LOOKING[name];
  if (!looking) return true;
  const [normal, least] = looking;
  return dot(rotate(figure.head, normal), directionOf(subtract(camera, figure.joints[name]), ZERO)) > least;
}
