export { DETECTOR_PIPELINES, KEYPOINT_LAYOUTS } from './pipelines.ts';
export type { DetectorPipeline, KeypointLayout } from './pipelines.ts';
