import type { Letterboxed } from './letterbox.ts';
import { KEYPOINT_VALUES } from './found.ts';
import { checkedOutput, type NetworkOutput } from './network-output.ts';

const COCO_KEYPOINTS = 17;

/**
 * Reads the one person of a MoveNet single-pose network (Votel and Li, 2021).
 *
 * @param output - `[1, 1, 17, 3]`: y and x as a share of the field, and the score
 * @param field - what the network has looked at
 * @returns float32 `[17, 3]`: x and y in px of the picture, and the score
 * @throws ArmatureError `unsupported-model` or `bad-output`, as {@link checkedOutput}
 */
export function decodeMoveNet(
  output: NetworkOutput | undefined,
  { image, ratio, left, top }: Letterboxed,
): Float32Array {
  const { data } = checkedOutput(output, {
    name: 'keypoints',
    shape: [1, 1, COCO_KEYPOINTS, KEYPOINT_VALUES],
  });
  const found = new Float32Array(data.length);
  for (let at = 0; at < data.length; at += KEYPOINT_VALUES) {
    found[at] = (data[at + 1]! * image.width - left) / ratio;
    found[at + 1] = (data[at]! * image.height - top) / ratio;
    found[at + 2] = data[at + 2]!;
  }
  return found;
}
