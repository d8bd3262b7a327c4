import type { Point } from '../../types.ts';

/**
 * The 17 points of an animal that stands with its head to the left, a little turned to the viewer, its left legs nearer
 * to us; in shares of its length, (0, 0) in the middle of it, y down.
 */
export const ANIMAL_TEMPLATE: readonly Point[] = [
  { x: -0.39, y: -0.36 },
  { x: -0.45, y: -0.355 },
  { x: -0.5, y: -0.27 },
  { x: -0.26, y: -0.2 },
  { x: 0.42, y: -0.17 },
  { x: -0.19, y: -0.07 },
  { x: -0.15, y: 0.13 },
  { x: -0.18, y: 0.37 },
  { x: -0.26, y: -0.07 },
  { x: -0.26, y: 0.12 },
  { x: -0.29, y: 0.34 },
  { x: 0.34, y: -0.05 },
  { x: 0.35, y: 0.14 },
  { x: 0.4, y: 0.37 },
  { x: 0.28, y: -0.05 },
  { x: 0.25, y: 0.13 },
  { x: 0.3, y: 0.34 },
];
