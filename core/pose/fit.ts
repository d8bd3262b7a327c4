import type { CanvasSize, Keypoints, Person, Point, Pose } from './types.ts';

/** Moves every point of a part. */
export function mapKeypoints(points: Keypoints, move: (point: Point) => Point): Keypoints {
  return points.map((point) => point && move(point));
}

/** Moves every point of a person, hands and face included. */
export function mapPerson(person: Person, move: (point: Point) => Point): Person {
  const { body, leftHand, rightHand, face } = person;
  return {
    body: mapKeypoints(body, move),
    ...(leftHand && { leftHand: mapKeypoints(leftHand, move) }),
    ...(rightHand && { rightHand: mapKeypoints(rightHand, move) }),
    ...(face && { face: mapKeypoints(face, move) }),
  };
}

/**
 * Brings a pose to a canvas of another size: as large as fits with the aspect kept, in the middle.
 *
 * @param canvas - whole px
 */
export function fitPose(pose: Pose, canvas: CanvasSize): Pose {
  const { width, height } = canvas;
  if (width === pose.width && height === pose.height) return pose;
  const scale = Math.min(width / pose.width, height / pose.height);
  const left = (width - pose.width * scale) / 2;
  const top = (height - pose.height * scale) / 2;
  const people = pose.people.map((person) =>
    mapPerson(person, ({ x, y }) => ({ x: x * scale + left, y: y * scale + top })),
  );
  return { width, height, people };
}
