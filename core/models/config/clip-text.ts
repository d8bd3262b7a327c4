/*
 * The config.json of CLIPTextModel. Field names are its own.
 */
import * as v from 'valibot';
import { clipLayerFields, requireHeads } from './clip-layer.ts';
import { count, only, parseConfig, withDefault } from './fields.ts';

/** A parsed text_encoder/config.json. */
export interface ClipTextConfig {
  readonly vocab_size: number;
  readonly hidden_size: number;
  /** Width of the feed-forward layers. */
  readonly intermediate_size: number;
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  /** The longest prompt, in tokens. */
  readonly max_position_embeddings: number;
  readonly hidden_act: 'quick_gelu' | 'gelu';
  readonly layer_norm_eps: number;
}

const clipTextSchema = v.object({
  model_type: only('clip_text_model'),
  vocab_size: count,
  ...clipLayerFields,
  hidden_size: count,
  intermediate_size: count,
  num_hidden_layers: count,
  num_attention_heads: count,
  max_position_embeddings: withDefault(count, 77),
});

/**
 * Checks a parsed text_encoder/config.json.
 *
 * @param file - its name, for messages
 * @throws ArmatureError `bad-config` naming the field that is missing, malformed or not supported
 */
export function parseClipTextConfig(json: unknown, file: string): ClipTextConfig {
  const config = parseConfig(clipTextSchema, json, file);
  requireHeads(config, file);
  return config;
}
