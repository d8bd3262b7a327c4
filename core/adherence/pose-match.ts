/*
 * How well people in a picture keep to the pose that was asked for: the share of its body points that are found where they
 * should be. PCK, as in Yang and Ramanan (2013), with the torso as the measure.
 */
import {
  assign,
  type CanvasSize,
  type Keypoint,
  type Keypoints,
  type Person,
  type Point,
} from '../pose/index.ts';
import { distance, torsoLength } from './torso.ts';

/** A point fits when it is found within this share of the torso's length. */
export const FIT_TOLERANCE = 0.1;

/** One asked point and what became of it. */
export interface JointMatch {
  /** Index in the body's 18 points. */
  readonly joint: number;
  readonly asked: Point;
  /** Where it was found; absent where it was not. */
  readonly found?: Keypoint;
  /** Distance of the two in torso lengths; absent where it was not found. */
  readonly distance?: number;
  readonly fits: boolean;
}

/** One asked person and who was taken for it. */
export interface PersonMatch {
  /** Index among the asked people. */
  readonly asked: number;
  /** Index among the found people; absent where nobody is left for it. */
  readonly found?: number;
  /** Px; the unit of the distances. */
  readonly torso: number;
  /** The asked points that lie on the canvas. */
  readonly joints: readonly JointMatch[];
  /** Share of the joints that fit. */
  readonly share: number;
}

/** How well a picture keeps to a pose. */
export interface PoseMatch {
  readonly people: readonly PersonMatch[];
  /** Share of all joints of all people that fit, from 0 to 1; a joint that was not found does not fit. */
  readonly share: number;
  /** Mean distance of the joints that were found, in torso lengths; absent where none was. */
  readonly meanDistance?: number;
  /** Found people for whom nobody was asked. */
  readonly extra: number;
}

/** What is compared; both in px of the same canvas. */
export interface Comparison {
  readonly asked: readonly Person[];
  readonly found: readonly Person[];
  readonly canvas: CanvasSize;
}

/**
 * Compares found people with those that were asked for. Hidden people, points that are not there and points off the canvas
 * are not asked for. Asked and found people are paired so that as little as possible is off.
 *
 * @returns undefined where no point is asked for
 */
export function matchPoses({ asked, found, canvas }: Comparison): PoseMatch | undefined {
  const wanted = asked.flatMap(({ body, hidden }, index) => {
    const points = askedPoints(body, canvas);
    return hidden === true || points.length === 0 ? [] : [{ index, points, torso: torsoLength(body) }];
  });
  if (wanted.length === 0) return undefined;
  const tries = wanted.map(({ points, torso }) =>
    found.map(({ body }) => points.map((point) => matchJoint(point, body, torso))),
  );
  const chosen = assign(tries.map((row) => row.map(costOf)));
  const people = wanted.map(({ index, points, torso }, row): PersonMatch => {
    const partner = chosen[row];
    const joints = partner === undefined ? undefined : tries[row]?.[partner];
    if (partner === undefined || !joints?.some((joint) => joint.found)) {
      return { asked: index, torso, joints: points.map((point) => missed(point)), share: 0 };
    }
    return { asked: index, found: partner, torso, joints, share: shareOf(joints) };
  });
  return summary(people, found.length);
}

function summary(people: readonly PersonMatch[], found: number): PoseMatch {
  const joints = people.flatMap((person) => person.joints);
  const distances = joints.flatMap((joint) => (joint.distance === undefined ? [] : [joint.distance]));
  const paired = people.filter((person) => person.found !== undefined).length;
  const mean = distances.reduce((sum, one) => sum + one, 0) / distances.length;
  return {
    people,
    share: shareOf(joints),
    ...(distances.length > 0 && { meanDistance: mean }),
    extra: found - paired,
  };
}

interface AskedPoint extends Point {
  readonly joint: number;
}

function askedPoints(body: Keypoints, { width, height }: CanvasSize): AskedPoint[] {
  return body.flatMap((point, joint) => {
    if (!point) return [];
    const { x, y } = point;
    return x >= 0 && y >= 0 && x < width && y < height ? [{ joint, x, y }] : [];
  });
}

function matchJoint({ joint, x, y }: AskedPoint, body: Keypoints, torso: number): JointMatch {
  const found = body[joint];
  if (!found) return missed({ joint, x, y });
  const off = distance({ x, y }, found);
  // A lone point has no size: only the very place fits.
  const inTorsos = torso > 0 ? off / torso : off === 0 ? 0 : Infinity;
  return { joint, asked: { x, y }, found, distance: inTorsos, fits: inTorsos <= FIT_TOLERANCE };
}

function missed({ joint, x, y }: AskedPoint): JointMatch {
  return { joint, asked: { x, y }, fits: false };
}

/** Sum over the joints of how far off they are, at most one torso each. */
function costOf(joints: readonly JointMatch[]): number {
  return joints.reduce((sum, joint) => sum + Math.min(1, joint.distance ?? 1), 0);
}

function shareOf(joints: readonly JointMatch[]): number {
  return joints.filter(({ fits }) => fits).length / joints.length;
}
