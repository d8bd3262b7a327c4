import type { DetectorPipeline } from '../../core/detect/index.ts';
import { armatureKeypoints } from './armature-keypoints.ts';
import { moveNet } from './movenet.ts';
import type { Pipeline } from './pipeline.ts';
import { rtmo } from './rtmo.ts';
import { topDownSimcc, vitPose } from './top-down.ts';

/** Every way to find people that a detector's entry can name. */
export const PIPELINES: Readonly<Record<DetectorPipeline, Pipeline>> = {
  'armature-keypoints': armatureKeypoints,
  rtmo,
  'top-down-simcc': topDownSimcc,
  movenet: moveNet,
  vitpose: vitPose,
};
