import type { ScoredBox } from './boxes.ts';

/** A person as a network found it, in the network's own order of keypoints. */
export interface FoundPerson {
  /** float32 `[keypoints, 3]`: x and y in px of the picture, and the score. */
  readonly keypoints: Float32Array;
  /** In px of the picture; absent where the network gives none. */
  readonly box?: ScoredBox;
}

/** Numbers of a keypoint in {@link FoundPerson}: x, y, score. */
export const KEYPOINT_VALUES = 3;
