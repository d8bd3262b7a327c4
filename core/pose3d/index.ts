export { BONE_NAMES, boneLabel, kindOf, oppositeOf, parentOf, SIDES, sideOf } from './body/bones.ts';
export type { BoneName, Side } from './body/bones.ts';
export {
  framesOf,
  localRotation,
  mirrored,
  moved,
  rebuilt,
  resetPose,
  standingFigure,
  withRotation,
  withWorldRotation,
} from './body/figure.ts';
export type { Figure, Frame, Frames } from './body/figure.ts';
export { HAND_SHAPE_LABELS, HAND_SHAPE_NAMES, handPoints } from './body/hand.ts';
export type { HandShapeName } from './body/hand.ts';
export { droppedToFloor, keptAboveFloor, lowestOf } from './body/landmarks.ts';
export { anglesOf, freedomsOf, rotationOf } from './body/limits.ts';
export type { Freedom } from './body/limits.ts';
export { BUILD_NAMES, BUILDS, measuresOf, PROPORTION_LIMITS } from './body/proportions.ts';
export type { BuildName, Measures, Proportions } from './body/proportions.ts';
export { boneOfHandle, dragHandle, HANDLE_LABELS, HANDLE_NAMES, handlePlace } from './ik/handles.ts';
export type { HandleName } from './ik/handles.ts';
export { liftPeople } from './lift/lift.ts';
export type { Quaternion, Vector3 } from '../space/index.ts';
export {
  CAMERA_VIEWS,
  cameraFrame,
  CAMERA_VIEW_NAMES,
  FIELD_OF_VIEW_LIMITS,
  placeSeenAt,
  projector,
} from './view/camera.ts';
export type { CameraViewName, OrbitCamera } from './view/camera.ts';
export { projectFigures } from './view/project.ts';
export type { ProjectOptions } from './view/project.ts';
