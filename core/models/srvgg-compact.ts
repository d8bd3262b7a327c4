/*
 * The compact upscaler of Real-ESRGAN: a row of convolutions at the small size, whose result is shuffled into the large one
 * and added to the picture in large pixels. Reference: `SRVGGNetCompact` (Wang et al., "Real-ESRGAN: Training Real-World Blind
 * Super-Resolution with Pure Synthetic Data", 2021). Names of tensors are those of the public files.
 */
import { add, dimAt, parametricRelu, pixelShuffle, resizeNearest } from '../onnx/index.ts';
import type { Value } from '../onnx/index.ts';
import type { AuthoredModel, ImageOptions } from './authored-model.ts';
import type { SrvggCompactConfig } from './config/srvgg-compact.ts';
import { author } from './weight-scope.ts';
import type { WeightScope } from './weight-scope.ts';

const KERNEL = 3;
const CHANNELS = 3;

/**
 * Authors the upscaler.
 *
 * Input `picture` float32 [B, 3, H, W], RGB in [0, 1]; output `enlarged` float32 [B, 3, H * upscale, W * upscale], which may
 * leave that range a little.
 */
export function authorSrvggCompact(config: SrvggCompactConfig, options: ImageOptions): AuthoredModel {
  const { batch, height, width } = options;
  const { num_feat: features, num_conv: convolutions, upscale } = config;
  return author({ name: 'srvgg_compact', component: 'upscaler', options }, (root) => {
    const picture = root.input('picture', [batch, CHANNELS, height, width]);
    let h = picture;
    // Convolutions have the even places in the row, what activates them the odd ones.
    for (let i = 0; i <= convolutions; i++) {
      const sum = root.conv(`body.${2 * i}`, h, { out: features, kernel: KERNEL });
      h = activated(root.at('body', 2 * i + 1), sum);
    }
    const last = root.conv(`body.${2 * (convolutions + 1)}`, h, {
      out: CHANNELS * upscale ** 2,
      kernel: KERNEL,
    });
    const details = pixelShuffle(root.graph, last, upscale);
    const large = resizeNearest(root.graph, picture, { height: height * upscale, width: width * upscale });
    root.output('enlarged', add(root.graph, details, large));
  });
}

function activated(w: WeightScope, x: Value): Value {
  const channels = dimAt(x.shape, 1);
  const slope = w.parameter('weight', [channels, 1, 1], [channels]);
  return w.tap(parametricRelu(w.graph, x, slope));
}

/** How far, in px of the small picture, a pixel sees to every side: one px for each convolution. */
export function reachOf({ num_conv: convolutions }: SrvggCompactConfig): number {
  return (convolutions + 2) * Math.floor(KERNEL / 2);
}
