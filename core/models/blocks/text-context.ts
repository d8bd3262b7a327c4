/*
 * What a denoiser attends to of the text. Keys and values depend on the prompt alone, so they can be computed once a
 * prompt by a graph of their own instead of once a step.
 */
import type { Value } from '../../onnx/index.ts';
import type { WeightScope } from '../weight-scope.ts';

/** One of the two projections of the text in a cross-attention, by its name in the checkpoint. */
export type TextProjection = 'to_k' | 'to_v';

/** Gives a cross-attention its keys or values. */
export interface TextContext {
  /**
   * @param w - place of the cross-attention
   * @returns [B, S, out]
   */
  readonly project: (w: WeightScope, name: TextProjection, out: number) => Value;
}

/** Projects text states [B, S, D] inside the graph. */
export function fromStates(states: Value): TextContext {
  return { project: (w, name, out) => w.linear(name, states, { out, bias: false }) };
}

/** Takes the projections as inputs of the graph, named by their place: `mid_block.[...].attn2.to_k`. */
export function fromProjections(size: {
  readonly batch: number;
  readonly sequenceLength: number;
}): TextContext {
  return {
    project: (w, name, out) => w.input(`${w.path}.${name}`, [size.batch, size.sequenceLength, out]),
  };
}
