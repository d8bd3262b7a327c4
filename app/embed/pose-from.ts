import { type CanvasSize, type Pose, poseEntries, presetPose, readPoseText } from '../../core/pose/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { words, type Words } from '../../core/words/index.ts';

/**
 * Makes a pose of what the page around gives: the id of a pose of the library, or a pose document as JSON.
 *
 * @param canvas - for poses that tell none
 * @returns with it what of the document could not be taken over, in sentences
 * @throws ArmatureError `bad-pose`
 */
export function poseFrom(
  text: string,
  canvas: CanvasSize,
): { readonly pose: Pose; readonly notes: readonly Words[] } {
  const preset = poseEntries().find(({ id }) => id === text);
  if (preset) return { pose: presetPose(preset.id, canvas), notes: [] };
  if (/^[\w-]+$/.test(text)) throw notInLibrary(text);
  const { width, height } = canvas;
  const { frames, notes } = readPoseText(text, { width, height });
  return { pose: frames[0], notes };
}

function notInLibrary(id: string): ArmatureError {
  return new ArmatureError({
    code: 'bad-pose',
    message: words`The library has no pose "${id.slice(0, 80)}".`,
    next: words`docs/embedding.md tells where the ids are, such as "sitting" or "arabesque".`,
  });
}
