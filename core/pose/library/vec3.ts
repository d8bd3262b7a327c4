/*
 * Vectors and rotations in metres: x to the viewer's right, y up, z towards the viewer.
 */

/** A place or a direction. */
export type Vec3 = readonly [x: number, y: number, z: number];

/** A rotation as three rows. */
export type Rotation = readonly [Vec3, Vec3, Vec3];

/** Sum of vectors. */
export function add(...vectors: readonly Vec3[]): Vec3 {
  return vectors.reduce((a, b): Vec3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]], [0, 0, 0]);
}

/** Difference a - b. */
export function subtract(a: Vec3, b: Vec3): Vec3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

/** A vector times a number. */
export function scale(a: Vec3, by: number): Vec3 {
  return [a[0] * by, a[1] * by, a[2] * by];
}

/** Scalar product. */
export function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Vector product. */
export function cross(a: Vec3, b: Vec3): Vec3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** Length in metres. */
export function length(a: Vec3): number {
  return Math.hypot(...a);
}

/** The direction of a vector; that of a zero vector is zero. */
export function unit(a: Vec3): Vec3 {
  return scale(a, 1 / (length(a) || 1));
}

/** The part of a vector that is at right angles to a direction, as a direction. */
export function acrossFrom(a: Vec3, direction: Vec3): Vec3 {
  return unit(subtract(a, scale(direction, dot(a, direction))));
}

/** Turns a vector. */
export function rotate(rotation: Rotation, a: Vec3): Vec3 {
  return [dot(rotation[0], a), dot(rotation[1], a), dot(rotation[2], a)];
}

/** Turns a vector back. */
export function unrotate([x, y, z]: Rotation, a: Vec3): Vec3 {
  return add(scale(x, a[0]), scale(y, a[1]), scale(z, a[2]));
}

/** The rotation that turns by the last of the given ones first. */
export function compose(...rotations: readonly Rotation[]): Rotation {
  return rotations.reduce((a, b): Rotation => [unrotate(b, a[0]), unrotate(b, a[1]), unrotate(b, a[2])]);
}

/** Turns about x: up goes towards the viewer. */
export function aboutX(degrees: number): Rotation {
  const [cos, sin] = circle(degrees);
  return [
    [1, 0, 0],
    [0, cos, -sin],
    [0, sin, cos],
  ];
}

/** Turns about y: who faces the viewer then faces the viewer's right. */
export function aboutY(degrees: number): Rotation {
  const [cos, sin] = circle(degrees);
  return [
    [cos, 0, sin],
    [0, 1, 0],
    [-sin, 0, cos],
  ];
}

/** Turns about z: up goes to the viewer's right. */
export function aboutZ(degrees: number): Rotation {
  const [cos, sin] = circle(degrees);
  return [
    [cos, sin, 0],
    [-sin, cos, 0],
    [0, 0, 1],
  ];
}

/** Cosine and sine. */
export function circle(degrees: number): readonly [cos: number, sin: number] {
  const radians = (degrees * Math.PI) / 180;
  return [Math.cos(radians), Math.sin(radians)];
}
