/*
 * ControlNet: the UNet's way down once more, steered by a hint image. Its embedding of the hint is a graph of its own,
 * which runs once a picture; the rest runs once a step. Reference: diffusers `ControlNetModel`.
 */
import { activate, add, dimAt, entry, mul, sameShape } from '../onnx/index.ts';
import type { Shape, TensorSpec, Value } from '../onnx/index.ts';
import { invariant } from '../result/index.ts';
import type { AuthoredModel, ControlNetOptions, ImageOptions } from './authored-model.ts';
import { denoiserInputs, downPath, midBlock } from './blocks/denoiser.ts';
import { halvedSide } from './blocks/resampling.ts';
import { stageAt } from './config/denoiser.ts';
import type { ControlNetConfig } from './config/denoiser.ts';
import { author } from './weight-scope.ts';
import type { ConvLayer } from './weight-scope.ts';

/**
 * Authors ControlNet without the embedding of its hint.
 *
 * Inputs, all float32: `sample` [B, C, h, w]; `time_proj` [1, C0], see {@link timestepSinusoids}; `encoder_hidden_states`
 * [B, S, D]; `control_hint` [1, C0, h, w] from {@link authorControlHint}; `conditioning_scale` [R, B, 1, 1, 1], a
 * factor for each residual of each batch item.
 * Outputs: the R residuals of {@link controlResiduals}, each times its scale.
 */
export function authorControlNet(config: ControlNetConfig, options: ControlNetOptions): AuthoredModel {
  const { height, width } = options;
  return author({ name: 'controlnet', component: 'controlnet', options }, (w) => {
    const g = w.graph;
    const { channels } = stageAt(config, 0);
    const { sample, ...conditioning } = denoiserInputs(w, config, options);
    const hint = w.input('control_hint', [1, channels, height, width]);
    const residuals = controlResiduals(config, options);
    const scales = w.input('conditioning_scale', [residuals.length, options.batch, 1, 1, 1]);
    const latent = w.tap(w.conv('conv_in', sample, { out: channels, kernel: 3 }), 'conv_in');
    const skips = downPath(w, config, { x: add(g, latent, hint), conditioning });
    const last = skips.at(-1);
    invariant(last, 'A denoiser has skip connections.');
    const middle = midBlock(w, config, { x: last, conditioning });
    [...skips, middle].forEach((x, i) => {
      const residual = residuals[i];
      invariant(residual && sameShape(residual.shape, x.shape), 'Residuals are told as they are authored.');
      const layer = i < skips.length ? `controlnet_down_blocks.${i}` : 'controlnet_mid_block';
      const projected = w.conv(layer, x, { out: dimAt(x.shape, 1), kernel: 1 });
      w.output(residual.name, mul(g, projected, entry(g, scales, i)));
    });
  });
}

/** Size of the latents that a ControlNet works on. */
type LatentImage = Pick<ImageOptions, 'batch' | 'height' | 'width'>;

/**
 * Lists a ControlNet's residuals: `down_block_res_0` and so on, one for each skip connection of the UNet and of its
 * shape, from the outermost in, and `mid_block_res` last.
 */
export function controlResiduals(
  config: ControlNetConfig,
  { batch, height, width }: LatentImage,
): readonly TensorSpec[] {
  let last: Shape = [batch, stageAt(config, 0).channels, height, width];
  const shapes = [last];
  let size = [height, width];
  config.down_block_types.forEach((_, i) => {
    const { channels, layers } = stageAt(config, i);
    last = [batch, channels, ...size];
    for (let j = 0; j < layers; j++) shapes.push(last);
    if (i === config.down_block_types.length - 1) return;
    size = size.map((side) => halvedSide(side, config.downsample_padding));
    last = [batch, channels, ...size];
    shapes.push(last);
  });
  const specOf = (shape: Shape, i: number): TensorSpec => ({
    name: `down_block_res_${i}`,
    dtype: 'float32',
    shape,
  });
  return [...shapes.map(specOf), { name: 'mid_block_res', dtype: 'float32', shape: last }];
}

/**
 * Authors the embedding of the hint.
 *
 * Input `controlnet_cond` float32 [B, 3, H, W], RGB in [0, 1]; output `control_hint` float32 [B, C0, h, w], smaller by
 * the factor of the autoencoder, 8 with the usual four stages.
 */
export function authorControlHint(config: ControlNetConfig, options: ImageOptions): AuthoredModel {
  const { batch, height, width } = options;
  return author({ name: 'control_hint', component: 'controlnet', options }, (root) => {
    const shape = [batch, config.conditioning_channels, height, width];
    const image = root.input('controlnet_cond', shape);
    const w = root.at('controlnet_cond_embedding');
    const layer = (name: string, x: Value, geometry: ConvLayer): Value =>
      activate(w.graph, w.tap(w.conv(name, x, geometry), name), 'silu');
    const [first, ...rest] = config.conditioning_embedding_out_channels;
    let h = layer('conv_in', image, { out: first, kernel: 3 });
    rest.forEach((out, i) => {
      h = layer(`blocks.${2 * i}`, h, { out: dimAt(h.shape, 1), kernel: 3 });
      h = layer(`blocks.${2 * i + 1}`, h, { out, kernel: 3, stride: 2 });
    });
    const hint = w.conv('conv_out', h, { out: stageAt(config, 0).channels, kernel: 3 });
    root.output('control_hint', hint);
  });
}
