import { decodeRtmo, letterbox, personFrom, planar, YOLOX_FIELD } from '../../core/detect/index.ts';
import { openNetwork } from './network.ts';
import type { Pipeline } from './pipeline.ts';

/** People must be surer than this. */
const MIN_PERSON_SCORE = 0.3;

/** One network that finds all people with their keypoints (Lu et al., 2024). */
export const rtmo: Pipeline = {
  async prepare({ folder, entry: { inputSize }, runtime }) {
    const order = { folder, runtime, inputSize, path: 'pose.onnx', axes: 'channels-first' } as const;
    return { pose: await openNetwork(order) };
  },
  async run({ pose }, image, { maxPeople }) {
    const field = letterbox(image, pose.size, YOLOX_FIELD);
    const outputs = await pose.run(planar(field.image, { order: 'bgr' }));
    const people = decodeRtmo(
      { dets: outputs.at('dets', 0), keypoints: outputs.at('keypoints', 1) },
      { ratio: field.ratio, minScore: MIN_PERSON_SCORE },
    );
    return people.slice(0, maxPeople);
  },
  decode: ({ keypoints }, options) => personFrom(keypoints, options.keypoints, options.minScore),
};
