/*
 * Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"), the generator behind torch's
 * CUDA random numbers: a keyed permutation of counters, so that any value can be had without those before it.
 */
import { checkSeed } from './seed.ts';
import type { NormalNoise } from './torch-randn.ts';

/** Four 32-bit words, each an integer from 0 to 2^32 - 1. */
export type Words4 = readonly [number, number, number, number];

const ROUNDS = 10;
const MULTIPLIERS = [0xd2511f53, 0xcd9e8d57] as const;
const WEYL = [0x9e3779b9, 0xbb67ae85] as const;

/** Permutes a counter by a key of two 32-bit words. */
export function philox4x32(counter: Words4, key: readonly [number, number]): Words4 {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = highWord(MULTIPLIERS[0], c0);
    const low0 = Math.imul(MULTIPLIERS[0], c0) >>> 0;
    const high1 = highWord(MULTIPLIERS[1], c2);
    const low1 = Math.imul(MULTIPLIERS[1], c2) >>> 0;
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + WEYL[0]) >>> 0;
    k1 = (k1 + WEYL[1]) >>> 0;
  }
  return [c0, c1, c2, c3];
}

/** Upper half of the 64-bit product, by halves that a double carries exactly. */
function highWord(a: number, b: number): number {
  const [aLow, aHigh, bLow, bHigh] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const middle = aHigh * bLow + Math.floor((aLow * bLow) / 0x10000);
  const crossed = aLow * bHigh + (middle % 0x10000);
  return aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(crossed / 0x10000);
}

const WORD = 2 ** 32;

/** The two key words of a seed. */
export function keyOf(seed: number): readonly [number, number] {
  return [seed % WORD, Math.floor(seed / WORD)];
}

/** A standard normal value of two words (Box and Muller 1958), with the constants of cuRAND. */
export function normalOf(first: number, second: number): number {
  const radius = Math.sqrt(-2 * Math.log((first + 0.5) / WORD));
  return radius * Math.sin((2 * Math.PI * (second + 0.5)) / WORD);
}

/**
 * Starts a generator as `torch.Generator('cuda').manual_seed(seed)` does: the noise of A1111's "GPU" and "NV" settings.
 * Each value is that of its own counter: the number of the draw and of the element.
 *
 * @param seed - integer from 0 to 2^53 - 1
 * @throws ArmatureError `bad-request` for any other seed
 */
export function createPhiloxNoise(seed: number): NormalNoise {
  checkSeed(seed);
  const key = keyOf(seed);
  let draw = 0;
  return {
    normal(length) {
      const values = new Float32Array(length);
      for (let i = 0; i < length; i++) {
        const [first, second] = philox4x32([draw, 0, i, 0], key);
        values[i] = normalOf(first, second);
      }
      draw += 1;
      return values;
    },
  };
}
