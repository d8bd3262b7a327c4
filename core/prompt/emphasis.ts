/** Weighed means that are closer to zero come from weights that cancel each other. */
const LARGEST_RATIO = 1e6;

/**
 * Weighs the states of a chunk: each token's by its weight, and all of them so that their mean is what it was. This is
 * what A1111 calls the original emphasis. Where weights leave no mean to speak of, states stay as they were weighed.
 *
 * @param states - float32 `[tokens, hidden]` of one chunk of one prompt
 * @param weights - one for each token
 * @returns the states themselves where every weight is 1
 */
export function emphasize(states: Float32Array, weights: Float32Array): Float32Array {
  if (weights.every((weight) => weight === 1)) return states;
  const hidden = states.length / weights.length;
  const weighted = states.map((value, i) => value * (weights[Math.floor(i / hidden)] ?? 1));
  const ratio = sumOf(states) / sumOf(weighted);
  return Math.abs(ratio) <= LARGEST_RATIO ? weighted.map((value) => value * ratio) : weighted;
}

function sumOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
