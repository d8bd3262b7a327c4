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
export { insertPeople } from './insert.ts';
export type { Insertion } from './insert.ts';
export { mirrorPose } from './mirror.ts';
export { collectionJsonFrom, readPoseFile } from './formats/collection-json.ts';
export type { NamedPose, PoseFileReading } from './formats/collection-json.ts';
export { openPoseJsonFrom, poseFromOpenPoseJson } from './formats/openpose-json.ts';
export { nearestKeypoint, personAt } from './hit-test.ts';
export { matchesQuery, POSE_CATEGORIES, poseEntries, presetPerson, presetPose } from './library/catalogue.ts';
export type { PoseCategory, PoseEntry, PoseId } from './library/catalogue.ts';
export { drawPose } from './raster/draw-pose.ts';
export { BODY_KEYPOINT_NAMES } from './skeleton.ts';
export type { CanvasSize, Keypoint, KeypointRef, Keypoints, PartName, Person, Point, Pose } from './types.ts';
