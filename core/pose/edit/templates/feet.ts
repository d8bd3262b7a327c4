import type { Point } from '../../types.ts';

/**
 * Big toe, small toe and heel of a foot seen from the front, whose ankle is the origin: x along the shin, y to the outer
 * side, in lengths of a shin.
 */
export const FOOT_TEMPLATE: readonly [Point, Point, Point] = [
  { x: 0.27, y: 0.08 },
  { x: 0.22, y: 0.2 },
  { x: 0.1, y: -0.03 },
];
