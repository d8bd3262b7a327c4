/*
 * Feature maps as sequences of tokens, one per cell in row order.
 */
import { reshape, transpose } from '../../onnx/index.ts';
import type { GraphBuilder, Shape, Value } from '../../onnx/index.ts';

/** [B, C, h, w] to [B, h * w, C]. */
export function toTokens(g: GraphBuilder, x: Value): Value {
  const [batch, channels, height, width] = x.shape as readonly [number, number, number, number];
  return transpose(g, reshape(g, x, [batch, channels, height * width]), [0, 2, 1]);
}

/** [B, h * w, C] to the feature map `shape`, [B, C, h, w]. */
export function fromTokens(g: GraphBuilder, tokens: Value, shape: Shape): Value {
  return reshape(g, transpose(g, tokens, [0, 2, 1]), shape);
}
