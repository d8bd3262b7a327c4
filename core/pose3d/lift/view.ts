/* What is known when a person is lifted: the points on the canvas and the camera that sees them. */
import { BODY_KEYPOINT_NAMES, type CanvasSize, type Person, type Point } from '../../pose/index.ts';
import { type Figure, framesOf } from '../body/figure.ts';
import { type BodyKeypointName, bodyLandmarks } from '../body/landmarks.ts';
import { type Measures, measuresOf } from '../body/proportions.ts';
import { vector, type Vector3 } from '../../space/index.ts';
import { focalLength, type OrbitCamera, placeSeenAt, projector } from '../view/camera.ts';

/** Points of a person on a canvas, seen by a camera at the origin that looks along -z. */
export interface Sight {
  readonly points: ReadonlyMap<BodyKeypointName, Point>;
  readonly camera: OrbitCamera;
  readonly canvas: CanvasSize;
  readonly measures: Measures;
  readonly focal: number;
  /** Length of the diagonal of the box around the points, in px: what errors are divided by. */
  readonly extent: number;
}

/** Takes down what is seen. */
export function sightOf(person: Person, canvas: CanvasSize, figure: Figure, fieldOfView: number): Sight {
  const points = new Map<BodyKeypointName, Point>();
  BODY_KEYPOINT_NAMES.forEach((name, i) => {
    const point = person.body[i];
    if (point) points.set(name, point);
  });
  const all = [...points.values()];
  const [xs, ys] = [all.map(({ x }) => x), all.map(({ y }) => y)];
  return {
    points,
    camera: { azimuth: 0, elevation: 0, distance: 1, target: vector(0, 0, -1), fieldOfView },
    canvas,
    measures: measuresOf(figure.build),
    focal: focalLength(fieldOfView, canvas),
    extent: Math.max(Math.hypot(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)), 1),
  };
}

/** The place at a depth in metres that is seen at a point of the canvas. */
export function placeAt({ camera, canvas }: Sight, point: Point, depth: number): Vector3 {
  return placeSeenAt(camera, canvas, point, depth);
}

/** How far the points of a figure are from those that are seen, in px; x and y in turn. */
export function missesOf(
  figure: Figure,
  sight: Sight,
  names: Iterable<BodyKeypointName> = sight.points.keys(),
): number[] {
  const landmarks = bodyLandmarks(framesOf(figure, sight.measures), sight.measures);
  const project = projector(sight.camera, sight.canvas);
  const misses: number[] = [];
  for (const name of names) {
    const point = sight.points.get(name);
    if (!point) continue;
    const { x, y } = project(landmarks[name]);
    misses.push(x - point.x, y - point.y);
  }
  return misses;
}

/** Root mean square distance of a figure's points from those that are seen, in px. */
export function errorOf(figure: Figure, sight: Sight): number {
  const misses = missesOf(figure, sight);
  return Math.sqrt(misses.reduce((sum, miss) => sum + miss * miss, 0) / Math.max(misses.length / 2, 1));
}
