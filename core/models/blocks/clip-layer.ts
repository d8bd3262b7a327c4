/*
 * One layer of CLIP's transformers, which text and pictures go through alike. Reference: transformers `CLIPEncoderLayer`.
 */
import { activate, add, multiHeadAttention } from '../../onnx/index.ts';
import type { Value } from '../../onnx/index.ts';
import type { WeightScope } from '../weight-scope.ts';

/** What decides a layer. The names are those of the config.json. */
export interface ClipLayerConfig {
  readonly hidden_size: number;
  /** Width of the feed-forward layers. */
  readonly intermediate_size: number;
  readonly num_attention_heads: number;
  readonly hidden_act: 'quick_gelu' | 'gelu';
  readonly layer_norm_eps: number;
}

/**
 * Applies the layer at `w` to [B, S, hidden_size].
 *
 * @param causal - does a token attend only to itself and to those before it?
 */
export function clipLayer(w: WeightScope, x: Value, config: ClipLayerConfig & { causal: boolean }): Value {
  const g = w.graph;
  const epsilon = config.layer_norm_eps;
  const h = add(g, x, selfAttention(w.at('self_attn'), w.layerNorm('layer_norm1', x, { epsilon }), config));
  return w.tap(add(g, h, feedForward(w.at('mlp'), w.layerNorm('layer_norm2', h, { epsilon }), config)));
}

function selfAttention(w: WeightScope, x: Value, config: ClipLayerConfig & { causal: boolean }): Value {
  const out = config.hidden_size;
  const mixed = multiHeadAttention(w.graph, {
    query: w.linear('q_proj', x, { out }),
    key: w.linear('k_proj', x, { out }),
    value: w.linear('v_proj', x, { out }),
    heads: config.num_attention_heads,
    causal: config.causal,
  });
  return w.tap(w.linear('out_proj', mixed, { out }));
}

function feedForward(w: WeightScope, x: Value, config: ClipLayerConfig): Value {
  const hidden = activate(w.graph, w.linear('fc1', x, { out: config.intermediate_size }), config.hidden_act);
  return w.tap(w.linear('fc2', hidden, { out: config.hidden_size }));
}
