/*
 * What the configs of CLIP's two encoders have in common.
 */
import * as v from 'valibot';
import { words } from '../../words/index.ts';
import { badConfig, positive, withDefault } from './fields.ts';

/** Fields of both encoders that older files lack. */
export const clipLayerFields = {
  hidden_act: withDefault(
    v.picklist(
      ['quick_gelu', 'gelu'],
      (issue) => `${issue.received} is not supported; "quick_gelu", "gelu" are`,
    ),
    'quick_gelu',
  ),
  layer_norm_eps: withDefault(positive, 1e-5),
};

/**
 * The fused attention takes heads of certain sizes.
 *
 * @throws ArmatureError `bad-config`
 */
export function requireHeads(
  {
    hidden_size,
    num_attention_heads,
  }: { readonly hidden_size: number; readonly num_attention_heads: number },
  file: string,
): void {
  if (hidden_size % (num_attention_heads * 4) === 0) return;
  throw badConfig(
    file,
    words`hidden_size: ${hidden_size} with ${num_attention_heads} heads is not supported; the size of a head must be a multiple of 4`,
  );
}
