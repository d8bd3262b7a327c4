import { mapKeptAnimals } from './formats/animals.ts';
import { mapKeptFace } from './formats/kept-face.ts';
import { type CanvasSize, type Keypoints, PART_NAMES, type Person, type Point, type Pose } from './types.ts';

/** Moves every point of a part. Points stay as certain as they were. */
export function mapKeypoints(points: Keypoints, move: (point: Point) => Point): Keypoints {
  return points.map((point) => point && { ...point, ...move(point) });
}

/** Moves every point of a person, hands, face and feet included, and a face that is only kept. */
export function mapPerson(person: Person, move: (point: Point) => Point): Person {
  const parts = PART_NAMES.flatMap((part) => {
    const points = person[part];
    return points ? [[part, mapKeypoints(points, move)] as const] : [];
  });
  const { midHip, extra } = person;
  return {
    ...person,
    ...Object.fromEntries(parts),
    ...(midHip && { midHip: { ...midHip, ...move(midHip) } }),
    ...(extra && { extra: mapKeptFace(extra, move) }),
  };
}

/** How places go from one canvas to another: scaled about the top left corner, then moved by px. */
export interface CanvasMap {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

/** How a canvas goes onto another: as large as fits with the aspect kept, in the middle. */
export function fitOf(from: CanvasSize, { width, height }: CanvasSize): CanvasMap {
  const scale = Math.min(width / from.width, height / from.height);
  return { scale, left: (width - from.width * scale) / 2, top: (height - from.height * scale) / 2 };
}

/**
 * Brings a pose to a canvas of another size: as large as fits with the aspect kept, in the middle.
 *
 * @param canvas - whole px
 */
export function fitPose(pose: Pose, canvas: CanvasSize): Pose {
  const { width, height } = canvas;
  if (width === pose.width && height === pose.height) return pose;
  const { scale, left, top } = fitOf(pose, canvas);
  const place = ({ x, y }: Point): Point => ({ x: x * scale + left, y: y * scale + top });
  const people = pose.people.map((person) => mapPerson(person, place));
  return { ...pose, width, height, people, ...(pose.extra && { extra: mapKeptAnimals(pose.extra, place) }) };
}
