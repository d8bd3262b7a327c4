/* Turns a guess into the nearest pose that is seen as the points say. */
import type { BoneName } from '../body/bones.ts';
import { type Figure, localRotation } from '../body/figure.ts';
import { anglesOf, clampAngles, freedomsOf, rotationOf } from '../body/limits.ts';
import type { BodyKeypointName } from '../body/landmarks.ts';
import { add, fromRotationVector, multiply, normalized, type Quaternion, vector } from '../../space/index.ts';
import { minimize } from './least-squares.ts';
import { missesOf, type Sight } from './view.ts';

/** What may change, and by what it is judged. */
export interface Refinement {
  readonly bones: readonly BoneName[];
  readonly names: readonly BodyKeypointName[];
  /** Share of the person's size on the canvas that one radian away from the guess is worth. */
  readonly stiffness: number;
  /** The same for coming nearer or going away by the whole depth. */
  readonly depthStiffness: number;
  /** How much the points count whose place on the body differs from one to another: those of the face, and the neck. */
  readonly loose: number;
  readonly steps: number;
}

/** Parameters before the angles: place and rotation of the pelvis. */
const ROOT = 6;
const LOOSE: ReadonlySet<BodyKeypointName> = new Set<BodyKeypointName>([
  'neck',
  'nose',
  'right eye',
  'left eye',
  'right ear',
  'left ear',
]);
const DEGREES = 180 / Math.PI;

/** A figure with the weighted sum of squares that it leaves. */
export interface Refined {
  readonly figure: Figure;
  readonly cost: number;
}

/** Moves and turns the pelvis and the joints of some bones until the points that count are met. */
export function refine(figure: Figure, sight: Sight, refinement: Refinement): Refined {
  const { bones, names, stiffness, depthStiffness, steps } = refinement;
  const weights = names.flatMap((name) => {
    const weight = (LOOSE.has(name) ? refinement.loose : 1) / sight.extent;
    return [weight, weight];
  });
  const depth = Math.max(-figure.position.z, 0.1);
  const guess = [
    ...Array.from({ length: ROOT }, () => 0),
    ...bones.flatMap((bone) => radiansOf(figure, bone)),
  ];
  const { at, cost } = minimize({
    start: guess,
    steps,
    project: (parameters) => [...parameters.slice(0, ROOT), ...clampAll(bones, parameters.slice(ROOT))],
    residuals: (parameters) => [
      ...missesOf(withParameters(figure, bones, parameters), sight, names).map(
        (miss, i) => miss * (weights[i] ?? 0),
      ),
      ((parameters[2] ?? 0) / depth) * depthStiffness,
      ...parameters.slice(3).map((value, i) => (value - (guess[i + 3] ?? 0)) * stiffness),
    ],
  });
  return { figure: withParameters(figure, bones, at), cost };
}

function radiansOf(figure: Figure, bone: BoneName): number[] {
  return anglesOf(bone, localRotation(figure, bone)).map((angle) => angle / DEGREES);
}

function clampAll(bones: readonly BoneName[], radians: readonly number[]): number[] {
  return perBone(bones, radians).flatMap(([bone, angles]) =>
    clampAngles(bone, angles).map((angle) => angle / DEGREES),
  );
}

function perBone(
  bones: readonly BoneName[],
  radians: readonly number[],
): (readonly [BoneName, readonly number[]])[] {
  let from = 0;
  return bones.map((bone) => {
    const count = freedomsOf(bone).length;
    const angles = radians.slice(from, from + count).map((value) => value * DEGREES);
    from += count;
    return [bone, angles] as const;
  });
}

function withParameters(figure: Figure, bones: readonly BoneName[], parameters: readonly number[]): Figure {
  const [dx = 0, dy = 0, dz = 0, rx = 0, ry = 0, rz = 0] = parameters;
  const turned = multiply(localRotation(figure, 'pelvis'), fromRotationVector(vector(rx, ry, rz)));
  const angles = perBone(bones, parameters.slice(ROOT)).map(([bone, degrees]): [BoneName, Quaternion] => [
    bone,
    rotationOf(bone, degrees),
  ]);
  return {
    ...figure,
    position: add(figure.position, vector(dx, dy, dz)),
    rotations: { ...figure.rotations, pelvis: normalized(turned), ...Object.fromEntries(angles) },
  };
}
