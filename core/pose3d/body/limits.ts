/*
 * How far joints turn. A rotation is a twist about the bone, then a swing across it, as Baerlocher and Boulic parametrize
 * ball joints ("Parametrization and range of motion of the ball-and-socket joint", 2001): the twist has an interval, the
 * swing's rotation vector a quarter of an ellipse for each pair of signs. Ranges are those of the American Academy of
 * Orthopaedic Surgeons (Joint Motion: Method of Measuring and Recording, 1965), counted from the T-pose, with the spine's
 * shared among its bones, hips a little wider, since the pelvis tilts with them, and ankles as they are under load.
 */
import {
  aroundAxis,
  AXIS,
  type AxisName,
  fromRotationVector,
  multiply,
  normalized,
  type Quaternion,
  rotationVector,
  swingTwist,
} from '../../space/index.ts';
import { type BoneName, kindOf, type LimbBone, sideOf, type TrunkBone } from './bones.ts';

/** One way in which a joint turns, as anatomy counts it: alike on both sides. */
export interface Freedom {
  /** What more of it does, such as "Bend". */
  readonly label: string;
  readonly axis: AxisName;
  /** Of the left side: does more of it turn with the axis (1) or against it (-1)? */
  readonly sign: 1 | -1;
  /** Degrees. */
  readonly min: number;
  readonly max: number;
}

interface JointRange {
  /** The bone's own axis, about which it twists. */
  readonly along: AxisName;
  readonly freedoms: readonly Freedom[];
}

function freedom(
  label: string,
  axis: AxisName,
  sign: 1 | -1,
  [min, max]: readonly [number, number],
): Freedom {
  return { label, axis, sign, min, max };
}

function trunk(bend: readonly [number, number], lean: number, turn: number): JointRange {
  return {
    along: 'y',
    freedoms: [
      freedom('Bend forward', 'x', 1, bend),
      freedom('Lean left', 'z', -1, [-lean, lean]),
      freedom('Turn left', 'y', 1, [-turn, turn]),
    ],
  };
}

const RANGES: Readonly<Record<TrunkBone | LimbBone, JointRange>> = {
  pelvis: trunk([-180, 180], 180, 180),
  spine: trunk([-12, 40], 18, 20),
  chest: trunk([-18, 45], 18, 25),
  neck: trunk([-22, 22], 20, 30),
  head: trunk([-25, 25], 25, 40),
  clavicle: {
    along: 'x',
    freedoms: [freedom('Raise', 'z', 1, [-8, 30]), freedom('Forward', 'y', -1, [-20, 25])],
  },
  upperArm: {
    along: 'x',
    freedoms: [
      freedom('Raise', 'z', 1, [-100, 90]),
      freedom('Forward', 'y', -1, [-75, 130]),
      freedom('Twist inward', 'x', 1, [-90, 80]),
    ],
  },
  forearm: {
    along: 'x',
    freedoms: [freedom('Bend', 'y', -1, [0, 150]), freedom('Turn palm up', 'x', -1, [-80, 80])],
  },
  hand: {
    along: 'x',
    freedoms: [freedom('Bend to palm', 'z', -1, [-70, 80]), freedom('Tilt to thumb', 'y', -1, [-30, 20])],
  },
  thigh: {
    along: 'y',
    freedoms: [
      freedom('Raise forward', 'x', -1, [-30, 125]),
      freedom('Spread', 'z', 1, [-30, 65]),
      freedom('Turn outward', 'y', 1, [-45, 60]),
    ],
  },
  shin: { along: 'y', freedoms: [freedom('Bend', 'x', 1, [0, 150])] },
  foot: {
    along: 'z',
    freedoms: [
      freedom('Lift toes', 'x', -1, [-50, 35]),
      freedom('Turn outward', 'y', 1, [-20, 25]),
      freedom('Tilt inward', 'z', 1, [-25, 35]),
    ],
  },
};

const RADIANS = Math.PI / 180;

/** The ways in which a bone turns against its parent. */
export function freedomsOf(bone: BoneName): readonly Freedom[] {
  return RANGES[kindOf(bone)].freedoms;
}

/** Degrees along each of a bone's freedoms, in their order. */
export function anglesOf(bone: BoneName, rotation: Quaternion): readonly number[] {
  const { along } = RANGES[kindOf(bone)];
  const { swing, twist } = swingTwist(rotation, along);
  const vector = rotationVector(swing);
  return freedomsOf(bone).map((way) => {
    const raw = way.axis === along ? twist : vector[way.axis];
    return (raw * signOf(bone, way)) / RADIANS;
  });
}

/** The rotation with these degrees along a bone's freedoms; missing ones are 0. */
export function rotationOf(bone: BoneName, angles: readonly number[]): Quaternion {
  const { along } = RANGES[kindOf(bone)];
  const turn = { x: 0, y: 0, z: 0 };
  freedomsOf(bone).forEach((way, i) => {
    turn[way.axis] = (angles[i] ?? 0) * RADIANS * signOf(bone, way);
  });
  const twist = aroundAxis(AXIS[along], turn[along]);
  turn[along] = 0;
  return normalized(multiply(fromRotationVector(turn), twist));
}

/** A reflection at the plane between left and right turns the other way about y and z. */
function signOf(bone: BoneName, { axis, sign }: Freedom): number {
  return sideOf(bone) === 'right' && axis !== 'x' ? -sign : sign;
}

/** The nearest angles that a joint can have: the twist cut to its interval, the swing drawn in onto its ellipse. */
export function clampAngles(bone: BoneName, angles: readonly number[]): readonly number[] {
  const { along, freedoms } = RANGES[kindOf(bone)];
  const excess = Math.hypot(
    ...freedoms.map((way, i) => {
      const angle = angles[i] ?? 0;
      const limit = angle >= 0 ? way.max : way.min;
      // What cannot bend backwards at all is cut, and takes no part in the ellipse.
      return way.axis === along || limit === 0 ? 0 : angle / limit;
    }),
  );
  return freedoms.map((way, i) => {
    const angle = (angles[i] ?? 0) / (way.axis === along ? 1 : Math.max(1, excess));
    return Math.min(Math.max(angle, way.min), way.max);
  });
}

/** The nearest rotation that a joint can have. The pelvis, which hangs on nothing, turns freely. */
export function clampRotation(bone: BoneName, rotation: Quaternion): Quaternion {
  if (bone === 'pelvis') return normalized(rotation);
  return rotationOf(bone, clampAngles(bone, anglesOf(bone, rotation)));
}
