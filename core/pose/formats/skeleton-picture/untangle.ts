/*
 * Limbs of two people that cross or lie side by side: each pair of limbs may be the other way around.
 */
import type { Point } from '../../types.ts';
import { BODY_HUES, isInLimb, limbShape, lookAtLimb } from './limb-shape.ts';
import { type Link, mayBeCovered } from './limbs.ts';
import { KIND, pixelsByHue, type PixelPlanes } from './pixel-planes.ts';

/** How much better another choice must explain a picture, in px. */
const CLEARLY = 1;
/** Ends of ellipses are known to that many px where a joint is partly covered. */
const TOLERANCE = 0.5;

/** Exchanges ends of limbs of the same name as long as their ellipses fit the px of their colour better so. */
export function untangle(planes: PixelPlanes, links: readonly Link[]): Link[] {
  const { width } = planes;
  const coloured = pixelsByHue(planes, KIND.dim, BODY_HUES);
  const limbs = [...new Set(links.map(({ limb }) => limb))];
  return limbs.flatMap((limb) => {
    const same = links.filter((link) => link.limb === limb);
    if (same.length < 2) return same;
    const pixels = (coloured[limb] ?? []).map((index) => ({
      x: index % width,
      y: Math.floor(index / width),
    }));
    return untangled(planes, pixels, same);
  });
}

function untangled(planes: PixelPlanes, pixels: readonly Point[], links: readonly Link[]): Link[] {
  const choice = [...links];
  for (let first = 0; first < choice.length; first++) {
    for (let second = first + 1; second < choice.length; second++) {
      const [one, other] = [choice[first]!, choice[second]!];
      const [oneNow, otherNow] = [
        { ...one, to: other.to },
        { ...other, to: one.to },
      ];
      if (![oneNow, otherNow].every((link) => canBe(planes, link))) continue;
      const before = misfit(planes, pixels, [one, other]);
      if (misfit(planes, pixels, [oneNow, otherNow]) + CLEARLY > before) continue;
      [choice[first], choice[second]] = [oneNow, otherNow];
    }
  }
  return choice;
}

function canBe(planes: PixelPlanes, { limb, from, to }: Link): boolean {
  return mayBeCovered(lookAtLimb(planes, limb, [from.centre, to.centre]));
}

/** Px of the colour beside both limbs, and px in one of them that show nothing. */
function misfit(planes: PixelPlanes, pixels: readonly Point[], links: readonly Link[]): number {
  const shapes = links.map(({ from, to }) => limbShape([from.centre, to.centre]));
  const beside = pixels.filter((point) => !shapes.some((shape) => isInLimb(shape, point, TOLERANCE))).length;
  const black = links.map(({ limb, from, to }) => lookAtLimb(planes, limb, [from.centre, to.centre]).black);
  return black.reduce((sum, count) => sum + count, beside);
}
