import {
  decodeKeypointMaps,
  halveTowards,
  letterbox,
  personFrom,
  planar,
  YOLOX_FIELD,
} from '../../core/detect/index.ts';
import { authorKeypointHourglass, parseKeypointHourglassConfig } from '../../core/models/index.ts';
import { openComponent, readConfig } from '../engine/component.ts';
import { floats } from '../runtime/index.ts';
import { type Network, outputsOf } from './network.ts';
import type { Pipeline, PrepareOrder } from './pipeline.ts';

/** -1 to 1, as the network is trained. */
const MIDDLE = [127.5, 127.5, 127.5] as const;

/** Our own small network for drawings: all points first, then whose they are. Its graph is authored here. */
export const armatureKeypoints: Pipeline = {
  async prepare(order) {
    return { pose: await openHourglass(order) };
  },
  async run({ pose }, image, { maxPeople }) {
    const field = letterbox(halveTowards(image, pose.size), pose.size, YOLOX_FIELD);
    const pixels = planar(field.image, { order: 'rgb', mean: MIDDLE, std: MIDDLE });
    const outputs = await pose.run(pixels);
    const [heat, offset, vector] = [outputs.named('heat'), outputs.named('offset'), outputs.named('vector')];
    const ratio = Math.min(pose.size.width / image.width, pose.size.height / image.height);
    return decodeKeypointMaps({ heat, offset, vector }, ratio).slice(0, maxPeople);
  },
  decode: ({ keypoints }, options) => personFrom(keypoints, options.keypoints, options.minScore),
};

/** A graph of the config.json, over the weights beside it. */
async function openHourglass({ folder, runtime }: PrepareOrder): Promise<Network> {
  const config = parseKeypointHourglassConfig(await readConfig(folder), `${folder.label}/config.json`);
  const weights = await openComponent(folder, { policy: 'f32' });
  const side = config.input_size;
  const shape = { batch: 1, height: side, width: side };
  const graph = authorKeypointHourglass(config, { ...shape, policy: weights.policy });
  const session = await runtime.createSession(await weights.sourceFor(graph));
  return {
    size: { width: side, height: side },
    run: async (pixels) =>
      outputsOf(session, await session.run({ picture: floats(pixels, [1, 3, side, side]) })),
    release: () => session.release(),
  };
}
