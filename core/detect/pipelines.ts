/**
 * How a detector is run, and what its files are called:
 *
 * - `armature-keypoints`: our own small network for drawings, whose graph is authored in the page. `config.json` and
 *   `model.safetensors`.
 * - `rtmo`: one network finds all people with their keypoints (Lu et al., 2024). `pose.onnx`.
 * - `top-down-simcc`: one network finds people, a second the keypoints of each as two distributions, one along each axis
 *   (SimCC; RTMPose and DWPose). `person.onnx` and `pose.onnx`.
 * - `movenet`: one network, one person, coordinates as its output. `pose.onnx`.
 * - `vitpose`: one network finds people, a second the keypoints of each as heatmaps (Xu et al., 2022). `person.onnx` and
 *   `pose.onnx`.
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

/** The orders of keypoints that detectors give: 17 of the body, 133 of body, feet, face and hands, or OpenPose's 18. */
export const KEYPOINT_LAYOUTS = ['coco-17', 'coco-wholebody-133', 'openpose-18'] as const;

/** Name of an order of keypoints. */
export type KeypointLayout = (typeof KEYPOINT_LAYOUTS)[number];
