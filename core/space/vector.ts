/** A place or a direction in space: x to the left of a person who faces +z, y up. Metres where it is a place. */
export interface Vector3 {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** The origin. */
export const ZERO: Vector3 = { x: 0, y: 0, z: 0 };

/** The axes. */
export const AXIS = {
  x: { x: 1, y: 0, z: 0 },
  y: { x: 0, y: 1, z: 0 },
  z: { x: 0, y: 0, z: 1 },
} as const satisfies Record<string, Vector3>;

/** Name of an axis. */
export type AxisName = keyof typeof AXIS;

/** Writes a vector. */
export function vector(x: number, y: number, z: number): Vector3 {
  return { x, y, z };
}

/** a + b */
export function add(a: Vector3, b: Vector3): Vector3 {
  return { x: a.x + b.x, y: a.y + b.y, z: a.z + b.z };
}

/** The sum of any number of vectors. */
export function sum(...vectors: readonly Vector3[]): Vector3 {
  return vectors.reduce(add, ZERO);
}

/** a - b */
export function subtract(a: Vector3, b: Vector3): Vector3 {
  return { x: a.x - b.x, y: a.y - b.y, z: a.z - b.z };
}

/** a times a number */
export function scale(a: Vector3, factor: number): Vector3 {
  return { x: a.x * factor, y: a.y * factor, z: a.z * factor };
}

/** a · b */
export function dot(a: Vector3, b: Vector3): number {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

/** a × b */
export function cross(a: Vector3, b: Vector3): Vector3 {
  return { x: a.y * b.z - a.z * b.y, y: a.z * b.x - a.x * b.z, z: a.x * b.y - a.y * b.x };
}

/** Length of a vector. */
export function lengthOf(a: Vector3): number {
  return Math.hypot(a.x, a.y, a.z);
}

/** Distance of two places. */
export function distance(a: Vector3, b: Vector3): number {
  return lengthOf(subtract(a, b));
}

/** The place on the way from a to b; a at 0, b at 1. */
export function between(a: Vector3, b: Vector3, share: number): Vector3 {
  return add(a, scale(subtract(b, a), share));
}

/** The direction of a vector, or the fallback where it has none. */
export function directionOf(a: Vector3, fallback: Vector3): Vector3 {
  const length = lengthOf(a);
  return length > 1e-9 ? scale(a, 1 / length) : fallback;
}

/** What of a vector stands across a direction of length 1. */
export function across(a: Vector3, direction: Vector3): Vector3 {
  return subtract(a, scale(direction, dot(a, direction)));
}

/** An angle of so many degrees. */
export function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

/** Some direction across another one. */
export function anyAcross(direction: Vector3): Vector3 {
  const other = Math.abs(direction.x) < 0.8 ? AXIS.x : AXIS.y;
  return directionOf(across(other, direction), AXIS.z);
}
