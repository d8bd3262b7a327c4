import type { Keypoint } from '../../core/pose/index.ts';

/** Points of which a detector was less sure are marked. */
const UNSURE_BELOW = 0.5;

/** Was a detector less than half sure of a point? */
export function isUnsure(point: Keypoint | null): boolean {
  return (point?.confidence ?? 1) < UNSURE_BELOW;
}
