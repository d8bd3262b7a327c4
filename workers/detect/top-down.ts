/*
 * Detectors of two networks: one finds people, the other looks at each of them.
 */
import {
  cutOut,
  decodeHeatmaps,
  decodeSimcc,
  KEYPOINT_COUNTS,
  personFrom,
  planar,
  type Region,
  regionOf,
} from '../../core/detect/index.ts';
import { throwIfCancelled } from '../engine/cancel.ts';
import type { Runtime } from '../runtime/index.ts';
import { type NetworkOutputs, openNetwork } from './network.ts';
import { personBoxes, YOLOX_INPUT } from './person-boxes.ts';
import type { Networks, Pipeline, PrepareOrder } from './pipeline.ts';
import { runAsVitPose } from './vitpose-model.ts';

/** Of ImageNet, per channel from 0 to 255; both kinds of network are trained with it. */
const NORMALISATION = {
  order: 'rgb',
  mean: [123.675, 116.28, 103.53],
  std: [58.395, 57.12, 57.375],
} as const;

/** How the second network is run, fed and read. */
interface TopDown {
  readonly host?: (runtime: Runtime) => Runtime;
  readonly alignment: 'edges' | 'centres';
  readonly read: (outputs: NetworkOutputs, region: Region, keypoints: number) => Float32Array;
}

function topDown({ host = (runtime) => runtime, alignment, read }: TopDown): Pipeline {
  return {
    prepare: (order) => openBoth(order, host(order.runtime)),
    async run({ pose, person }, image, { keypoints, maxPeople, signal }) {
      const boxes = person ? await personBoxes(person, image) : [];
      const found = [];
      for (const box of boxes.slice(0, maxPeople)) {
        throwIfCancelled(signal);
        const region = regionOf(box, pose.size);
        const cut = cutOut(image, region, pose.size, alignment);
        const outputs = await pose.run(planar(cut, NORMALISATION));
        found.push({ box, keypoints: read(outputs, region, KEYPOINT_COUNTS[keypoints]) });
      }
      return found;
    },
    decode: ({ keypoints }, options) => personFrom(keypoints, options.keypoints, options.minScore),
  };
}

async function openBoth(
  { folder, entry: { inputSize }, runtime }: PrepareOrder,
  poseRuntime: Runtime,
): Promise<Networks> {
  const shared = { folder, axes: 'channels-first' } as const;
  const person = await openNetwork({ ...shared, runtime, path: 'person.onnx', inputSize: YOLOX_INPUT });
  try {
    const pose = await openNetwork({ ...shared, runtime: poseRuntime, path: 'pose.onnx', inputSize });
    return { person, pose };
  } catch (error) {
    await person.release();
    throw error;
  }
}

/** RTMPose (Jiang et al., 2023) and DWPose (Yang et al., 2023). */
export const topDownSimcc = topDown({
  alignment: 'edges',
  read: (outputs, region, keypoints) =>
    decodeSimcc({ x: outputs.at('simcc_x', 0), y: outputs.at('simcc_y', 1) }, region, keypoints),
});

/** ViTPose (Xu et al., 2022). The transformers package runs it; cutting out and reading are more exact than its own. */
export const vitPose = topDown({
  host: runAsVitPose,
  alignment: 'centres',
  read: (outputs, region, keypoints) => decodeHeatmaps(outputs.at('heatmaps', 0), region, keypoints),
});
