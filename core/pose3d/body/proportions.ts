import { vector, type Vector3 } from '../../space/index.ts';
import type { LimbBone, TrunkBone } from './bones.ts';

/** How a body is built. All but the height are factors on an adult's build. */
export interface Proportions {
  /** Metres from sole to crown, standing. */
  readonly height: number;
  readonly legs: number;
  readonly arms: number;
  readonly shoulders: number;
  readonly hips: number;
  readonly head: number;
}

/** What each proportion may be. */
export const PROPORTION_LIMITS: Readonly<
  Record<keyof Proportions, { readonly min: number; readonly max: number }>
> = {
  height: { min: 0.5, max: 2.4 },
  legs: { min: 0.6, max: 1.4 },
  arms: { min: 0.6, max: 1.4 },
  shoulders: { min: 0.6, max: 1.6 },
  hips: { min: 0.6, max: 1.6 },
  head: { min: 0.6, max: 2 },
};

/** Builds to start from. */
export const BUILDS = {
  adult: { height: 1.75, legs: 1, arms: 1, shoulders: 1, hips: 1, head: 1 },
  child: { height: 1.1, legs: 0.86, arms: 0.9, shoulders: 0.94, hips: 0.92, head: 1.45 },
  heroic: { height: 1.95, legs: 1.1, arms: 1.06, shoulders: 1.28, hips: 1, head: 0.9 },
} as const satisfies Record<string, Proportions>;

/** Name of a build. */
export type BuildName = keyof typeof BUILDS;

/** The builds in the order in which they are offered. */
export const BUILD_NAMES = Object.keys(BUILDS) as readonly BuildName[];

/** Lengths of a body in metres. */
export interface Measures {
  /** Where a bone begins, seen from its parent's origin in the rest pose; of a pair, the left one. */
  readonly offsets: Readonly<Record<TrunkBone | LimbBone, Vector3>>;
  readonly hand: number;
  readonly headScale: number;
  /** Height of the ankle above the sole. */
  readonly ankle: number;
  /** Ankle to the tip of the foot. */
  readonly foot: number;
  /** Half the distance of the shoulder joints, and of the hip joints. */
  readonly shoulder: number;
  readonly hip: number;
  /** The height of a body that is built like this, divided by an adult's parts: what girths grow with. */
  readonly unit: number;
}

/*
 * Shares of the stature after Drillis and Contini (1966) as tabulated in Winter, Biomechanics and Motor Control of Human
 * Movement, fig. 4.1: ankle 0.039, knee 0.285 and hip 0.530 above the floor, shoulder 0.818, chin 0.870. Widths and arms
 * are between centres of joints, which lie further in than the landmarks there.
 */
const ANKLE = 0.039;
const SHIN = 0.246;
const THIGH = 0.245;
const TRUNK = 0.355;
const HEAD = 0.115;

/** Gives the lengths of a body. */
export function measuresOf(build: Proportions): Measures {
  const raised = ANKLE + (SHIN + THIGH) * build.legs + TRUNK + HEAD * build.head;
  const unit = build.height / raised;
  const [arm, leg] = [unit * build.arms, unit * build.legs];
  const shoulder = 0.105 * unit * build.shoulders;
  const hip = 0.055 * unit * build.hips;
  const root = 0.02 * unit;
  return {
    offsets: {
      pelvis: vector(0, 0, 0),
      spine: vector(0, 0.05 * unit, 0),
      chest: vector(0, 0.09 * unit, 0),
      neck: vector(0, 0.155 * unit, -0.008 * unit),
      head: vector(0, 0.04 * unit, 0.008 * unit),
      clavicle: vector(0.012 * unit, 0.128 * unit, 0.005 * unit),
      upperArm: vector(shoulder - 0.012 * unit, 0, -0.005 * unit),
      forearm: vector(0.165 * arm, 0, 0),
      hand: vector(0.145 * arm, 0, 0),
      thigh: vector(hip, -root, 0),
      shin: vector(0, -THIGH * leg, 0),
      foot: vector(0, -SHIN * leg, 0),
    },
    hand: 0.105 * arm,
    headScale: unit * build.head,
    ankle: ANKLE * unit,
    foot: 0.115 * unit,
    shoulder,
    hip,
    unit,
  };
}

/** Height of the pelvis of a body that stands upright on the floor, in metres. */
export function standingHeight(build: Proportions): number {
  const { offsets, ankle } = measuresOf(build);
  return ankle - offsets.foot.y - offsets.shin.y - offsets.thigh.y;
}
