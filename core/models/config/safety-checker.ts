/*
 * The config.json of StableDiffusionSafetyChecker, a CLIPConfig of which only the vision part is used. Field names are its
 * own.
 */
import * as v from 'valibot';
import { words } from '../../words/index.ts';
import { clipLayerFields, requireHeads } from './clip-layer.ts';
import { badConfig, count, only, parseConfig, withDefault } from './fields.ts';

/** The vision part: defaults are those of transformers' CLIPVisionConfig. */
export interface ClipVisionConfig {
  readonly hidden_size: number;
  /** Width of the feed-forward layers. */
  readonly intermediate_size: number;
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  /** Side of the picture in px. */
  readonly image_size: number;
  /** Side of a patch in px. */
  readonly patch_size: number;
  readonly hidden_act: 'quick_gelu' | 'gelu';
  readonly layer_norm_eps: number;
}

/** A parsed safety_checker/config.json. */
export interface SafetyCheckerConfig {
  /** Length of what pictures and concepts are compared by. */
  readonly projection_dim: number;
  readonly vision_config: ClipVisionConfig;
}

const schema = v.object({
  projection_dim: withDefault(count, 512),
  vision_config: v.object({
    ...clipLayerFields,
    hidden_size: withDefault(count, 768),
    intermediate_size: withDefault(count, 3072),
    num_hidden_layers: withDefault(count, 12),
    num_attention_heads: withDefault(count, 12),
    num_channels: only(3),
    image_size: withDefault(count, 224),
    patch_size: withDefault(count, 32),
  }),
});

/**
 * Checks a parsed safety_checker/config.json.
 *
 * @param file - its name, for messages
 * @throws ArmatureError `bad-config` naming the field that is missing, malformed or not supported
 */
export function parseSafetyCheckerConfig(json: unknown, file: string): SafetyCheckerConfig {
  const config = parseConfig(schema, json, file);
  const { image_size, patch_size } = config.vision_config;
  requireHeads(config.vision_config, file);
  if (image_size % patch_size === 0) return config;
  throw badConfig(
    file,
    words`vision_config.image_size ${image_size} does not divide into patches of ${patch_size}`,
  );
}
