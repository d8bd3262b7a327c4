/* Simple solids in metres, and a mannequin's parts made of them. */
import { type BufferGeometry, LatheGeometry, Quaternion, SphereGeometry, Vector2, Vector3 } from 'three';
import { mergeGeometries } from 'three/addons/utils/BufferGeometryUtils.js';
import {
  type BoneName,
  type Figure,
  handPoints,
  kindOf,
  type Measures,
  type Side,
  sideOf,
} from '../../../../core/pose3d/index.ts';
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
function trunkPart(
  rings: readonly (readonly [y: number, radius: number])[],
  unit: number,
  wide: number,
): BufferGeometry {
  const profile = rings.map(([y, radius]) => new Vector2(radius * unit, y * unit));
  return new LatheGeometry(profile, ROUND + 12).scale(wide, 1, 0.7);
}

/** Makes the shape of a bone, in the bone's axes and metres. */
export function boneShape(bone: BoneName, figure: Figure, measures: Measures): BoneShape {
  const { unit, headScale, shoulder, hip } = measures;
  const side = sideOf(bone) ?? 'left';
  const kind = kindOf(bone);
  const wideHips = 0.35 + 0.65 * (hip / (0.055 * unit));
  const wideChest = 0.4 + 0.6 * (shoulder / (0.105 * unit));
  switch (kind) {
    case 'pelvis':
      return { body: trunkPart(PELVIS, unit, wideHips), ball: null };
    case 'spine':
      return { body: trunkPart(WAIST, unit, (wideHips + wideChest) / 2), ball: null };
    case 'chest':
      return { body: trunkPart(CHEST, unit, wideChest), ball: null };
    case 'neck':
      return { body: neckShape(unit), ball: null };
    case 'head':
      return { body: headShape(headScale), ball: null };
    case 'hand':
      return { body: handShape(figure, side, measures), ball: ball(0.0165 * unit) };
    case 'foot':
      return { body: footShape(measures, mirrorOf(side)), ball: ball(0.0215 * unit) };
    case 'clavicle':
    case 'upperArm':
    case 'forearm':
    case 'thigh':
    case 'shin':
      return barShape(BARS[kind], mirrorOf(side), measures);
  }
}

function mirrorOf(side: Side): 1 | -1 {
  return side === 'left' ? 1 : -1;
}

/** A bone that is a round bar, in units of the body. */
interface BarShape {
  /** The bone to which it leads. */
  readonly next: 'upperArm' | 'forearm' | 'hand' | 'shin' | 'foot';
  /** What it leaves free at its beginning and at its end. */
  readonly start: number;
  readonly end: number;
  readonly girths: readonly number[];
  readonly ball: number;
}

const BARS = {
  clavicle: { next: 'upperArm', start: 0, end: 0.01, girths: [0.026, 0.031, 0.029], ball: 0 },
  upperArm: { next: 'forearm', start: 0.03, end: 0.022, girths: [0.027, 0.031, 0.028, 0.021], ball: 0.034 },
  forearm: { next: 'hand', start: 0.022, end: 0.014, girths: [0.021, 0.0255, 0.021, 0.0145], ball: 0.023 },
  thigh: { next: 'shin', start: 0.03, end: 0.03, girths: [0.044, 0.0475, 0.041, 0.029], ball: 0.046 },
  shin: { next: 'foot', start: 0.028, end: 0.018, girths: [0.0275, 0.0335, 0.027, 0.0185], ball: 0.0315 },
} as const satisfies Record<string, BarShape>;

function barShape(shape: BarShape, mirror: 1 | -1, { offsets, unit }: Measures): BoneShape {
  const { x, y } = offsets[shape.next];
  const away = new Vector3(x * mirror, y, 0);
  const length = away.length();
  const direction = away.normalize();
  const from = direction.clone().multiplyScalar(shape.start * unit);
  const to = direction.clone().multiplyScalar(length - shape.end * unit);
  const girths = shape.girths.map((girth) => girth * unit);
  return { body: bar(from, to, girths), ball: shape.ball === 0 ? null : ball(shape.ball * unit) };
}

function neckShape(unit: number): BufferGeometry {
  const at = (height: number): Vector3 => new Vector3(0, height * unit, 0);
  return bar(at(-0.02), at(0.05), [0.033 * unit, 0.0275 * unit, 0.0275 * unit]);
}

/* Rings of the trunk's parts: height and radius in units of the body. */
const PELVIS = [
  [-0.062, 0],
  [-0.06, 0.024],
  [-0.05, 0.05],
  [-0.03, 0.068],
  [-0.008, 0.0765],
  [0.014, 0.0765],
  [0.036, 0.072],
  [0.054, 0.066],
  [0.068, 0.058],
  [0.072, 0],
] as const;

const WAIST = [
  [-0.03, 0],
  [-0.028, 0.05],
  [-0.01, 0.0595],
  [0.03, 0.061],
  [0.07, 0.064],
  [0.1, 0.062],
  [0.105, 0],
] as const;

const CHEST = [
  [-0.038, 0],
  [-0.036, 0.05],
  [-0.025, 0.064],
  [0, 0.072],
  [0.04, 0.0805],
  [0.08, 0.084],
  [0.108, 0.079],
  [0.13, 0.064],
  [0.148, 0.042],
  [0.158, 0.024],
  [0.16, 0],
] as const;

/** An egg that narrows to the chin, with nose and ears, so that one sees where it looks. */
function headShape(size: number): BufferGeometry {
  const skull = new SphereGeometry(1, ROUND + 8, ROUND);
  const positions = skull.getAttribute('position');
  for (let i = 0; i < positions.count; i++) {
    const [x, y, z] = [positions.getX(i), positions.getY(i), positions.getZ(i)];
    const low = Math.max(0, -y);
    positions.setXYZ(i, x * (1 - 0.3 * low * low), y, z * (1 - 0.25 * low) + 0.22 * low);
  }
  skull.scale(0.0465 * size, 0.064 * size, 0.0575 * size).translate(0, 0.052 * size, 0.002 * size);
  skull.computeVertexNormals();
  const at = (x: number, y: number, z: number): Triple => [x * size, y * size, z * size];
  const nose = bar(new Vector3(...at(0, 0.06, 0.0545)), new Vector3(...at(0, 0.043, 0.0615)), [
    0.003 * size,
    0.0065 * size,
  ]);
  const ears = [1, -1].map((side) => ellipsoid(at(side * 0.0455, 0.05, -0.004), at(0.0045, 0.014, 0.009)));
  return merged([skull, nose, ...ears]);
}

const KNUCKLES = [1, 5, 9, 13, 17] as const;

function handShape(figure: Figure, side: Side, { hand }: Measures): BufferGeometry {
  const mirror = mirrorOf(side);
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
