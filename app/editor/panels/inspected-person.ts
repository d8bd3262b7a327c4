import type { Pose } from '../../../core/pose/index.ts';

/** A person of a pose, as the parts of the inspector get it. */
export interface InspectedPerson {
  readonly pose: Pose;
  /** In `people`. */
  readonly index: number;
}
