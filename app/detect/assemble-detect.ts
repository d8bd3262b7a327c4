import { createDetectActions, type DetectActions, type DetectDependencies } from './actions.ts';
import { readPictureFrame } from './read-frame.ts';

/** Makes the actions with what the browser reads pictures by. */
export function assembleDetect(dependencies: Omit<DetectDependencies, 'readPicture'>): DetectActions {
  return createDetectActions({ ...dependencies, readPicture: readPictureFrame });
}
