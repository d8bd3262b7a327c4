/*
 * What the editor has of a person and a figure has not: a face, and hands point by point. They go along with the body.
 */
import {
  BODY,
  BODY_LIMBS,
  handPart,
  keptFaceOf,
  type Keypoints,
  mapKeptFace,
  type Person,
  type Point,
  withoutKeptFace,
} from '../../../../core/pose/index.ts';
import type { Side } from '../../../../core/pose3d/index.ts';

/** From one place to another, on the canvas. */
type Line = readonly [from: Point, to: Point];

/** A face goes along with the eyes, or with the nose and the eye that is seen: moved, turned and sized. */
export function carriedFace({ face, body }: Person, after: Keypoints): Keypoints | undefined {
  const map = face && mapOfFace(body, after);
  return map && mapped(face, map);
}

/** Fields that mean nothing here, with a face that nobody can tell the points of: it goes along like any other. */
export function carriedExtra({ extra, body }: Person, after: Keypoints): Person['extra'] {
  if (!extra || !keptFaceOf(extra)) return extra;
  const map = mapOfFace(body, after);
  return map ? mapKeptFace(extra, map) : withoutKeptFace(extra);
}

function mapOfFace(body: Keypoints, after: Keypoints): ((point: Point) => Point) | undefined {
  const anchors = [
    [BODY.rightEye, BODY.leftEye],
    [BODY.nose, BODY.rightEye],
    [BODY.nose, BODY.leftEye],
  ] as const;
  for (const [a, b] of anchors) {
    const [before, now] = [lineOf(body, a, b), lineOf(after, a, b)];
    if (before && now && lengthOf(before) > 0) return mapOf(before, now, ratioOf(before, now));
  }
  return undefined;
}

/**
 * A hand goes along with the forearm: moved and turned with it, and sized with the person, because a forearm that points at
 * the camera is short and its hand is not small.
 *
 * @param from - whose hand it was
 * @param to - whose it is: the mirror image on the other side
 * @returns undefined where there is no such hand, or its wrist is not seen
 */
export function carriedHand(person: Person, from: Side, after: Keypoints, to: Side): Keypoints | undefined {
  const hand = person[handPart(from)];
  const [wrist, newWrist] = [person.body[ARMS[from].wrist], after[ARMS[to].wrist]];
  if (!hand || !wrist || !newWrist) return undefined;
  const size = sizeRatio(person.body, after);
  const before = lineOf(person.body, ARMS[from].wrist, ARMS[from].elbow);
  const now = lineOf(after, ARMS[to].wrist, ARMS[to].elbow);
  const upright = (at: Point): Line => [at, { x: at.x, y: at.y - 1 }];
  const isTurned = before && now && lengthOf(before) > 0 && lengthOf(now) > 0;
  const [line, newLine] = isTurned ? [before, now] : [upright(wrist), upright(newWrist)];
  return mapped(hand, mapOf(line, newLine, size, from !== to));
}

const ARMS = {
  left: { elbow: BODY.leftElbow, wrist: BODY.leftWrist },
  right: { elbow: BODY.rightElbow, wrist: BODY.rightWrist },
} as const;

function lineOf(points: Keypoints, from: number, to: number): Line | undefined {
  const [a, b] = [points[from], points[to]];
  return a && b ? [a, b] : undefined;
}

function lengthOf([from, to]: Line): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}

function ratioOf(before: Line, after: Line): number {
  return lengthOf(after) / lengthOf(before);
}

/** Foreshortening only makes limbs shorter, so the longest ones tell by how much a person has grown. */
function sizeRatio(before: Keypoints, after: Keypoints): number {
  const longest = (points: Keypoints): number =>
    Math.max(
      ...BODY_LIMBS.map(([from, to]) => {
        const line = lineOf(points, from, to);
        return line ? lengthOf(line) : 0;
      }),
    );
  const [a, b] = [longest(before), longest(after)];
  return a > 0 && b > 0 ? b / a : 1;
}

/** Brings the beginning and the direction of one line to those of another. */
function mapOf(before: Line, after: Line, size: number, flipped = false): (point: Point) => Point {
  const angleOf = ([from, to]: Line): number => Math.atan2(to.y - from.y, to.x - from.x);
  const sign = flipped ? -1 : 1;
  const turn = angleOf(after) - sign * angleOf(before);
  const [cos, sin] = [size * Math.cos(turn), size * Math.sin(turn)];
  return (point) => {
    const [x, y] = [point.x - before[0].x, sign * (point.y - before[0].y)];
    return { x: after[0].x + x * cos - y * sin, y: after[0].y + x * sin + y * cos };
  };
}

function mapped(points: Keypoints, map: (point: Point) => Point): Keypoints {
  return points.map((point) => point && { ...point, ...map(point) });
}
