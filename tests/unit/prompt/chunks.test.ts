import { describe, expect, it } from 'vitest';
import { chunkTokens, emphasize, type TokenPart } from '../../../core/prompt/index.ts';

const COMMA = -1;
const words = (count: number, from = 0): number[] => Array.from({ length: count }, (_, i) => from + i);
const part = (ids: readonly number[], weight = 1): TokenPart => ({ kind: 'tokens', ids, weight });
const chunksOf = (...parts: TokenPart[]): (readonly number[])[] =>
  chunkTokens(parts, { room: 75, comma: COMMA }).map(({ ids }) => ids);

describe('chunkTokens', () => {
  it('fills chunks to the last token', () => {
    expect(chunksOf(part(words(75)))).toEqual([words(75)]);
    expect(chunksOf(part(words(76)))).toEqual([words(75), [75]]);
    expect(chunksOf()).toEqual([[]]);
  });

  it.each([
    ['20 tokens before the end', 55, 56],
    ['21 tokens before the end', 54, 75],
    ['at the end', 74, 75],
    ['after the end', 75, 75],
  ])('with a comma %s', (_where, comma, cut) => {
    const tokens = words(90).with(comma, COMMA);
    expect(chunksOf(part(tokens))).toEqual([tokens.slice(0, cut), tokens.slice(cut)]);
  });

  it('cuts at the end where the vocabulary has no comma', () => {
    const [first] = chunkTokens([part(words(90).with(60, COMMA))], { room: 75 });
    expect(first.ids).toHaveLength(75);
  });

  it('ends a chunk at a break, and keeps the weight of each token', () => {
    const chunks = chunkTokens([part([1, 2], 1.5), { kind: 'break' }, part([3]), part([4], 0.5)], {
      room: 75,
    });
    expect(chunks).toEqual([
      { ids: [1, 2], weights: [1.5, 1.5] },
      { ids: [3, 4], weights: [1, 0.5] },
    ]);
  });

  it('loses no token, however small the chunks are', () => {
    for (const room of [1, 2, 5, 20, 21, 75]) {
      const tokens = words(200).map((id) => (id % 7 === 3 ? COMMA : id));
      const chunks = chunkTokens([part(tokens)], { room, comma: COMMA }).map(({ ids }) => ids);
      expect(chunks.flat()).toEqual(tokens);
      expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThanOrEqual(room);
    }
  });
});

describe('emphasize', () => {
  it('multiplies by the weights and keeps the mean', () => {
    const states = Float32Array.of(1, 2, 3, 4, 5, 9);
    const weighted = emphasize(states, Float32Array.of(1, 2, 1));
    const ratio = 24 / 31;
    const expected = [1, 2, 6, 8, 5, 9].map((value) => value * ratio);
    expected.forEach((value, i) => expect(weighted[i]).toBeCloseTo(value, 5));
  });

  it('gives the same states for weights of 1', () => {
    const states = Float32Array.of(1, 2, 3, 4);
    expect(emphasize(states, Float32Array.of(1, 1))).toBe(states);
  });
});
