/**
 * How a detector is run:
 *
 * - `armature-keypoints`: our own small network for drawings, whose graph is authored in the page.
 * - `rtmo`: one network finds all people with their keypoints (Lu et al., 2024).
 * - `top-down-simcc`: one network finds people, a second the keypoints of each as two distributions, one along each axis
 *   (SimCC; RTMPose and DWPose).
 * - `movenet`: one network, one person, coordinates as its output.
 * - `vitpose`: one network finds people, a second the keypoints of each as heatmaps (Xu et al., 2022).
 */
export const DETECTOR_PIPELINES = [
  'armature-keypoints',
  'rtmo',
  'top-down-simcc',
  'movenet',
  'vitpose',
] as const;

/** Name of a pipeline. */
export type DetectorPipeline = (typeof DETECTOR_PIPELINES)[number];

/** The files that a detector of each pipeline has. */
export const PIPELINE_FILES: Readonly<Record<DetectorPipeline, readonly string[]>> = {
  'armature-keypoints': ['config.json', 'model.safetensors'],
  rtmo: ['pose.onnx'],
  'top-down-simcc': ['person.onnx', 'pose.onnx'],
  movenet: ['pose.onnx'],
  vitpose: ['person.onnx', 'pose.onnx'],
};

/** The orders of keypoints that detectors give: 17 of the body, 133 of body, feet, face and hands, or OpenPose's 18. */
export const KEYPOINT_LAYOUTS = ['coco-17', 'coco-wholebody-133', 'openpose-18'] as const;

/** Name of an order of keypoints. */
export type KeypointLayout = (typeof KEYPOINT_LAYOUTS)[number];
