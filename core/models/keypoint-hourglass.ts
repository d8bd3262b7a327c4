/*
 * Our own keypoint detector: a residual hourglass from a picture to maps of a quarter of its side. Reference:
 * tools/train/detector/network.py, with its batch norms folded into the convolutions.
 */
import { activate, add, dimAt, resizeNearest } from '../onnx/index.ts';
import type { Value } from '../onnx/index.ts';
import type { AuthoredModel, ImageOptions } from './authored-model.ts';
import type { KeypointHourglassConfig } from './config/keypoint-hourglass.ts';
import { author } from './weight-scope.ts';
import type { WeightScope } from './weight-scope.ts';

/**
 * Authors the detector.
 *
 * Input `picture` float32 [B, 3, H, W] in [-1, 1], both sides divisible by 2 to the number of stages and one more.
 * Outputs on the grid of H/4 x W/4 cells, K keypoints: `heat` float32 [B, K + 1, h, w], logits of the points and then of a
 * person's centre; `offset` float32 [B, 2K, h, w], x and y of each point from the cell's middle, in cells; `vector` float32
 * [B, 2, h, w], to the centre of the person that the cell belongs to, in units of `vector_unit` cells.
 */
export function authorKeypointHourglass(
  config: KeypointHourglassConfig,
  options: ImageOptions,
): AuthoredModel {
  const { batch, height, width } = options;
  return author({ name: 'keypoint_hourglass', component: 'detector', options }, (root) => {
    const picture = root.input('picture', [batch, 3, height, width]);
    const stem = root.conv('stem', picture, { out: config.stem_channels, kernel: 5, stride: 2 });
    const levels = descend(root, config, activate(root.graph, stem, 'relu'));
    const inner = ascend(root, levels);
    const neck = root.conv('neck', inner, { out: 2 * dimAt(inner.shape, 1), kernel: 3 });
    const features = activate(root.graph, neck, 'relu');
    const { keypoints } = config;
    const outputs = { heat: keypoints + 1, offset: 2 * keypoints, vector: 2 };
    for (const [name, out] of Object.entries(outputs)) {
      root.output(name, root.conv(name, features, { out, kernel: 1 }));
    }
  });
}

/** Gives what every stage makes, the largest first. */
function descend(w: WeightScope, { stage_channels }: KeypointHourglassConfig, from: Value): Value[] {
  let h = from;
  return stage_channels.map((out, i) => {
    const halved = w.conv(`down.${i}`, h, { out, kernel: 3, stride: 2 });
    h = residual(w.at('inner', i), activate(w.graph, halved, 'relu'));
    return h;
  });
}

/** From the smallest level back to the largest, each joined to what the one below has seen. */
function ascend(w: WeightScope, levels: readonly Value[]): Value {
  return levels.reduceRight((below, level, i) => {
    const [channels, height, width] = [dimAt(level.shape, 1), dimAt(level.shape, 2), dimAt(level.shape, 3)];
    const lifted = w.conv(`lift.${i}`, below, { out: channels, kernel: 1 });
    const enlarged = resizeNearest(w.graph, lifted, { height, width });
    return residual(w.at('outer', i), activate(w.graph, add(w.graph, level, enlarged), 'relu'));
  });
}

/** Two convolutions around a shortcut. */
function residual(w: WeightScope, x: Value): Value {
  const out = dimAt(x.shape, 1);
  const first = activate(w.graph, w.conv('conv1', x, { out, kernel: 3 }), 'relu');
  const second = w.conv('conv2', first, { out, kernel: 3 });
  return w.tap(activate(w.graph, add(w.graph, x, second), 'relu'));
}
