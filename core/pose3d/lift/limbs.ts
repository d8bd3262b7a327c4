/*
 * Arms and legs from their points. The ray through a point meets the sphere around the joint before it, whose radius is the
 * bone, in front and behind: the two depths that Taylor's method leaves open, here with perspective. Of all combinations
 * the one is taken whose joints are able to do it and are most at ease.
 */
import type { BoneName } from '../body/bones.ts';
import { SIDES } from '../body/bones.ts';
import { type Figure, framesOf, localRotation, standingFigure } from '../body/figure.ts';
import type { BodyKeypointName } from '../body/landmarks.ts';
import { anglesOf } from '../body/limits.ts';
import { aimLimb, bonesOf, type Limb, reachWith } from '../ik/limb.ts';
import { add, distance, dot, scale, subtract, type Vector3 } from '../../space/index.ts';
import { rayThrough } from '../view/camera.ts';
import { missesOf, placeAt, type Sight } from './view.ts';

const LIMBS: readonly Limb[] = SIDES.flatMap(
  (side) =>
    [
      { kind: 'arm', side },
      { kind: 'leg', side },
    ] as const,
);

/** Puts all limbs where they are seen; those of which nothing is seen stay at ease. */
export function liftLimbs(figure: Figure, sight: Sight): Figure {
  return LIMBS.reduce((lifted, limb) => liftLimb(lifted, limb, sight), figure);
}

function namesOf({ kind, side }: Limb): readonly [BodyKeypointName, BodyKeypointName] {
  return kind === 'arm' ? [`${side} elbow`, `${side} wrist`] : [`${side} knee`, `${side} ankle`];
}

function liftLimb(figure: Figure, limb: Limb, sight: Sight): Figure {
  const names = namesOf(limb);
  const [middlePoint, endPoint] = [sight.points.get(names[0]), sight.points.get(names[1])];
  const frames = framesOf(figure, sight.measures);
  const { upper, lower, end } = bonesOf(limb);
  const root = frames[upper].origin;
  if (!middlePoint) {
    return endPoint ? reachWith(figure, limb, { target: placeAt(sight, endPoint, -root.z) }) : figure;
  }
  const lengths = [
    distance(root, frames[lower].origin),
    distance(frames[lower].origin, frames[end].origin),
  ] as const;
  const candidates = onSphere(root, lengths[0], rayThrough(sight.camera, sight.canvas, middlePoint)).flatMap(
    (middle) => {
      if (!endPoint) return [[middle, add(middle, scale(subtract(middle, root), 1e-3))] as const];
      const ray = rayThrough(sight.camera, sight.canvas, endPoint);
      return onSphere(middle, lengths[1], ray).map((at) => [middle, at] as const);
    },
  );
  const tried = candidates
    .map(([middle, at]) => aimLimb(figure, limb, middle, at, frames))
    .map((guess) => ({ guess, cost: costOf(guess, limb, sight) }))
    .sort((a, b) => a.cost - b.cost);
  return tried[0]?.guess ?? figure;
}

/** Where a ray from the origin meets a sphere; where it misses, the place on the sphere nearest to it. */
function onSphere(centre: Vector3, radius: number, ray: Vector3): readonly Vector3[] {
  const along = dot(centre, ray);
  const miss = distance(centre, scale(ray, along));
  if (miss >= radius) {
    const towards = scale(subtract(scale(ray, along), centre), radius / miss);
    return [add(centre, towards)];
  }
  const half = Math.sqrt(radius * radius - miss * miss);
  return [scale(ray, along - half), scale(ray, along + half)];
}

/** Share of the person's size that a joint a radian away from ease is worth. */
const EASE = 0.012;

function costOf(figure: Figure, limb: Limb, sight: Sight): number {
  const misses = missesOf(figure, sight, namesOf(limb)).map((miss) => miss / sight.extent);
  const { upper, lower } = bonesOf(limb);
  const strain = [...strainOf(figure, upper), ...strainOf(figure, lower)].map((radians) => radians * EASE);
  return [...misses, ...strain].reduce((sum, value) => sum + value * value, 0);
}

const AT_EASE = standingFigure();

/** Radians away from standing at ease. */
function strainOf(figure: Figure, bone: BoneName): readonly number[] {
  const ease = anglesOf(bone, localRotation(AT_EASE, bone));
  return anglesOf(bone, localRotation(figure, bone)).map(
    (angle, i) => ((angle - (ease[i] ?? 0)) * Math.PI) / 180,
  );
}
