export { ANIMAL_COLOURS, ANIMAL_EDGES, isAnimal, limbsOf, mainPartOf } from './animal.ts';
export { assign } from './assignment.ts';
export { renderControlImage } from './control-image.ts';
export { standingAnimal } from './edit/animals.ts';
export { attachedTo } from './edit/attached.ts';
export type { AttachedPoints } from './edit/attached.ts';
export { boundsOfKeypoints, boundsOfPeople, middleOfBox } from './edit/bounds.ts';
export type { Box } from './edit/bounds.ts';
export { CANVAS_LIMITS, CANVAS_PRESETS, canvasMap, resizeCanvas } from './edit/canvas.ts';
export type { CanvasChange, CanvasPreset } from './edit/canvas.ts';
export { keypointAt, keypointRef } from './edit/change.ts';
export { flipHand } from './edit/flip-hand.ts';
export { dragKeypoint } from './edit/kinematics/drag.ts';
export type { DragMode } from './edit/kinematics/drag.ts';
export { mirrorPeople } from './edit/mirror.ts';
export { giveFace, giveFeet, giveHand, handPart, hasHoldFor, removePart } from './edit/parts.ts';
export type { GivenPart } from './edit/parts.ts';
export {
  addPerson,
  bringForward,
  changePersonDetails,
  duplicatePeople,
  removePeople,
  reorderPerson,
  sendBackward,
} from './edit/people.ts';
export type { PersonDetails } from './edit/people.ts';
export { isRemainderOf } from './edit/restore.ts';
export { keypointsInBox } from './edit/selection.ts';
export { formOf } from './edit/templates/forms.ts';
export { HAND_PRESET_LABELS, HAND_PRESET_NAMES } from './edit/templates/hands.ts';
export type { HandPresetName } from './edit/templates/hands.ts';
export { rotation, scaling, transformKeypoints, transformPeople, translation } from './edit/transform.ts';
export type { Transform } from './edit/transform.ts';
export {
  dropUncertain,
  hideKeypoints,
  missingKeypoints,
  showKeypoint,
  toggleKeypoint,
  toggleLimb,
} from './edit/visibility.ts';
export { fitPose } from './fit.ts';
export { insertPeople } from './insert.ts';
export type { Insertion } from './insert.ts';
export { mirrorPose } from './mirror.ts';
export { collectionJsonFrom, readPoseFile } from './formats/collection-json.ts';
export type { NamedPose, PoseFileReading } from './formats/collection-json.ts';
export { skeletonImage, skeletonPng } from './formats/export-png.ts';
export { poseSvg } from './formats/export-svg.ts';
export { keptFaceOf, mapKeptFace, withoutKeptFace } from './formats/kept-face.ts';
export { keptPose } from './formats/kept-pose.ts';
export { openPoseJsonFrom, placesAsRead, poseFromOpenPoseJson } from './formats/openpose-json.ts';
export type { OpenPoseJson, OpenPoseWriting } from './formats/openpose-json.ts';
export { readPoseText } from './formats/pose-documents.ts';
export type { PoseReading } from './formats/pose-documents.ts';
export { readPose, readSkeletonPicture, RECORD_KEYWORD } from './formats/read-pose.ts';
export { limbAt, nearestKeypoint, personAt } from './hit-test.ts';
export type { HitOptions, KeypointHitOptions, LimbRef } from './hit-test.ts';
export { figureName, figureWords, keypointLabel, keypointWords } from './labels.ts';
export {
  matchesQuery,
  POSE_CATEGORIES,
  poseEntries,
  presetPerson,
  presetPose,
  specOf,
} from './library/catalogue.ts';
export type { PoseCategory, PoseEntry, PoseId } from './library/catalogue.ts';
export { buildHand, HAND_SHAPES } from './library/hand-model.ts';
export { standingPerson } from './library/pose-of.ts';
export { buildScene, JOINT_NAMES } from './library/scene.ts';
export { drawPose, strokeFor } from './raster/draw-pose.ts';
export type { DrawingOptions, LineStyle } from './raster/draw-pose.ts';
export { personShapes } from './shapes.ts';
export type { PoseShape } from './shapes.ts';
export {
  BODY,
  BODY_COLOURS,
  BODY_KEYPOINT_NAMES,
  BODY_LIMBS,
  FOOT_COLOURS,
  FOOT_KEYPOINT_NAMES,
  HAND_COLOURS,
  HAND_EDGES,
} from './skeleton.ts';
export type { Edge } from './skeleton.ts';
export { PART_NAMES, PART_SIZES } from './types.ts';
export type { CanvasSize, Keypoint, KeypointRef, Keypoints, PartName, Person, Point, Pose } from './types.ts';
