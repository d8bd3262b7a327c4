import type { RgbaImage } from '../../image/index.ts';
import type { Point } from '../types.ts';
import { putSpan, type Rgb } from './surface.ts';

/** A filled circle in whole px. */
export interface Disc {
  readonly centre: Point;
  readonly radius: number;
}

/** Fills a circle by Bresenham's midpoint walk, `cv::circle` with thickness -1. */
export function fillDisc(surface: RgbaImage, { centre, radius }: Disc, colour: Rgb): void {
  const row = (dy: number, reach: number): void =>
    putSpan(surface, { y: centre.y + dy, from: centre.x - reach, to: centre.x + reach }, colour);
  let error = 0;
  let grow = 1;
  let shrink = 2 * radius - 1;
  for (let x = radius, y = 0; x >= y; y++) {
    row(-y, x);
    row(y, x);
    row(-x, y);
    row(x, y);
    error += grow;
    grow += 2;
    if (error > 0) {
      error -= shrink;
      shrink -= 2;
      x--;
    }
  }
}
