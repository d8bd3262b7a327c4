/*
 * The text encoder. Reference: transformers `CLIPTextModel`, last hidden state; with layers left out, the final norm of
 * an earlier one, as diffusers' `clip_skip` has it.
 */
import { add, dimAt } from '../onnx/index.ts';
import type { Value } from '../onnx/index.ts';
import { invariant } from '../result/index.ts';
import type { AuthoredModel, TextEncoderOptions } from './authored-model.ts';
import { clipLayer } from './blocks/clip-layer.ts';
import type { ClipTextConfig } from './config/clip-text.ts';
import { author } from './weight-scope.ts';
import type { WeightScope } from './weight-scope.ts';

/**
 * Authors the text encoder.
 *
 * Input `input_ids` int32 [B, S]; output `last_hidden_state` float32 [B, S, hidden_size], after the final norm.
 *
 * @throws ArmatureError `internal` when S is longer than the model's positions, or no layer is left
 */
export function authorTextEncoder(config: ClipTextConfig, options: TextEncoderOptions): AuthoredModel {
  const { batch, sequenceLength, skipLayers = 0 } = options;
  const layerCount = config.num_hidden_layers - skipLayers;
  invariant(layerCount > 0, `A text encoder of ${config.num_hidden_layers} layers without ${skipLayers}.`);
  return author({ name: 'text_encoder', component: 'text_encoder', options }, (root) => {
    const ids = root.graph.input({ name: 'input_ids', dtype: 'int32', shape: [batch, sequenceLength] });
    const model = root.at('text_model');
    const layers = model.at('encoder', 'layers');
    let h = embeddings(model.at('embeddings'), ids, config);
    for (let i = 0; i < layerCount; i++) h = clipLayer(layers.at(i), h, { ...config, causal: true });
    const last = model.layerNorm('final_layer_norm', h, { epsilon: config.layer_norm_eps });
    root.output('last_hidden_state', last);
  });
}

function embeddings(w: WeightScope, ids: Value, config: ClipTextConfig): Value {
  const { vocab_size, max_position_embeddings, hidden_size } = config;
  const length = dimAt(ids.shape, 1);
  invariant(
    length <= max_position_embeddings,
    `A prompt of ${length} tokens for a text encoder of ${max_position_embeddings} positions.`,
  );
  const positions = w.graph.constant('int32', [1, length], [...Array(length).keys()]);
  const tokens = w.embedding('token_embedding', ids, { rows: vocab_size, width: hidden_size });
  const places = w.embedding('position_embedding', positions, {
    rows: max_position_embeddings,
    width: hidden_size,
  });
  return w.tap(add(w.graph, tokens, places));
}
