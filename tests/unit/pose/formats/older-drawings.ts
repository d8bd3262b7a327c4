/* Drawings of bodies as ControlNet 1.1-nightly and the first DWPose made them, before today's. */
import { blankImage, type RgbaImage } from '../../../../core/image/index.ts';
import { BODY_COLOURS, BODY_LIMBS, type Keypoints, type Point } from '../../../../core/pose/index.ts';
import { fillConvex } from '../../../../core/pose/raster/convex.ts';
import { fillDisc } from '../../../../core/pose/raster/disc.ts';
import { ellipseOutline } from '../../../../core/pose/raster/ellipse.ts';

const WHITE = [255, 255, 255] as const;

/** ControlNet 1.1-nightly: all limbs at full colour, the canvas times 0.6, then all joints. */
export function drawDimmed(bodies: readonly Keypoints[], side: number): RgbaImage {
  const canvas = blankImage(side, side);
  for (const { limb, mask } of limbMasks(bodies, side)) {
    for (let at = 0; at < mask.data.length; at += 4) {
      if (mask.data[at] !== 255) continue;
      for (let channel = 0; channel < 3; channel++)
        canvas.data[at + channel] = Math.trunc(0.6 * (BODY_COLOURS[limb]?.[channel] ?? 0));
    }
  }
  drawJoints(canvas, bodies);
  return canvas;
}

function drawJoints(canvas: RgbaImage, bodies: readonly Keypoints[]): void {
  for (const body of bodies) {
    body.forEach((point, joint) => {
      if (point) fillDisc(canvas, { centre: whole(point), radius: 4 }, BODY_COLOURS[joint]!);
    });
  }
}

/** Each limb in white on black; of all people the first limb, then the second. */
function limbMasks(bodies: readonly Keypoints[], side: number): { limb: number; mask: RgbaImage }[] {
  return BODY_LIMBS.flatMap(([first, second], limb) =>
    bodies.flatMap((body) => {
      const [from, to] = [body[first], body[second]];
      if (!from || !to) return [];
      const [dx, dy] = [from.x - to.x, from.y - to.y];
      const mask = blankImage(side, side);
      const outline = ellipseOutline({
        centre: whole({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }),
        semiAxes: { along: Math.trunc(Math.hypot(dx, dy) / 2), across: 4 },
        degrees: Math.trunc((Math.atan2(dy, dx) * 180) / Math.PI),
      });
      fillConvex(mask, outline, WHITE);
      return [{ limb, mask }];
    }),
  );
}

function whole({ x, y }: Point): Point {
  return { x: Math.trunc(x), y: Math.trunc(y) };
}
