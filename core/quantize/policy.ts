/*
 * The one place that decides how each weight is stored.
 */
import { elementCount } from '../onnx/index.ts';
import type { Shape } from '../onnx/index.ts';
import type { WeightFormat } from './formats.ts';

/** The policies a person can choose. */
export const WEIGHT_POLICIES = ['f32', 'f16', 'int8', 'int4'] as const;

/**
 * Name of a policy.
 *
 * - `f32`: everything in float32; the reference.
 * - `f16`: kernels in float16.
 * - `int8`: Linear in 8-bit blocks, Conv in int8 per channel, sensitive kernels in float16.
 * - `int4`: as `int8`, with the Linear layers of UNet and ControlNet in 4-bit blocks.
 */
export type WeightPolicy = (typeof WEIGHT_POLICIES)[number];

/** The checkpoint that a weight is of. */
export type Component =
  'text_encoder' | 'unet' | 'controlnet' | 'vae' | 'detector' | 'safety_checker' | 'upscaler';

/** What a weight does. */
export type WeightKind = 'linear' | 'conv' | 'embedding' | 'norm' | 'bias';

/** One weight, as the policy sees it. */
export interface WeightTraits {
  readonly component: Component;
  /** Name in the checkpoint. */
  readonly tensor: string;
  readonly kind: WeightKind;
  /** Shape in the checkpoint. */
  readonly shape: Shape;
}

const BLOCK_SIZE = 32;

/** Text encoder and autoencoder are small, and their error reaches every step or every pixel. */
const IN_FOUR_BITS: readonly Component[] = ['unet', 'controlnet'];

/** Below this number of elements the bytes saved are not worth any error. */
const SMALL = 4096;

/**
 * Layers whose error reaches every pixel or every step undamped: the first and last convolutions, the timestep's
 * own network, ControlNet's output projections, which add straight into the UNet's skips, and the patches in which CLIP sees
 * a picture.
 */
const SENSITIVE =
  /^(?:(?:encoder\.|decoder\.)?conv_(?:in|out)|(?:post_)?quant_conv|time_embedding\.|controlnet_(?:down_blocks|mid_block|cond_embedding)\b|vision_model\.vision_model\.embeddings\.patch_embedding)/;

/**
 * Decides the storage of one weight. The decision depends on the arguments alone, so that packing and authoring agree.
 */
export function formatFor(policy: WeightPolicy, weight: WeightTraits): WeightFormat {
  if (policy === 'f32' || weight.kind === 'norm' || weight.kind === 'bias') {
    return { format: 'plain', dtype: 'float32' };
  }
  if (policy === 'f16' || isSensitive(weight)) return { format: 'plain', dtype: 'float16' };
  if (weight.kind === 'conv') return { format: 'conv-int8' };
  if (columnsOf(weight.shape) % BLOCK_SIZE !== 0) return { format: 'plain', dtype: 'float16' };
  const bits =
    policy === 'int4' && weight.kind === 'linear' && IN_FOUR_BITS.includes(weight.component) ? 4 : 8;
  return { format: 'nbits', bits, blockSize: BLOCK_SIZE };
}

function isSensitive({ tensor, shape }: WeightTraits): boolean {
  return elementCount(shape) < SMALL || SENSITIVE.test(tensor);
}

function columnsOf(shape: Shape): number {
  return elementCount(shape.slice(1));
}
