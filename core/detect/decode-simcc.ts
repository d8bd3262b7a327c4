import type { Region } from './boxes.ts';
import { KEYPOINT_VALUES } from './found.ts';
import { checkedOutput, type NetworkOutput } from './network-output.ts';

/** What a SimCC network gave for one person. */
export interface SimccOutputs {
  /** `[1, keypoints, 2 * width]` */
  readonly x: NetworkOutput | undefined;
  /** `[1, keypoints, 2 * height]` */
  readonly y: NetworkOutput | undefined;
}

/** Bins for a px of the input. */
const SPLIT_RATIO = 2;

/**
 * Reads keypoints from distributions along the two axes (SimCC: Li et al., 2022): each is where both are largest. As sure
 * as the less sure axis; nowhere where that is not positive.
 *
 * @param region - that the network has looked at
 * @returns float32 `[keypoints, 3]`: x and y in px of the picture, and the score
 * @throws ArmatureError `unsupported-model` or `bad-output`, as {@link checkedOutput}
 */
export function decodeSimcc(outputs: SimccOutputs, region: Region, keypoints: number): Float32Array {
  const x = checkedOutput(outputs.x, { name: 'keypoint columns', shape: [1, keypoints, undefined] });
  const y = checkedOutput(outputs.y, { name: 'keypoint rows', shape: [1, keypoints, undefined] });
  const columns = x.shape[2] ?? 0;
  const rows = y.shape[2] ?? 0;
  const left = region.x - region.width / 2;
  const top = region.y - region.height / 2;
  const found = new Float32Array(keypoints * KEYPOINT_VALUES);
  for (let i = 0; i < keypoints; i++) {
    const column = largest(x.data, i * columns, columns);
    const row = largest(y.data, i * rows, rows);
    const score = Math.min(x.data[i * columns + column]!, y.data[i * rows + row]!);
    const there = score > 0;
    const at = i * KEYPOINT_VALUES;
    found[at] = left + inInput(there, column) * (region.width / (columns / SPLIT_RATIO));
    found[at + 1] = top + inInput(there, row) * (region.height / (rows / SPLIT_RATIO));
    found[at + 2] = score;
  }
  return found;
}

/** In px of the input; a keypoint that is nowhere is put outside of it. */
function inInput(there: boolean, bin: number): number {
  return (there ? bin : -1) / SPLIT_RATIO;
}

/** Index of the first largest value, counted from `start`. */
function largest(values: NetworkOutput['data'], start: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if (values[start + i]! > values[start + best]!) best = i;
  return best;
}
