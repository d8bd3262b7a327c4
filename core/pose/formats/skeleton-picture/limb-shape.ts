/*
 * What the px of a picture say about a limb between two points. A limb is drawn as an ellipse whose centre is in whole
 * px and whose turn is in whole degrees, both truncated, so that the ends of long limbs lie px beside their joints.
 */
import { BODY_COLOURS } from '../../skeleton.ts';
import type { Point } from '../../types.ts';
import { DISC_RADIUS } from './discs.ts';
import { hueClass, KIND, kindAt, type PixelPlanes } from './pixel-planes.ts';

/** Number of hues of the body. */
export const BODY_HUES = BODY_COLOURS.length;

/** The two ends of a limb in the order of `BODY_LIMBS`, which decides how its turn is truncated. */
export type Ends = readonly [Point, Point];

/** Half the width of a limb in px. */
export const HALF_WIDTH = 4;
/** Lines along the limb on which it is looked at, in px beside its axis. */
const LINES = [-3, -2, -1, 0, 1, 2, 3] as const;

/** The ellipse of a limb. */
export interface LimbShape {
  readonly centre: Point;
  /** Direction of the axis, of length 1. */
  readonly along: Point;
  /** Half the length in px. */
  readonly half: number;
}

/** The ellipse that is drawn between two joints. */
export function limbShape([from, to]: Ends): LimbShape {
  const [dx, dy] = [from.x - to.x, from.y - to.y];
  const turn = (Math.trunc((Math.atan2(dy, dx) * 180) / Math.PI) * Math.PI) / 180;
  return {
    centre: { x: Math.trunc((from.x + to.x) / 2), y: Math.trunc((from.y + to.y) / 2) },
    along: { x: Math.cos(turn), y: Math.sin(turn) },
    half: Math.trunc(Math.hypot(dx, dy) / 2),
  };
}

/** Whether a point is in an ellipse that is wider by some px. */
export function isInLimb({ centre, along, half }: LimbShape, { x, y }: Point, wider: number): boolean {
  const [dx, dy] = [x - centre.x, y - centre.y];
  const u = (dx * along.x + dy * along.y) / (half + wider);
  const v = (dy * along.x - dx * along.y) / (HALF_WIDTH + wider);
  return u * u + v * v <= 1;
}

/** What was seen along a limb, in counts of samples. */
export interface LimbLook {
  readonly count: number;
  /** Samples that show the limb. */
  readonly seen: number;
  /** Samples that show nothing: the limb is not there. */
  readonly black: number;
}

/** Looks at a limb where the discs of its ends do not cover it. Outside of the picture nothing is known. */
export function lookAtLimb(planes: PixelPlanes, limb: number, ends: Ends): LimbLook {
  const { centre, along, half } = limbShape(ends);
  const reach = half - DISC_RADIUS - 1;
  let [count, seen, black] = [0, 0, 0];
  for (const v of LINES) {
    const widest = Math.abs(v) + 1;
    for (let u = -reach; u <= reach; u++) {
      if (HALF_WIDTH ** 2 * (1 - (u / half) ** 2) < widest ** 2) continue;
      const x = Math.round(centre.x + u * along.x - v * along.y);
      const y = Math.round(centre.y + u * along.y + v * along.x);
      const kind = kindAt(planes, x, y);
      if (kind === undefined) continue;
      count++;
      if (kind === KIND.black) black++;
      else if (kind === KIND.dim && hueClass(planes.hue[y * planes.width + x] ?? 0, BODY_HUES) === limb)
        seen++;
    }
  }
  return { count, seen, black };
}
