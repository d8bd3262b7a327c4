/*
 * The spatial transformer of UNet and ControlNet.
 * Reference: diffusers `Transformer2DModel` and `BasicTransformerBlock` with GEGLU.
 */
import { activate, add, dimAt, halve, mul, multiHeadAttention } from '../../onnx/index.ts';
import type { Value } from '../../onnx/index.ts';
import type { WeightScope } from '../weight-scope.ts';
import type { TextContext } from './text-context.ts';
import { fromStates } from './text-context.ts';
import { fromTokens, toTokens } from './tokens.ts';

/** Geometry and conditioning of a spatial transformer. */
export interface TransformerOptions {
  /** Number of transformer blocks. */
  readonly layers: number;
  readonly heads: number;
  /** The text that the blocks attend to. */
  readonly context: TextContext;
  readonly groups: number;
  /** Are the projections in and out written as matrices, or as 1x1 kernels? They compute the same. */
  readonly projections: 'matrix' | 'kernel';
}

const GROUP_NORM_EPSILON = 1e-6;
const LAYER_NORM_EPSILON = 1e-5;

/** Applies the transformer to [B, C, h, w]; the shape stays. */
export function spatialTransformer(w: WeightScope, x: Value, options: TransformerOptions): Value {
  const { layers, groups, projections } = options;
  const g = w.graph;
  const channels = dimAt(x.shape, 1);
  const projection = { out: channels, writtenAs: projections };
  let h = toTokens(g, w.groupNorm('norm', x, { groups, epsilon: GROUP_NORM_EPSILON }));
  h = w.linear('proj_in', h, projection);
  for (let i = 0; i < layers; i++) h = transformerBlock(w.at('transformer_blocks', i), h, options);
  h = w.linear('proj_out', h, projection);
  return w.tap(add(g, fromTokens(g, h, x.shape), x));
}

/** Self-attention, attention to the text, feed-forward; each behind a layer norm and around a shortcut. */
function transformerBlock(w: WeightScope, x: Value, { heads, context }: TransformerOptions): Value {
  const g = w.graph;
  const norm = (name: string, value: Value): Value =>
    w.layerNorm(name, value, { epsilon: LAYER_NORM_EPSILON });
  const own = norm('norm1', x);
  let h = add(g, x, attention(w.at('attn1'), own, { context: fromStates(own), heads }));
  h = add(g, h, attention(w.at('attn2'), norm('norm2', h), { context, heads }));
  return w.tap(add(g, h, feedForward(w.at('ff'), norm('norm3', h))));
}

function attention(
  w: WeightScope,
  x: Value,
  { context, heads }: { context: TextContext; heads: number },
): Value {
  const out = dimAt(x.shape, -1);
  const mixed = multiHeadAttention(w.graph, {
    query: w.linear('to_q', x, { out, bias: false }),
    key: context.project(w, 'to_k', out),
    value: context.project(w, 'to_v', out),
    heads,
    causal: false,
  });
  return w.tap(w.linear('to_out.0', mixed, { out }));
}

/** GEGLU: one half of a projection gates the other through a GELU. */
function feedForward(w: WeightScope, x: Value): Value {
  const g = w.graph;
  const width = dimAt(x.shape, -1);
  const projected = w.linear('net.0.proj', x, { out: 8 * width });
  const [hidden, gate] = halve(g, projected, projected.shape.length - 1);
  return w.tap(w.linear('net.2', mul(g, hidden, activate(g, gate, 'gelu')), { out: width }));
}
