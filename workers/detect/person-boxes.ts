import {
  decodeYolox,
  letterbox,
  planar,
  type RgbImage,
  type ScoredBox,
  YOLOX_FIELD,
} from '../../core/detect/index.ts';
import type { Network } from './network.ts';

/** A box must be surer than this, as in DWPose. */
const MIN_BOX_SCORE = 0.3;

/** Size of YOLOX's input where its file leaves it open. */
export const YOLOX_INPUT = { width: 640, height: 640 } as const;

/** Finds the boxes of people with a YOLOX network, the surest first. */
export async function personBoxes(network: Network, image: RgbImage): Promise<ScoredBox[]> {
  const field = letterbox(image, network.size, YOLOX_FIELD);
  const outputs = await network.run(planar(field.image, { order: 'bgr' }));
  const boxes = outputs.at('dets', 0);
  return decodeYolox(
    { boxes, labels: outputs.named('labels') },
    { input: network.size, ratio: field.ratio, minScore: MIN_BOX_SCORE },
  );
}
