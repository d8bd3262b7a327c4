/* A camera that turns about a place, and the picture that it takes on a canvas. */
import type { CanvasSize, Point } from '../../pose/index.ts';
import { add, cross, directionOf, dot, scale, subtract, vector, type Vector3 } from '../../space/index.ts';

/** A camera that looks at a place, level with the horizon. */
export interface OrbitCamera {
  /** Degrees about the vertical: 0 sees a person who faces +z from the front, 90 from the person's left. */
  readonly azimuth: number;
  /** Degrees above the horizon, between -89 and 89. */
  readonly elevation: number;
  /** Metres from the target. */
  readonly distance: number;
  readonly target: Vector3;
  /** Degrees from the lower to the upper edge of the canvas. */
  readonly fieldOfView: number;
}

/** What the field of view may be, in degrees. */
export const FIELD_OF_VIEW_LIMITS = { min: 10, max: 90 } as const;

/** Views to choose from, in degrees. */
export const CAMERA_VIEWS = {
  front: { label: 'Front', azimuth: 0, elevation: 4 },
  'three-quarter': { label: '3/4', azimuth: 38, elevation: 8 },
  side: { label: 'Side', azimuth: 90, elevation: 4 },
  back: { label: 'Back', azimuth: 180, elevation: 4 },
  top: { label: 'High', azimuth: 20, elevation: 52 },
  low: { label: 'Low', azimuth: 20, elevation: -22 },
} as const;

/** Name of a view. */
export type CameraViewName = keyof typeof CAMERA_VIEWS;

/** The views in the order in which they are offered. */
export const CAMERA_VIEW_NAMES = Object.keys(CAMERA_VIEWS) as readonly CameraViewName[];

/** A camera's axes in the world and its place. */
export interface CameraFrame {
  readonly place: Vector3;
  readonly right: Vector3;
  readonly up: Vector3;
  /** Where it looks. */
  readonly forward: Vector3;
}

const RADIANS = Math.PI / 180;

/** Where a camera stands and how it is turned. */
export function cameraFrame({ azimuth, elevation, distance, target }: OrbitCamera): CameraFrame {
  const [around, above] = [azimuth * RADIANS, elevation * RADIANS];
  const back = vector(
    Math.cos(above) * Math.sin(around),
    Math.sin(above),
    Math.cos(above) * Math.cos(around),
  );
  const right = directionOf(cross(vector(0, 1, 0), back), vector(1, 0, 0));
  return {
    place: add(target, scale(back, distance)),
    right,
    up: cross(back, right),
    forward: scale(back, -1),
  };
}

/** A place on the canvas, and how far before the camera it is. */
export interface Projected extends Point {
  /** Metres along the camera's direction; at or below 0 it is behind the camera. */
  readonly depth: number;
}

/** Focal length in px of the canvas. */
export function focalLength(fieldOfView: number, { height }: CanvasSize): number {
  return height / 2 / Math.tan((fieldOfView * RADIANS) / 2);
}

/** Makes a function that gives the px of the canvas on which a place in the world is seen. */
export function projector(camera: OrbitCamera, canvas: CanvasSize): (place: Vector3) => Projected {
  const { place: eye, right, up, forward } = cameraFrame(camera);
  const focal = focalLength(camera.fieldOfView, canvas);
  return (place) => {
    const seen = subtract(place, eye);
    const depth = dot(seen, forward);
    const perMetre = focal / Math.max(depth, 1e-6);
    return {
      x: canvas.width / 2 + dot(seen, right) * perMetre,
      y: canvas.height / 2 - dot(seen, up) * perMetre,
      depth,
    };
  };
}

/** The direction, of length 1, in which a point of the canvas is seen. */
export function rayThrough(camera: OrbitCamera, canvas: CanvasSize, point: Point): Vector3 {
  const { right, up, forward } = cameraFrame(camera);
  const focal = focalLength(camera.fieldOfView, canvas);
  const sideways = scale(right, (point.x - canvas.width / 2) / focal);
  const upward = scale(up, (canvas.height / 2 - point.y) / focal);
  return directionOf(add(forward, add(sideways, upward)), forward);
}

/** The place that is seen at a point of the canvas, at a depth in metres along the camera's direction. */
export function placeSeenAt(camera: OrbitCamera, canvas: CanvasSize, point: Point, depth: number): Vector3 {
  const { place, forward } = cameraFrame(camera);
  const ray = rayThrough(camera, canvas, point);
  return add(place, scale(ray, depth / dot(ray, forward)));
}
