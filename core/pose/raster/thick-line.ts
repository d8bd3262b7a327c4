import type { RgbaImage } from '../../image/index.ts';
import { fillFixedConvex } from './convex.ts';
import { fillDisc } from './disc.ts';
import { roundHalfEven } from './ellipse.ts';
import { HALF, ONE } from './fixed-point.ts';
import { clipSegment, type Segment } from './segment.ts';
import type { Rgb } from './surface.ts';

/** A line with round ends: a segment in whole px and its thickness of at least 2 px. */
export interface ThickLine extends Segment {
  readonly thickness: number;
}

/**
 * Draws a line, `cv::line` with a thickness above 1: a rectangle and a disc at each end. As OpenCV does since 4.13,
 * the line is first cut to the surface with a margin of its thickness; older versions differ by a few pixels along
 * lines that cross the border.
 */
export function drawThickLine(surface: RgbaImage, line: ThickLine, colour: Rgb): void {
  const { thickness } = line;
  const roomy = { width: surface.width + 2 * thickness, height: surface.height + 2 * thickness };
  const shifted = {
    x1: line.x1 + thickness,
    y1: line.y1 + thickness,
    x2: line.x2 + thickness,
    y2: line.y2 + thickness,
  };
  const cut = clipSegment(shifted, roomy);
  if (!cut) return;
  const [x1, y1, x2, y2] = [cut.x1 - thickness, cut.y1 - thickness, cut.x2 - thickness, cut.y2 - thickness];

  const [dx, dy] = [x1 - x2, y2 - y1];
  if (dx !== 0 || dy !== 0) {
    const scale = ((thickness + (thickness % 2)) * HALF) / Math.sqrt(dx * dx + dy * dy);
    const [acrossX, acrossY] = [roundHalfEven(dy * scale), roundHalfEven(dx * scale)];
    const corners = [
      { x: x1 * ONE + acrossX, y: y1 * ONE + acrossY },
      { x: x1 * ONE - acrossX, y: y1 * ONE - acrossY },
      { x: x2 * ONE - acrossX, y: y2 * ONE - acrossY },
      { x: x2 * ONE + acrossX, y: y2 * ONE + acrossY },
    ];
    fillFixedConvex(surface, corners, colour);
  }
  const radius = Math.floor((thickness + 1) / 2);
  fillDisc(surface, { centre: { x: x1, y: y1 }, radius }, colour);
  fillDisc(surface, { centre: { x: x2, y: y2 }, radius }, colour);
}
