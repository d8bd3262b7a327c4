import { ArmatureError } from '../../result/index.ts';

/** Makes the error for a document or a picture that no pose can be read from. */
export function badPose(
  message: string,
  next = 'Open a JSON file in the format of OpenPose, or a picture of a skeleton.',
): ArmatureError {
  return new ArmatureError({ code: 'bad-pose', message, next });
}
