/*
 * The safety checker of Stable Diffusion: CLIP's view of a picture, compared with embeddings of concepts. Reference:
 * diffusers `StableDiffusionSafetyChecker` on transformers `CLIPVisionModel`. Names of tensors are those of the public file.
 */
import { add, concat, dimAt, entry, gemm, l2Normalize, repeat, scale, transpose } from '../onnx/index.ts';
import type { Value } from '../onnx/index.ts';
import type { AuthoredModel, AuthorOptions } from './authored-model.ts';
import { clipLayer } from './blocks/clip-layer.ts';
import { toTokens } from './blocks/tokens.ts';
import type { ClipVisionConfig, SafetyCheckerConfig } from './config/safety-checker.ts';
import { author } from './weight-scope.ts';
import type { WeightScope } from './weight-scope.ts';

/** Concepts that a picture is flagged for. */
const CONCEPTS = 17;
/** Concepts that make the checker stricter about the others. */
const SPECIAL_CONCEPTS = 3;
/** By how much stricter. */
const SPECIAL_CARE = 0.01;
const NO_PADDING = { top: 0, left: 0, bottom: 0, right: 0 };

/**
 * Authors the safety checker.
 *
 * Input `clip_input` float32 [B, 3, image_size, image_size], normalized as CLIP has it; outputs `image_embeds`
 * [B, projection_dim], `special_scores` [B, 3] and `concept_scores` [B, 17]: cosine similarity less the concept's threshold.
 */
export function authorSafetyChecker(
  config: SafetyCheckerConfig,
  options: AuthorOptions & { readonly batch: number },
): AuthoredModel {
  const { projection_dim, vision_config } = config;
  const side = vision_config.image_size;
  return author({ name: 'safety_checker', component: 'safety_checker', options }, (root) => {
    const g = root.graph;
    const picture = root.input('clip_input', [options.batch, 3, side, side]);
    const pooled = lookAt(root.at('vision_model', 'vision_model'), picture, vision_config);
    const embeds = root.linear('visual_projection', pooled, { out: projection_dim, bias: false });
    const direction = l2Normalize(g, embeds);
    root.output('image_embeds', embeds);
    for (const [name, prefix, count] of [
      ['special_scores', 'special_care_embeds', SPECIAL_CONCEPTS],
      ['concept_scores', 'concept_embeds', CONCEPTS],
    ] as const) {
      const concepts = l2Normalize(g, root.parameter(prefix, [count, projection_dim]));
      const thresholds = root.parameter(`${prefix}_weights`, [count]);
      root.output(name, gemm(g, direction, { weight: concepts, bias: scale(g, thresholds, -1) }));
    }
  });
}

/** From a picture to its pooled state [B, hidden_size]. */
function lookAt(w: WeightScope, picture: Value, config: ClipVisionConfig): Value {
  const g = w.graph;
  const epsilon = config.layer_norm_eps;
  const layers = w.at('encoder', 'layers');
  let h = w.layerNorm('pre_layrnorm', embeddings(w.at('embeddings'), picture, config), { epsilon });
  for (let i = 0; i < config.num_hidden_layers; i++) {
    h = clipLayer(layers.at(i), h, { ...config, causal: false });
  }
  const classToken = entry(g, transpose(g, h, [1, 0, 2]), 0);
  return w.layerNorm('post_layernorm', classToken, { epsilon });
}

/** A token for the whole picture, then one for each patch: [B, 1 + patches, hidden_size]. */
function embeddings(w: WeightScope, picture: Value, config: ClipVisionConfig): Value {
  const g = w.graph;
  const { hidden_size: width, patch_size: patch } = config;
  const batch = dimAt(picture.shape, 0);
  const layer = { out: width, kernel: patch, stride: patch, padding: NO_PADDING, bias: false };
  const patches = toTokens(g, w.conv('patch_embedding', picture, layer));
  const classToken = repeat(g, w.parameter('class_embedding', [1, 1, width], [width]), batch);
  const tokens = concat(g, [classToken, patches], 1);
  const length = dimAt(tokens.shape, 1);
  const positions = g.constant('int32', [1, length], [...Array(length).keys()]);
  const places = w.embedding('position_embedding', positions, { rows: length, width });
  return w.tap(add(g, tokens, places));
}

/** Scores of one picture, as the graph gives them. */
export interface SafetyScores {
  /** [3] */
  readonly special: Float32Array;
  /** [17] */
  readonly concept: Float32Array;
}

/**
 * Decides whether a picture is flagged, as diffusers does: a score above 0 at three decimals is a hit; after a hit among the
 * special concepts all further scores count 0.01 more; a hit among the others flags the picture.
 */
export function isFlagged({ special, concept }: SafetyScores): boolean {
  let adjustment = 0;
  for (const score of special) if (isHit(score + adjustment)) adjustment = SPECIAL_CARE;
  return concept.some((score) => isHit(score + adjustment));
}

/** Halves are rounded to the even number, so that half of a thousandth is 0. */
function isHit(score: number): boolean {
  return score * 1000 > 0.5;
}
