/*
 * Which token comes next, of what a language model says of all of them.
 */

/** How a token is drawn. */
export interface TokenDraw {
  /** The likeliest so many take part; 1 takes the likeliest. */
  readonly most: number;
  /** Above 1 evens the chances out, below 1 sharpens them; above 0. */
  readonly temperature: number;
  /** From 0 up to, not including, 1. */
  readonly chance: number;
}

/**
 * Draws a token among the likeliest, by the softmax of their scores (Fan et al. 2018, "Hierarchical Neural Story
 * Generation").
 *
 * @param scores - one for each token of the vocabulary, not empty
 */
export function nextToken(scores: Float32Array, { most, temperature, chance }: TokenDraw): number {
  const likeliest = [...scores.keys()].toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)).slice(0, most);
  const top = scores[likeliest[0] ?? 0] ?? 0;
  const shares = likeliest.map((token) => Math.exp(((scores[token] ?? 0) - top) / temperature));
  let left = chance * shares.reduce((sum, share) => sum + share, 0);
  for (const [i, share] of shares.entries()) {
    left -= share;
    if (left < 0) return likeliest[i] ?? 0;
  }
  return likeliest.at(-1) ?? 0;
}
