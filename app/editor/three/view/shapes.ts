/* Simple solids in metres, and a mannequin's parts made of them. */
import { BufferGeometry, LatheGeometry, Quaternion, SphereGeometry, Vector2, Vector3 } from 'three';
import { mergeGeometries } from 'three/addons/utils/BufferGeometryUtils.js';
import { type BoneName, type Figure, handPoints, type Measures, sideOf } from '../../../../core/pose3d/index.ts';
import { invariant } from '../../../../core/result/index.ts';

const ROUND = 28;
const UP = new Vector3(0, 1, 0);

type Triple = readonly [x: number, y: number, z: number];

/** What a bone looks like: its flesh, and the ball in which it turns. */
export interface BoneShape {
  readonly body: BufferGeometry;
  readonly ball: BufferGeometry | null;
}

function ellipsoid([x, y, z]: Triple, [a, b, c]: Triple): BufferGeometry {
  return new SphereGeometry(1, ROUND, ROUND - 8).scale(a, b, c).translate(x, y, z);
}

function ball(radius: number, at: Triple = [0, 0, 0]): BufferGeometry {
  return ellipsoid(at, [radius, radius, radius]);
}

/** A round bar whose radius runs through some values from one end to the other, with round ends. */
function bar(from: Vector3, to: Vector3, radii: readonly number[], detail = ROUND): BufferGeometry {
  const length = from.distanceTo(to);
  const [first = 0, last = 0] = [radii[0], radii.at(-1)];
  const profile: Vector2[] = [];
  for (let i = 0; i <= 6; i++) {
    const angle = (Math.PI / 2) * (i / 6);
    profile.push(new Vector2(first * Math.sin(angle), -first * Math.cos(angle)));
  }
  const inner = radii.slice(1, -1);
  inner.forEach((radius, i) => profile.push(new Vector2(radius, (length * (i + 1)) / (inner.length + 1))));
  for (let i = 6; i >= 0; i--) {
    const angle = (Math.PI / 2) * (i / 6);
    profile.push(new Vector2(last * Math.sin(angle), length + last * Math.cos(angle)));
  }
  const turn = new Quaternion().setFromUnitVectors(UP, to.clone().sub(from).normalize());
  return new LatheGeometry(profile, detail).applyQuaternion(turn).translate(from.x, from.y, from.z);
}

function merged(parts: readonly BufferGeometry[]): BufferGeometry {
  const whole = mergeGeometries([...parts]);
  invariant(whole, 'All parts have the same attributes.');
  for (const part of parts) part.dispose();
  return whole;
}

/** A trunk part: a lathe shape, flatter from front to back. */
function trunkPart(rings: readonly (readonly [y: number, radius: number])[], unit: number, wide: number): BufferGeometry {
  const profile = rings.map(([y, radius]) => new Vector2(radius * unit, y * unit));
  return new LatheGeometry(profile, ROUND + 12).scale(wide, 1, 0.7);
}

/** Makes the shape of a bone, in the bone's axes and metres. */
export function boneShape(bone: BoneName, figure: Figure, measures: Measures): BoneShape {
  const { unit, headScale } = measures;
  const side = sideOf(bone);
  const mirror = side === 'right' ? -1 : 1;
  const along = (metres: number): Vector3 => new Vector3(metres * mirror, 0, 0);
  const down = (metres: number): Vector3 => new Vector3(0, metres, 0);
  const origin = new Vector3();
  const { offsets } = measures;
  const wideHips = 0.35 + 0.65 * (measures.hip / (0.055 * unit));
  const wideChest = 0.4 + 0.6 * (measures.shoulder / (0.105 * unit));
  const girths = (...shares: number[]): number[] => shares.map((share) => share * unit);
  switch (bone) {
    case 'pelvis':
      return { body: trunkPart(PELVIS, unit, wideHips), ball: null };
    case 'spine':
      return { body: trunkPart(WAIST, unit, (wideHips + wideChest) / 2), ball: null };
    case 'chest':
      return { body: trunkPart(CHEST, unit, wideChest), ball: null };
    case 'neck':
      return { body: bar(down(-0.02 * unit), down(0.05 * unit), girths(0.036, 0.03, 0.03)), ball: null };
    case 'head':
      return { body: headShape(headScale), ball: null };
    case 'left.clavicle':
    case 'right.clavicle':
      return { body: bar(origin, along(offsets.upperArm.x * 0.9), girths(0.03, 0.038, 0.034)), ball: null };
    case 'left.upperArm':
    case 'right.upperArm':
      return {
        body: bar(along(0.03 * unit), along(offsets.forearm.x - 0.022 * unit), girths(0.03, 0.035, 0.031, 0.023)),
        ball: ball(0.038 * unit),
      };
    case 'left.forearm':
    case 'right.forearm':
      return {
        body: bar(along(0.022 * unit), along(offsets.hand.x - 0.014 * unit), girths(0.023, 0.029, 0.024, 0.016)),
        ball: ball(0.026 * unit),
      };
    case 'left.hand':
    case 'right.hand':
      return { body: handShape(figure, bone, measures), ball: ball(0.0185 * unit) };
    case 'left.thigh':
    case 'right.thigh':
      return {
        body: bar(down(-0.03 * unit), down(offsets.shin.y + 0.03 * unit), girths(0.05, 0.054, 0.046, 0.033)),
        ball: ball(0.052 * unit),
      };
    case 'left.shin':
    case 'right.shin':
      return {
        body: bar(down(-0.028 * unit), down(offsets.foot.y + 0.018 * unit), girths(0.031, 0.038, 0.03, 0.02)),
        ball: ball(0.036 * unit),
      };
    case 'left.foot':
    case 'right.foot':
      return { body: footShape(measures, mirror), ball: ball(0.023 * unit) };
  }
}

