import { type ScoredBox, suppress } from './boxes.ts';
import { type FoundPerson, KEYPOINT_VALUES } from './found.ts';
import { checkedOutput, type NetworkOutput } from './network-output.ts';

/** What an RTMO network gave, all in px of its input. */
export interface RtmoOutputs {
  /** `[1, people, 5]`: left, top, right, bottom, score. */
  readonly dets: NetworkOutput | undefined;
  /** `[1, people, 17, 3]`: x, y, score. */
  readonly keypoints: NetworkOutput | undefined;
}

/** What the outputs are read with. */
export interface RtmoOptions {
  /** Px of the input for a px of the picture. */
  readonly ratio: number;
  /** People must be surer than this. */
  readonly minScore: number;
}

const BOX_VALUES = 5;
const COCO_KEYPOINTS = 17;
/** Intersection over union above which two boxes are of one person. */
const MAX_OVERLAP = 0.45;

/**
 * Reads the people that an RTMO network found (Lu et al., 2024). Exported files have suppressed most duplicates already.
 *
 * @returns the surest first
 * @throws ArmatureError `unsupported-model` or `bad-output`, as {@link checkedOutput}
 */
export function decodeRtmo(outputs: RtmoOutputs, { ratio, minScore }: RtmoOptions): FoundPerson[] {
  const dets = checkedOutput(outputs.dets, { name: 'boxes', shape: [1, undefined, BOX_VALUES] });
  const people = dets.shape[1];
  const { data } = checkedOutput(outputs.keypoints, {
    name: 'keypoints',
    shape: [1, people, COCO_KEYPOINTS, KEYPOINT_VALUES],
  });
  const length = COCO_KEYPOINTS * KEYPOINT_VALUES;
  const found: { readonly box: ScoredBox; readonly row: number }[] = [];
  for (let row = 0, at = 0; at < dets.data.length; row++, at += BOX_VALUES) {
    const [left = 0, top = 0, right = 0, bottom = 0, score = 0] = dets.data.subarray(at, at + BOX_VALUES);
    if (score <= minScore) continue;
    const box = { left: left / ratio, top: top / ratio, right: right / ratio, bottom: bottom / ratio, score };
    found.push({ box, row });
  }
  const boxes = found.map(({ box }) => box);
  return suppress(boxes, MAX_OVERLAP).map((i) => {
    const { box, row } = found[i]!;
    const keypoints = Float32Array.from(data.subarray(row * length, (row + 1) * length), (value, at) =>
      at % KEYPOINT_VALUES === KEYPOINT_VALUES - 1 ? value : value / ratio,
    );
    return { box, keypoints };
  });
}
