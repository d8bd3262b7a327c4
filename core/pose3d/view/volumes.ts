/* What of a body hides what is behind it: head and trunk as ellipsoids. */
import type { BoneName } from '../body/bones.ts';
import type { Frames } from '../body/figure.ts';
import { placeOn } from '../body/figure.ts';
import type { Measures } from '../body/proportions.ts';
import { dot, inverse, type Quaternion, rotate, subtract, vector, type Vector3 } from '../../space/index.ts';

/** An ellipsoid in the world, in metres. */
export interface Ellipsoid {
  readonly part: 'head' | 'trunk';
  readonly centre: Vector3;
  readonly rotation: Quaternion;
  readonly semiAxes: Vector3;
}

interface Volume {
  readonly part: Ellipsoid['part'];
  readonly bone: BoneName;
  /** In units of the body, or of the head. */
  readonly centre: Vector3;
  readonly semiAxes: Vector3;
}

/** The head is a little smaller than it looks, so that eyes, nose and ears stand out of it. */
const VOLUMES: readonly Volume[] = [
  { part: 'head', bone: 'head', centre: vector(0, 0.052, 0.002), semiAxes: vector(0.042, 0.06, 0.05) },
  { part: 'trunk', bone: 'chest', centre: vector(0, 0.05, 0), semiAxes: vector(0.085, 0.11, 0.058) },
  { part: 'trunk', bone: 'spine', centre: vector(0, 0.03, 0), semiAxes: vector(0.075, 0.1, 0.052) },
  { part: 'trunk', bone: 'pelvis', centre: vector(0, 0, 0), semiAxes: vector(0.082, 0.065, 0.058) },
];

/** Gives the volumes of a body. */
export function volumesOf(frames: Frames, measures: Measures): readonly Ellipsoid[] {
  return VOLUMES.map(({ part, bone, centre, semiAxes }) => {
    const size = part === 'head' ? measures.headScale : measures.unit;
    const frame = frames[bone];
    return {
      part,
      centre: placeOn(frame, sized(centre, size)),
      rotation: frame.rotation,
      semiAxes: sized(semiAxes, size),
    };
  });
}

function sized({ x, y, z }: Vector3, size: number): Vector3 {
  return { x: x * size, y: y * size, z: z * size };
}

/** Does an ellipsoid stand between the eye and a place? One that holds the place itself does not hide it. */
export function hides(volume: Ellipsoid, eye: Vector3, place: Vector3): boolean {
  const from = asUnitSphere(volume, eye);
  const to = asUnitSphere(volume, place);
  if (dot(to, to) <= 1) return false;
  const way = subtract(to, from);
  const nearest = -dot(from, way) / Math.max(dot(way, way), 1e-12);
  if (nearest <= 0 || nearest >= 1) return false;
  const { x, y, z } = way;
  const closest = vector(from.x + x * nearest, from.y + y * nearest, from.z + z * nearest);
  return dot(closest, closest) < 1;
}

/** A place in the space in which the ellipsoid is the sphere of radius 1 about the origin. */
function asUnitSphere({ centre, rotation, semiAxes }: Ellipsoid, place: Vector3): Vector3 {
  const local = rotate(inverse(rotation), subtract(place, centre));
  return { x: local.x / semiAxes.x, y: local.y / semiAxes.y, z: local.z / semiAxes.z };
}
