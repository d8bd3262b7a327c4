/* From figures and a camera to people on a canvas. */
import {
  BODY_KEYPOINT_NAMES,
  type CanvasSize,
  FOOT_KEYPOINT_NAMES,
  type Keypoints,
  type Person,
} from '../../pose/index.ts';
import type { Side } from '../body/bones.ts';
import { type Figure, type Frames, framesOf } from '../body/figure.ts';
import { type BodyKeypointName, bodyLandmarks, footLandmarks, handLandmarks } from '../body/landmarks.ts';
import { type Measures, measuresOf } from '../body/proportions.ts';
import type { Vector3 } from '../../space/index.ts';
import { cameraFrame, type OrbitCamera, projector } from './camera.ts';
import { type Ellipsoid, hides, volumesOf } from './volumes.ts';

/** What of the people is taken into the picture. */
export interface ProjectOptions {
  /** Keep the points that a body hides? Detectors leave them out, which is the rule here as well. */
  readonly keepHidden?: boolean;
  readonly hands?: boolean;
  readonly feet?: boolean;
}

interface Body {
  readonly figure: Figure;
  readonly measures: Measures;
  readonly frames: Frames;
  readonly volumes: readonly Ellipsoid[];
}

/** Joints of the trunk, which its own volumes never hide: they are marked on whichever side is seen. */
const TRUNK_POINTS: ReadonlySet<BodyKeypointName> = new Set<BodyKeypointName>([
  'neck',
  'right shoulder',
  'left shoulder',
  'right hip',
  'left hip',
]);

/**
 * Projects people onto a canvas, in their order. A point is left out where a head or a trunk stands before it, and where it
 * is behind the camera; joints of the trunk are hidden by others only.
 *
 * @returns points in px of the canvas, also beyond its edges
 */
export function projectFigures(
  figures: readonly Figure[],
  camera: OrbitCamera,
  canvas: CanvasSize,
  options: ProjectOptions = {},
): readonly Person[] {
  const bodies = figures.map((figure): Body => {
    const measures = measuresOf(figure.build);
    const frames = framesOf(figure, measures);
    return { figure, measures, frames, volumes: volumesOf(frames, measures) };
  });
  const see = observer(bodies, camera, canvas, options.keepHidden ?? false);
  return bodies.map((body) => personOf(body, see, options));
}

type See = (body: Body, place: Vector3, isTrunk?: boolean) => Keypoints[number];

function observer(
  bodies: readonly Body[],
  camera: OrbitCamera,
  canvas: CanvasSize,
  keepHidden: boolean,
): See {
  const project = projector(camera, canvas);
  const eye = cameraFrame(camera).place;
  return (body, place, isTrunk = false) => {
    const { x, y, depth } = project(place);
    if (depth <= 0) return null;
    const isHidden = bodies.some(
      (other) => !(isTrunk && other === body) && other.volumes.some((volume) => hides(volume, eye, place)),
    );
    return isHidden && !keepHidden ? null : { x, y };
  };
}

function personOf(body: Body, see: See, { hands = false, feet = false }: ProjectOptions): Person {
  const { figure, frames, measures } = body;
  const places = bodyLandmarks(frames, measures);
  const soles = footLandmarks(frames, measures);
  const hand = (side: Side): Keypoints =>
    handLandmarks(figure, side, frames, measures).map((place) => see(body, place));
  return {
    body: BODY_KEYPOINT_NAMES.map((name) => see(body, places[name], TRUNK_POINTS.has(name))),
    ...(hands && withoutEmpty({ leftHand: hand('left'), rightHand: hand('right') })),
    ...(feet && withoutEmpty({ feet: FOOT_KEYPOINT_NAMES.map((name) => see(body, soles[name])) })),
  };
}

/** A part of which nothing is seen is left out as a whole. */
function withoutEmpty(parts: Readonly<Record<string, Keypoints>>): Partial<Person> {
  return Object.fromEntries(
    Object.entries(parts).filter(([, points]) => points.some((point) => point !== null)),
  );
}
