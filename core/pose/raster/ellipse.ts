import type { Point } from '../types.ts';

/**
 * Sines of 0 to 450 whole degrees as OpenCV tabulates them: rounded to seven decimals, then to float32. The
 * cosine of a is entry 450 - a.
 */
const SINES = Float32Array.from(
  { length: 451 },
  (_, degrees) => Math.round(Math.sin((degrees * Math.PI) / 180) * 1e7) / 1e7,
);

/** An ellipse in whole px: centre, half its two axes, and its turn in whole degrees. */
export interface Ellipse {
  readonly centre: Point;
  readonly semiAxes: { readonly along: number; readonly across: number };
  readonly degrees: number;
}

/**
 * Gives the outline of an ellipse, `cv::ellipse2Poly` in steps of one degree: one corner per degree, rounded half
 * to even, repeated corners left out. A corner that would stand alone becomes the centre twice.
 */
export function ellipseOutline({ centre, semiAxes, degrees }: Ellipse): Point[] {
  const turn = ((degrees % 360) + 360) % 360;
  const cosine = SINES[450 - turn]!;
  const sine = SINES[turn]!;
  const corners: Point[] = [];
  for (let angle = 0; angle <= 360; angle++) {
    const along = semiAxes.along * SINES[450 - angle]!;
    const across = semiAxes.across * SINES[angle]!;
    const x = roundHalfEven(centre.x + along * cosine - across * sine);
    const y = roundHalfEven(centre.y + along * sine + across * cosine);
    const last = corners.at(-1);
    if (last?.x !== x || last.y !== y) corners.push({ x, y });
  }
  return corners.length === 1 ? [centre, centre] : corners;
}

/** Rounds to the nearest integer, ties to the even one. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest === 0.5) return floor % 2 === 0 ? floor : floor + 1;
  return rest < 0.5 ? floor : floor + 1;
}