const PELVIS = [
  [-0.07, 0],
  [-0.066, 0.03],
  [-0.05, 0.062],
  [-0.02, 0.084],
  [0.01, 0.086],
  [0.035, 0.078],
  [0.055, 0.066],
  [0.06, 0],
] as const;

const WAIST = [
  [-0.03, 0],
  [-0.025, 0.055],
  [0, 0.068],
  [0.04, 0.067],
  [0.08, 0.07],
  [0.1, 0.06],
  [0.105, 0],
] as const;

const CHEST = [
  [-0.035, 0],
  [-0.03, 0.05],
  [-0.015, 0.071],
  [0.03, 0.084],
  [0.075, 0.092],
  [0.11, 0.086],
  [0.135, 0.066],
  [0.155, 0.036],
  [0.16, 0],
] as const;

function headShape(size: number): BufferGeometry {
  const at = (x: number, y: number, z: number): Triple => [x * size, y * size, z * size];
  return merged([
    ellipsoid(at(0, 0.062, 0), at(0.046, 0.054, 0.056)),
    ellipsoid(at(0, 0.03, 0.016), at(0.034, 0.043, 0.04)),
    bar(new Vector3(...at(0, 0.058, 0.054)), new Vector3(...at(0, 0.042, 0.06)), [0.004 * size, 0.007 * size]),
    ellipsoid(at(0.0455, 0.047, -0.002), at(0.005, 0.015, 0.01)),
    ellipsoid(at(-0.0455, 0.047, -0.002), at(0.005, 0.015, 0.01)),
  ]);
}

const KNUCKLES = [1, 5, 9, 13, 17] as const;

function handShape(figure: Figure, bone: 'left.hand' | 'right.hand', { hand }: Measures): BufferGeometry {
  const side = bone === 'left.hand' ? 'left' : 'right';
  const mirror = side === 'left' ? 1 : -1;
  const points = handPoints(figure.hands[side], side, hand).map(({ x, y, z }) => new Vector3(x, y, z));
  const fingers = KNUCKLES.flatMap((knuckle) => {
    const thick = (knuckle === 1 ? 0.062 : knuckle === 17 ? 0.046 : 0.053) * hand;
    return [0, 1, 2].flatMap((i) => {
      const [from, to] = [points[knuckle + i], points[knuckle + i + 1]];
      return from && to ? [bar(from, to, [thick * (1 - 0.1 * i), thick * (0.9 - 0.1 * i)], 12)] : [];
    });
  });
  const palm = bar(new Vector3(mirror * 0.1 * hand, 0, 0), new Vector3(mirror * 0.4 * hand, 0, 0), [
    0.13 * hand,
    0.19 * hand,
    0.2 * hand,
    0.16 * hand,
  ]).scale(1, 0.42, 1);
  return merged([palm, ...fingers]);
}

/** Heel, arch and toes, cut flat by the sole. */
function footShape({ ankle, foot, unit }: Measures, mirror: number): BufferGeometry {
  const heel = new Vector3(0, -ankle + 0.026 * unit, -0.12 * foot);
  const instep = new Vector3(0, -0.35 * ankle, 0.12 * foot);
  const toes = new Vector3(mirror * 0.06 * foot, -ankle + 0.012 * unit, 0.78 * foot);
  const shape = merged([
    bar(heel, toes, [0.026 * unit, 0.03 * unit, 0.033 * unit, 0.024 * unit]),
    bar(instep, toes, [0.022 * unit, 0.022 * unit, 0.02 * unit]),
  ]);
  const positions = shape.getAttribute('position');
  for (let i = 0; i < positions.count; i++) positions.setY(i, Math.max(positions.getY(i), -ankle));
  shape.computeVertexNormals();
  return shape;
}
