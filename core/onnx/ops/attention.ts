/*
 * Attention as one fused operator.
 */
import { invariant } from '../../result/index.ts';
import type { GraphBuilder, Value } from '../graph.ts';
import { dimAt, formatShape } from '../tensor.ts';
import { requireRank, requireSameType, requireShape } from './require.ts';

/** Projected operands: query [B, S, D], key and value [B, T, D], with D = heads * head size. */
export interface AttentionOptions {
  readonly query: Value;
  readonly key: Value;
  readonly value: Value;
  readonly heads: number;
  /** Let each position see only itself and those before it? */
  readonly causal: boolean;
}

/**
 * Scaled dot-product attention over several heads: softmax(q k^T / sqrt(head size)) v, of [B, S, D].
 * The fast kernel of the WebGPU provider wants a head size that is a multiple of 4.
 */
export function multiHeadAttention(
  g: GraphBuilder,
  { query, key, value, heads, causal }: AttentionOptions,
): Value {
  requireRank('Attention', query, 3);
  requireRank('Attention', key, 3);
  for (const operand of [key, value]) requireSameType('Attention', query, operand);
  const [batch, , width] = query.shape as readonly [number, number, number];
  requireShape('Attention key', key, [batch, dimAt(key.shape, 1), width]);
  requireShape('Attention value', value, key.shape);
  invariant(
    width % heads === 0 && (width / heads) % 4 === 0,
    `Attention over ${formatShape(query.shape)} with ${heads} heads: the head size is no multiple of 4.`,
  );
  const attributes = { num_heads: { int: heads }, unidirectional: { int: causal ? 1 : 0 } };
  return g.node(
    { op: 'MultiHeadAttention', domain: 'com.microsoft', inputs: [query, key, value], attributes },
    query,
  );
}
