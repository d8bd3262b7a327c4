import { ArmatureError } from '../../result/index.ts';
import { type Words, words } from '../../words/index.ts';

/** Makes the error for a document or a picture that no pose can be read from. */
export function badPose(
  message: Words,
  next: Words = words`Open a JSON file in the format of OpenPose, or a picture of a skeleton.`,
): ArmatureError {
  return new ArmatureError({ code: 'bad-pose', message, next });
}
