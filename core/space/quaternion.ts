import {
  across,
  anyAcross,
  AXIS,
  type AxisName,
  cross,
  directionOf,
  dot,
  scale,
  type Vector3,
} from './vector.ts';

/** A rotation as a quaternion of length 1. */
export interface Quaternion {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly w: number;
}

/** No rotation. */
export const IDENTITY: Quaternion = { x: 0, y: 0, z: 0, w: 1 };

/** The rotation that does b first and then a. */
export function multiply(a: Quaternion, b: Quaternion): Quaternion {
  return {
    x: a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
    y: a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
    z: a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w,
    w: a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z,
  };
}

/** The rotation back. */
export function inverse(q: Quaternion): Quaternion {
  return { x: -q.x, y: -q.y, z: -q.z, w: q.w };
}

/** Brings rounding back to length 1. */
export function normalized(q: Quaternion): Quaternion {
  const length = Math.hypot(q.x, q.y, q.z, q.w);
  return length > 1e-12 ? { x: q.x / length, y: q.y / length, z: q.z / length, w: q.w / length } : IDENTITY;
}

/** Turns a vector. */
export function rotate(q: Quaternion, v: Vector3): Vector3 {
  const t = scale(cross(q, v), 2);
  const u = cross(q, t);
  return { x: v.x + q.w * t.x + u.x, y: v.y + q.w * t.y + u.y, z: v.z + q.w * t.z + u.z };
}

/** The rotation about an axis of length 1 by an angle in radians. */
export function aroundAxis(axis: Vector3, radians: number): Quaternion {
  const sine = Math.sin(radians / 2);
  return { x: axis.x * sine, y: axis.y * sine, z: axis.z * sine, w: Math.cos(radians / 2) };
}

/** The rotation whose axis and angle in radians are the direction and the length of a vector. */
export function fromRotationVector(v: Vector3): Quaternion {
  return aroundAxis(directionOf(v, AXIS.x), Math.hypot(v.x, v.y, v.z));
}

/** Axis times angle in radians, from 0 to pi; the way back of {@link fromRotationVector}. */
export function rotationVector(q: Quaternion): Vector3 {
  const sign = q.w < 0 ? -1 : 1;
  const sine = Math.hypot(q.x, q.y, q.z);
  const angle = 2 * Math.atan2(sine, sign * q.w);
  return scale(q, sine > 1e-12 ? (sign * angle) / sine : 2);
}

/** The shortest rotation that takes one direction to another, both of length 1. */
export function rotationBetween(from: Vector3, to: Vector3): Quaternion {
  const cosine = dot(from, to);
  if (cosine < -1 + 1e-9) return aroundAxis(anyAcross(from), Math.PI);
  return normalized({ ...cross(from, to), w: 1 + cosine });
}

/** The rotation whose images of two directions are as given; the second one counts as far as it is across. */
export function rotationOnto(
  from: { readonly along: Vector3; readonly side: Vector3 },
  to: { readonly along: Vector3; readonly side: Vector3 },
): Quaternion {
  const swing = rotationBetween(from.along, to.along);
  const swung = directionOf(across(rotate(swing, from.side), to.along), anyAcross(to.along));
  const wanted = directionOf(across(to.side, to.along), swung);
  const angle = Math.atan2(dot(cross(swung, wanted), to.along), dot(swung, wanted));
  return normalized(multiply(aroundAxis(to.along, angle), swing));
}

/** A rotation taken apart: first a twist about an axis, then a swing about an axis across it. */
export interface SwingTwist {
  readonly swing: Quaternion;
  /** Radians, from -pi to pi. */
  readonly twist: number;
}

/** Takes a rotation apart into swing times twist. */
export function swingTwist(q: Quaternion, along: AxisName): SwingTwist {
  const raw = 2 * Math.atan2(q[along], q.w);
  const twist = raw > Math.PI ? raw - 2 * Math.PI : raw < -Math.PI ? raw + 2 * Math.PI : raw;
  return { swing: normalized(multiply(q, aroundAxis(AXIS[along], -twist))), twist };
}
