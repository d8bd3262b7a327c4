/*
 * Mersenne Twister MT19937 (Matsumoto and Nishimura 1998), the generator behind torch's CPU random numbers.
 */

const STATE_SIZE = 624;
const MIDDLE = 397;

/** A stream of 32-bit words. */
export interface WordGenerator {
  /** The next word, an integer from 0 to 2^32 - 1. */
  next(): number;
}

/**
 * Starts MT19937.
 *
 * @param seed - 32-bit unsigned integer
 */
export function createMt19937(seed: number): WordGenerator {
  const state = seededState(seed);
  let position = STATE_SIZE;
  return {
    next() {
      if (position === STATE_SIZE) {
        advance(state);
        position = 0;
      }
      return temper(state[position++]!);
    },
  };
}

function seededState(seed: number): Uint32Array {
  const state = new Uint32Array(STATE_SIZE);
  state[0] = seed;
  for (let i = 1; i < STATE_SIZE; i++) {
    const previous = state[i - 1]!;
    state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
  }
  return state;
}

function advance(state: Uint32Array): void {
  for (let i = 0; i < STATE_SIZE; i++) {
    const joined = (state[i]! & 0x80000000) | (state[(i + 1) % STATE_SIZE]! & 0x7fffffff);
    const twisted = (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
    state[i] = state[(i + MIDDLE) % STATE_SIZE]! ^ twisted;
  }
}

function temper(word: number): number {
  let y = word;
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  y ^= y >>> 18;
  return y >>> 0;
}
