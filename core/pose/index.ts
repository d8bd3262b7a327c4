export { renderControlImage } from './control-image.ts';
export { boundsOfKeypoints, boundsOfPeople } from './edit/bounds.ts';
export type { Box } from './edit/bounds.ts';
export { CANVAS_LIMITS, CANVAS_PRESETS, resizeCanvas } from './edit/canvas.ts';
export type { CanvasPreset } from './edit/canvas.ts';
export { dragKeypoint } from './edit/kinematics/drag.ts';
export type { DragMode } from './edit/kinematics/drag.ts';
export { mirrorPeople } from './edit/mirror.ts';
export { giveFace, giveFeet, giveHand, removePart } from './edit/parts.ts';
export {
  addPerson,
  bringForward,
  changePersonDetails,
  duplicatePeople,
  removePeople,
  reorderPerson,
  replacePerson,
  sendBackward,
} from './edit/people.ts';
export type { PersonDetails } from './edit/people.ts';
export { keypointsInBox, peopleInBox } from './edit/selection.ts';
export { HAND_PRESET_LABELS, HAND_PRESET_NAMES } from './edit/templates/hands.ts';
export type { HandPresetName } from './edit/templates/hands.ts';
export { rotation, scaling, transformKeypoints, transformPeople, translation } from './edit/transform.ts';
export type { Transform } from './edit/transform.ts';
export { dropUncertain, hideKeypoints, showKeypoint, toggleKeypoint, toggleLimb } from './edit/visibility.ts';
export { fitPose } from './fit.ts';
export { openPoseJsonFrom, poseFromOpenPoseJson } from './formats/openpose-json.ts';
export { limbAt, nearestKeypoint, personAt } from './hit-test.ts';
export type { HitOptions, KeypointHitOptions, LimbRef } from './hit-test.ts';
export { keypointLabel } from './labels.ts';
export { PRESET_LABELS, PRESET_NAMES, presetPerson, presetPose } from './presets.ts';
export type { PresetName } from './presets.ts';
export { drawPose } from './raster/draw-pose.ts';
export type { DrawingOptions } from './raster/draw-pose.ts';
export { BODY_KEYPOINT_NAMES } from './skeleton.ts';
export type { CanvasSize, Keypoint, KeypointRef, Keypoints, PartName, Person, Point, Pose } from './types.ts';
