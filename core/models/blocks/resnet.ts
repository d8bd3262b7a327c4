/*
 * The residual block of UNet, ControlNet and AutoencoderKL.
 * Reference: diffusers `ResnetBlock2D` with time_embedding_norm "default".
 */
import { activate, add, dimAt, reshape, scale } from '../../onnx/index.ts';
import type { Value } from '../../onnx/index.ts';
import type { WeightScope } from '../weight-scope.ts';

/** Geometry and conditioning of a residual block. */
export interface ResnetOptions {
  /** Output channels. */
  readonly out: number;
  readonly groups: number;
  readonly epsilon: number;
  /** The activated time embedding [1, T]; none in autoencoders. */
  readonly time?: Value;
  /** The sum of input and residual is divided by it; 1 unless given. */
  readonly outputScale?: number;
}

/** Applies the block to [B, C, h, w], giving [B, out, h, w]. */
export function resnetBlock(w: WeightScope, x: Value, options: ResnetOptions): Value {
  const { out, groups, epsilon, time, outputScale = 1 } = options;
  const g = w.graph;
  let h = activate(g, w.groupNorm('norm1', x, { groups, epsilon }), 'silu');
  h = w.conv('conv1', h, { out, kernel: 3 });
  if (time) h = add(g, h, reshape(g, w.linear('time_emb_proj', time, { out }), [1, out, 1, 1]));
  h = activate(g, w.groupNorm('norm2', h, { groups, epsilon }), 'silu');
  h = w.conv('conv2', h, { out, kernel: 3 });
  const shortcut = dimAt(x.shape, 1) === out ? x : w.conv('conv_shortcut', x, { out, kernel: 1 });
  const sum = add(g, shortcut, h);
  return w.tap(outputScale === 1 ? sum : scale(g, sum, 1 / outputScale));
}
