export { renderControlImage } from './control-image.ts';
export {
  addPerson,
  duplicatePerson,
  hideKeypoint,
  mirrorPerson,
  moveKeypoint,
  removePerson,
  replacePerson,
  showKeypoint,
  translatePerson,
} from './edit.ts';
export { fitPose } from './fit.ts';
export { openPoseJsonFrom, poseFromOpenPoseJson } from './formats/openpose-json.ts';
export { nearestKeypoint, personAt } from './hit-test.ts';
export { PRESET_LABELS, PRESET_NAMES, presetPerson, presetPose } from './presets.ts';
export type { PresetName } from './presets.ts';
export { drawPose } from './raster/draw-pose.ts';
export { BODY, BODY_KEYPOINT_NAMES, BODY_LIMBS } from './skeleton.ts';
export type { CanvasSize, Keypoint, KeypointRef, Keypoints, PartName, Person, Point, Pose } from './types.ts';
