import { decodeMoveNet, letterbox, MOVENET_FIELD, personFrom } from '../../core/detect/index.ts';
import { openNetwork } from './network.ts';
import type { Pipeline } from './pipeline.ts';

/** One small network that finds the one person of a picture (Votel and Li, 2021). */
export const moveNet: Pipeline = {
  async prepare({ folder, entry: { inputSize }, runtime }) {
    const order = { folder, runtime, inputSize, path: 'pose.onnx', axes: 'channels-last' } as const;
    return { pose: await openNetwork(order) };
  },
  async run({ pose }, image) {
    const field = letterbox(image, pose.size, MOVENET_FIELD);
    const outputs = await pose.run(Float32Array.from(field.image.data));
    return [{ keypoints: decodeMoveNet(outputs.at('output_0', 0), field) }];
  },
  decode: ({ keypoints }, options) => personFrom(keypoints, options.keypoints, options.minScore),
};
