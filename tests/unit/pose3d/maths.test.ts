import { describe, expect, it } from 'vitest';
import {
  aroundAxis,
  AXIS,
  cross,
  directionOf,
  distance,
  dot,
  fromRotationVector,
  inverse,
  lengthOf,
  multiply,
  normalized,
  type Quaternion,
  rotate,
  rotationBetween,
  rotationOnto,
  rotationVector,
  swingTwist,
  vector,
  type Vector3,
} from '../../../core/space/index.ts';
import { randomNumbers } from './random-figures.ts';

const random = randomNumbers(7);
const CASES = Array.from({ length: 40 }, () => {
  const coordinate = (): number => random() * 2 - 1;
  const q = normalized({ x: coordinate(), y: coordinate(), z: coordinate(), w: coordinate() });
  return { q, v: vector(coordinate(), coordinate(), coordinate()) };
});

/** Angle between two rotations, in radians. */
function apart(a: Quaternion, b: Quaternion): number {
  return lengthOf(rotationVector(multiply(inverse(a), b)));
}

describe('quaternions', () => {
  it('turn as the right-hand rule has it', () => {
    const quarter = Math.PI / 2;
    expect(distance(rotate(aroundAxis(AXIS.z, quarter), AXIS.x), AXIS.y)).toBeLessThan(1e-12);
    expect(distance(rotate(aroundAxis(AXIS.x, quarter), AXIS.y), AXIS.z)).toBeLessThan(1e-12);
    expect(distance(rotate(aroundAxis(AXIS.y, quarter), AXIS.z), AXIS.x)).toBeLessThan(1e-12);
  });

  it('turn as the rotation matrix of the same quaternion does', () => {
    for (const { q, v } of CASES) {
      const { x, y, z, w } = q;
      const expected: Vector3 = {
        x: (1 - 2 * (y * y + z * z)) * v.x + 2 * (x * y - z * w) * v.y + 2 * (x * z + y * w) * v.z,
        y: 2 * (x * y + z * w) * v.x + (1 - 2 * (x * x + z * z)) * v.y + 2 * (y * z - x * w) * v.z,
        z: 2 * (x * z - y * w) * v.x + 2 * (y * z + x * w) * v.y + (1 - 2 * (x * x + y * y)) * v.z,
      };
      expect(distance(rotate(q, v), expected)).toBeLessThan(1e-12);
    }
  });

  it('are composed right to left, and undone by their inverse', () => {
    for (const [i, { q, v }] of CASES.entries()) {
      const other = CASES[(i + 1) % CASES.length]!.q;
      expect(distance(rotate(multiply(q, other), v), rotate(q, rotate(other, v)))).toBeLessThan(1e-12);
      expect(distance(rotate(inverse(q), rotate(q, v)), v)).toBeLessThan(1e-12);
    }
  });

  it('come back from rotation vectors, also near no rotation', () => {
    for (const { q } of CASES) expect(apart(fromRotationVector(rotationVector(q)), q)).toBeLessThan(1e-7);
    const tiny = vector(1e-9, -2e-9, 0);
    expect(distance(rotationVector(fromRotationVector(tiny)), tiny)).toBeLessThan(1e-15);
  });

  it('are taken apart into a twist about an axis and a swing across it', () => {
    for (const { q } of CASES) {
      for (const axis of ['x', 'y', 'z'] as const) {
        const { swing, twist } = swingTwist(q, axis);
        expect(Math.abs(rotationVector(swing)[axis])).toBeLessThan(1e-9);
        expect(apart(multiply(swing, aroundAxis(AXIS[axis], twist)), q)).toBeLessThan(1e-7);
      }
    }
  });

  it('take directions onto others, opposite ones too', () => {
    for (const { v, q } of CASES) {
      const from = directionOf(v, AXIS.x);
      const to = rotate(q, from);
      expect(distance(rotate(rotationBetween(from, to), from), to)).toBeLessThan(1e-6);
      const back = directionOf(vector(-from.x, -from.y, -from.z), AXIS.x);
      expect(distance(rotate(rotationBetween(from, back), from), back)).toBeLessThan(1e-6);
    }
  });

  it('take two directions onto two others, of which the first one is met', () => {
    for (const { q, v } of CASES) {
      const along = directionOf(v, AXIS.x);
      const side = rotate(q, AXIS.y);
      const turn = rotationOnto({ along: AXIS.x, side: AXIS.y }, { along, side });
      expect(distance(rotate(turn, AXIS.x), along)).toBeLessThan(1e-6);
      expect(Math.abs(dot(rotate(turn, AXIS.z), side))).toBeLessThan(1e-6);
      expect(dot(cross(along, side), rotate(turn, AXIS.z))).toBeGreaterThanOrEqual(-1e-9);
    }
  });
});
