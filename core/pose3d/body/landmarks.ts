/* Where the keypoints of the OpenPose skeleton sit on the body. */
import type { BODY_KEYPOINT_NAMES, FOOT_KEYPOINT_NAMES } from '../../pose/index.ts';
import { between, vector, type Vector3 } from '../../space/index.ts';
import { type Side, SIDES } from './bones.ts';
import { type Figure, type Frames, framesOf, placeOn } from './figure.ts';
import { handPoints } from './hand.ts';
import { type Measures, measuresOf } from './proportions.ts';

/** Name of a body keypoint. */
export type BodyKeypointName = (typeof BODY_KEYPOINT_NAMES)[number];

/** Name of a foot keypoint. */
export type FootKeypointName = (typeof FOOT_KEYPOINT_NAMES)[number];

/** Of a head of height 0.115 (with its skull joint at the origin), facing +z; the left one of a pair. */
const FACE = {
  nose: vector(0, 0.042, 0.062),
  eye: vector(0.019, 0.058, 0.051),
  ear: vector(0.0475, 0.047, 0.002),
} as const;

/** Gives the body keypoints in the world, in metres. */
export function bodyLandmarks(
  frames: Frames,
  measures: Measures,
): Readonly<Record<BodyKeypointName, Vector3>> {
  const shoulders = { left: frames['left.upperArm'].origin, right: frames['right.upperArm'].origin };
  const onHead = (place: Vector3, side: Side): Vector3 =>
    placeOn(frames.head, {
      x: place.x * measures.headScale * (side === 'left' ? 1 : -1),
      y: place.y * measures.headScale,
      z: place.z * measures.headScale,
    });
  return {
    nose: onHead(FACE.nose, 'left'),
    neck: between(shoulders.left, shoulders.right, 0.5),
    'right shoulder': shoulders.right,
    'right elbow': frames['right.forearm'].origin,
    'right wrist': frames['right.hand'].origin,
    'left shoulder': shoulders.left,
    'left elbow': frames['left.forearm'].origin,
    'left wrist': frames['left.hand'].origin,
    'right hip': frames['right.thigh'].origin,
    'right knee': frames['right.shin'].origin,
    'right ankle': frames['right.foot'].origin,
    'left hip': frames['left.thigh'].origin,
    'left knee': frames['left.shin'].origin,
    'left ankle': frames['left.foot'].origin,
    'right eye': onHead(FACE.eye, 'right'),
    'left eye': onHead(FACE.eye, 'left'),
    'right ear': onHead(FACE.ear, 'right'),
    'left ear': onHead(FACE.ear, 'left'),
  };
}

/** Gives the foot keypoints in the world, in metres. They lie on the sole. */
export function footLandmarks(
  frames: Frames,
  measures: Measures,
): Readonly<Record<FootKeypointName, Vector3>> {
  const { ankle, foot } = measures;
  const onFoot = (side: Side, x: number, z: number): Vector3 =>
    placeOn(frames[`${side}.foot`], { x: (side === 'left' ? x : -x) * foot, y: -ankle, z: z * foot });
  return {
    'left big toe': onFoot('left', -0.12, 1),
    'left small toe': onFoot('left', 0.3, 0.82),
    'left heel': onFoot('left', 0, -0.32),
    'right big toe': onFoot('right', -0.12, 1),
    'right small toe': onFoot('right', 0.3, 0.82),
    'right heel': onFoot('right', 0, -0.32),
  };
}

/** Gives the 21 points of a hand in the world, in metres. */
export function handLandmarks(
  figure: Figure,
  side: Side,
  frames: Frames,
  measures: Measures,
): readonly Vector3[] {
  const frame = frames[`${side}.hand`];
  return handPoints(figure.hands[side], side, measures.hand).map((place) => placeOn(frame, place));
}

/** All landmarks that can touch the floor, in metres. */
function lowerings(figure: Figure): readonly number[] {
  const measures = measuresOf(figure.build);
  const frames = framesOf(figure, measures);
  const { unit } = measures;
  const feet = Object.values(footLandmarks(frames, measures)).map(({ y }) => y);
  const hands = SIDES.flatMap((side) =>
    handLandmarks(figure, side, frames, measures).map(({ y }) => y - 0.008 * unit),
  );
  const joints = SIDES.flatMap((side) => [
    frames[`${side}.shin`].origin.y - 0.032 * unit,
    frames[`${side}.forearm`].origin.y - 0.026 * unit,
    frames[`${side}.thigh`].origin.y - 0.055 * unit,
    frames[`${side}.upperArm`].origin.y - 0.035 * unit,
  ]);
  const trunk = [
    frames.pelvis.origin.y - 0.065 * unit,
    frames.chest.origin.y - 0.065 * unit,
    placeOn(frames.head, vector(0, 0.05 * measures.headScale, 0)).y - 0.055 * measures.headScale,
  ];
  return [...feet, ...hands, ...joints, ...trunk];
}

/** Height above the floor of the lowest part of a figure, in metres; below 0 where it sinks in. */
export function lowestOf(figure: Figure): number {
  return Math.min(...lowerings(figure));
}

/** Puts a figure down on the floor, or up onto it. */
export function droppedToFloor(figure: Figure): Figure {
  const lowest = lowestOf(figure);
  return { ...figure, position: { ...figure.position, y: figure.position.y - lowest } };
}

/** Height above the floor of the lowest point of a foot's sole, in metres. */
export function lowestOfFoot(figure: Figure, side: Side): number {
  const measures = measuresOf(figure.build);
  const soles = footLandmarks(framesOf(figure, measures), measures);
  return Math.min(soles[`${side} big toe`].y, soles[`${side} small toe`].y, soles[`${side} heel`].y);
}

/** Lifts a figure that sinks into the floor out of it, and leaves one above it where it is. */
export function keptAboveFloor(figure: Figure): Figure {
  return lowestOf(figure) < 0 ? droppedToFloor(figure) : figure;
}
