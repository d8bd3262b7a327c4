/*
 * The denoiser. Reference: diffusers `UNet2DConditionModel`.
 */
import { activate, add, concat, dimAt } from '../onnx/index.ts';
import type { Value } from '../onnx/index.ts';
import { invariant } from '../result/index.ts';
import type { AuthoredModel, UNetOptions } from './authored-model.ts';
import { denoiserInputs, downPath, midBlock, resnetOptions, transformer } from './blocks/denoiser.ts';
import type { Conditioning } from './blocks/denoiser.ts';
import { upsample } from './blocks/resampling.ts';
import { resnetBlock } from './blocks/resnet.ts';
import { stageAt } from './config/denoiser.ts';
import type { UNetConfig } from './config/denoiser.ts';
import { author } from './weight-scope.ts';
import type { WeightScope } from './weight-scope.ts';

/**
 * Authors the UNet.
 *
 * Inputs, all float32: `sample` [B, C, h, w]; `time_proj` [1, C0], see {@link timestepSinusoids}; `encoder_hidden_states`
 * [B, S, D]; with `control` also ControlNet's outputs under the same names, `down_block_res_0` and so on, `mid_block_res`.
 * Output: `prediction` float32 [B, out_channels, h, w], epsilon or v as the model was trained.
 */
export function authorUNet(config: UNetConfig, options: UNetOptions): AuthoredModel {
  return author({ name: 'unet', component: 'unet', options }, (w) => {
    const { sample, ...conditioning } = denoiserInputs(w, config, options);
    const { channels } = stageAt(config, 0);
    const x = w.tap(w.conv('conv_in', sample, { out: channels, kernel: config.conv_in_kernel }), 'conv_in');
    const skips = downPath(w, config, { x, conditioning });
    const middle = midBlock(w, config, { x: innermost(skips), conditioning });
    const controlled = options.control ? withResiduals(w, skips, middle) : { skips, middle };
    const top = upPath(w, config, { ...controlled, conditioning });
    const normalized = w.groupNorm('conv_norm_out', top, {
      groups: config.norm_num_groups,
      epsilon: config.norm_eps,
    });
    const activated = activate(w.graph, normalized, 'silu');
    const prediction = w.conv('conv_out', activated, {
      out: config.out_channels,
      kernel: config.conv_out_kernel,
    });
    w.output('prediction', prediction);
  });
}

interface UpPathInput {
  readonly skips: readonly Value[];
  readonly middle: Value;
}

/** Adds ControlNet's residuals, each of the shape of what it is added to. */
function withResiduals(w: WeightScope, skips: readonly Value[], middle: Value): UpPathInput {
  return {
    skips: skips.map((skip, i) => add(w.graph, skip, w.input(`down_block_res_${i}`, skip.shape))),
    middle: add(w.graph, middle, w.input('mid_block_res', middle.shape)),
  };
}

/** From the middle outwards, each residual block taking up one skip connection. */
function upPath(
  w: WeightScope,
  config: UNetConfig,
  { skips, middle, conditioning }: UpPathInput & { readonly conditioning: Conditioning },
): Value {
  const left = [...skips];
  let h = middle;
  config.up_block_types.forEach((type, i) => {
    const block = w.at('up_blocks', i);
    const stage = stageAt(config, config.up_block_types.length - 1 - i);
    const options = resnetOptions(config, stage, conditioning);
    for (let j = 0; j <= stage.layers; j++) {
      h = resnetBlock(block.at('resnets', j), concat(w.graph, [h, takeLast(left)], 1), options);
      if (type === 'CrossAttnUpBlock2D') {
        h = transformer(block.at('attentions', j), h, { config, stage, conditioning });
      }
    }
    if (i === config.up_block_types.length - 1) return;
    const { shape } = innermost(left);
    h = upsample(block.at('upsamplers', 0), h, { height: dimAt(shape, 2), width: dimAt(shape, 3) });
  });
  return h;
}

function innermost(skips: readonly Value[]): Value {
  const last = skips.at(-1);
  invariant(last, 'A denoiser has skip connections.');
  return last;
}

function takeLast(skips: Value[]): Value {
  const last = innermost(skips);
  skips.pop();
  return last;
}
