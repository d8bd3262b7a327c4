/*
 * Brownian noise for SDE samplers. The path is a virtual tree (Li et al. 2020, "Scalable gradients for stochastic
 * differential equations", algorithm 3): halving the interval again and again, each midpoint is a Brownian bridge whose
 * noise depends on the seed and the place of the node alone. The path is therefore one and the same whatever is asked of
 * it and in which order, and more steps refine the same picture.
 */
import { ArmatureError } from '../result/index.ts';
import { words } from '../words/index.ts';
import { keyOf, normalOf, philox4x32 } from './philox.ts';
import { checkSeed } from './seed.ts';

/** Halvings; between the nodes of the last one, 2^-24 of the whole apart, the path is a straight line. */
const DEPTH = 24;

/** What decides a path. */
export interface BrownianOptions {
  /** Integer from 0 to 2^53 - 1. */
  readonly seed: number;
  /** Number of values that move independently. */
  readonly length: number;
  /** Ends of the time that the path covers, in sigma. */
  readonly from: number;
  readonly to: number;
  /** Tells paths of one seed apart, from 0; the number of the picture in a batch. */
  readonly index?: number;
}

/** A seeded Brownian path. */
export interface BrownianPath {
  /**
   * The path's way between two times: W(b) - W(a), of deviation sqrt(|b - a|).
   *
   * @returns float64 `[length]`
   */
  readonly increment: (a: number, b: number) => Float64Array;
  /** The increment scaled to deviation 1: what samplers ask for. */
  readonly noise: (sigma: number, sigmaNext: number) => Float64Array;
}

/**
 * Starts a path.
 *
 * @throws ArmatureError `bad-request` for a seed that is none; `increment` and `noise` for times that the path does not
 *   cover
 */
export function createBrownianPath({ seed, length, from, to, index = 0 }: BrownianOptions): BrownianPath {
  checkSeed(seed);
  const start = Math.min(from, to);
  const span = Math.abs(to - from);
  const key = keyOf(seed);

  const bridge = (level: number, node: number): Float64Array => {
    const values = new Float64Array(length);
    for (let i = 0; i < length; i++) {
      const [first, second] = philox4x32([index, i, node, level], key);
      values[i] = normalOf(first, second);
    }
    return values;
  };

  /** W at a share of the span, from 0 at its start. */
  const positionAt = (share: number): Float64Array => {
    let low = new Float64Array(length);
    let high = bridge(0, 0).map((value) => value * Math.sqrt(span));
    let node = 0;
    let rest = share;
    for (let level = 1; level <= DEPTH && rest > 0 && rest < 1; level++) {
      // A bridge over a span of s has the deviation sqrt(s) / 2 in its middle.
      const deviation = Math.sqrt(span / 2 ** (level - 1)) / 2;
      const middle = bridge(level, node).map((value, i) => (low[i]! + high[i]!) / 2 + deviation * value);
      const upper = rest >= 0.5;
      if (upper) low = middle;
      else high = middle;
      node = 2 * node + Number(upper);
      rest = 2 * rest - Number(upper);
    }
    return low.map((value, i) => value + rest * (high[i]! - value));
  };

  // A sampler's intervals are neighbours: each one's start is the end of the one before.
  let remembered: { readonly time: number; readonly position: Float64Array } | undefined;
  const at = (time: number): Float64Array => {
    if (remembered?.time === time) return remembered.position;
    const share = (time - start) / span;
    if (!(share >= 0 && share <= 1)) {
      throw new ArmatureError({
        code: 'bad-request',
        message: words`The Brownian path goes from ${from} to ${to}, not to ${time}.`,
      });
    }
    return positionAt(share);
  };

  const increment = (a: number, b: number): Float64Array => {
    const before = at(a);
    const position = at(b);
    remembered = { time: b, position };
    return position.map((value, i) => value - before[i]!);
  };

  return {
    increment,
    noise(sigma, sigmaNext) {
      const scale = 1 / Math.sqrt(Math.abs(sigmaNext - sigma));
      return increment(sigma, sigmaNext).map((value) => value * scale);
    },
  };
}
