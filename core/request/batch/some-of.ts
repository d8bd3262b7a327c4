import { createMt19937 } from '../../noise/index.ts';

/**
 * Chooses different numbers below a limit at random.
 *
 * @param count - how many; all of them where there are no more
 * @param limit - a whole number up to 2^53 - 1
 * @param seed - 32-bit unsigned integer
 * @returns ascending
 */
export function someOf(count: number, limit: number, seed: number): readonly number[] {
  if (count >= limit) return Array.from({ length: limit }, (_, index) => index);
  const words = createMt19937(seed);
  const chosen = new Set<number>();
  // Floyd (Bentley, Programming Pearls, 1987): each set is as likely as any other, and none is drawn in vain.
  for (let top = limit - count; top < limit; top++) {
    // 53 bits, which is what a number between 0 and 1 has.
    const share = ((words.next() >>> 5) * 2 ** 26 + (words.next() >>> 6)) / 2 ** 53;
    const drawn = Math.floor(share * (top + 1));
    chosen.add(chosen.has(drawn) ? top : drawn);
  }
  return [...chosen].toSorted((a, b) => a - b);
}
