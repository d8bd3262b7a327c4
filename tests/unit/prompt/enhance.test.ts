import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enhancePrompt, type FigureFraming, parsePrompt } from '../../../core/prompt/index.ts';

const SEEDS = Array.from({ length: 30 }, (_, seed) => seed);

/** All that is added to a prompt over many seeds. */
function addedTo(prompt: string, negativePrompt = '', figure?: FigureFraming): Set<string> {
  const order = { prompt, negativePrompt, ...(figure && { figure }) };
  return new Set(SEEDS.flatMap((seed) => enhancePrompt({ ...order, seed }).added));
}

const matching = (added: Set<string>, pattern: RegExp) => [...added].filter((words) => pattern.test(words));

describe('enhancePrompt', () => {
  it('adds words on each topic, decided by the seed', () => {
    const { prompt, added } = enhancePrompt({ prompt: 'a woman', negativePrompt: '', seed: 1 });
    expect(added).toHaveLength(4);
    expect(prompt).toBe(`a woman, ${added.join(', ')}`);
    expect(enhancePrompt({ prompt: 'a woman', negativePrompt: '', seed: 1 })).toEqual({ prompt, added });
    expect(addedTo('a woman').size).toBeGreaterThan(12);
  });

  it('says no second time what is there', () => {
    const full = 'oil painting of a woman, half-length view, soft window light, visible brushwork';
    expect(enhancePrompt({ prompt: full, negativePrompt: '', seed: 4 })).toEqual({ prompt: full, added: [] });
    for (const seed of SEEDS) {
      const once = enhancePrompt({ prompt: 'a dancer', negativePrompt: '', seed });
      expect(enhancePrompt({ prompt: once.prompt, negativePrompt: '', seed: seed + 1 }).added).toEqual([]);
    }
  });

  it('keeps to the medium', () => {
    expect(matching(addedTo('photo of a man'), /paint|drawing|brush|palette|paper|line/)).toEqual([]);
    expect(matching(addedTo('ink drawing of a man'), /photo|grain|depth|brush|softbox|skin/)).toEqual([]);
    expect(matching(addedTo('bronze statue of a man'), /skin|brush|grain|paper/)).toEqual([]);
  });

  it('keeps to time and place', () => {
    expect(
      matching(addedTo('a man on a street at midnight'), /sun|day|window|leaves|lamp, deep|candle/),
    ).toEqual([]);
    expect(matching(addedTo('a man in a kitchen'), /sun|overcast|leaves|moon|street/)).toEqual([]);
  });

  it('keeps to what the pose shows', () => {
    expect(matching(addedTo('a woman', '', 'full'), /half|head and/)).toEqual([]);
    expect(matching(addedTo('full body photo of a woman'), /view|length|head|eye/)).toEqual([]);
    expect(matching(addedTo('a woman', '', 'close'), /half|full/)).toEqual([]);
    expect(matching(addedTo('a woman', '', 'half'), /half/)).toEqual(['half-length view']);
  });

  it('adds nothing that is not wanted', () => {
    expect(matching(addedTo('a woman', 'photograph, grain, shadows'), /photo|grain|shadow|skin/)).toEqual([]);
    expect(matching(addedTo('a woman, (painting:0)'), /paint|brush|watercolour/)).toEqual([]);
  });

  it('counts the names of wildcards as said', () => {
    expect(
      matching(addedTo('a woman, __light__, photograph'), /\blight|light\b|sun|shadow|lamp|glow/),
    ).toEqual([]);
  });

  it.each([
    ['a woman,', /^a woman, [a-z]/],
    ['a woman BREAK', /^a woman BREAK [a-z]/],
    ['a (woman', /, a \(woman$/],
    [String.raw`a \(woman`, /^a \\\(woman, /],
    ['', /^[a-z]/],
  ])('finds the place beside %j', (prompt, expected) => {
    expect(enhancePrompt({ prompt, negativePrompt: '', seed: 2 }).prompt).toMatch(expected);
  });

  it('leaves every word and weight of any prompt as it was', () => {
    const part = fc.constantFrom(
      'a',
      'red',
      '(',
      ')',
      ':1.2)',
      '[',
      ']',
      '\\(',
      'BREAK',
      ',',
      '<lora:x:0.5>',
      '__a__',
      ' ',
    );
    const prompts = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(prompts, fc.nat(), (prompt, seed) => {
        const enhanced = enhancePrompt({ prompt, negativePrompt: '', seed });
        expect(enhanced.prompt).toContain(prompt.trimEnd());
        const weights = (text: string) =>
          parsePrompt(text).flatMap((piece) =>
            piece.kind === 'text' ? [[piece.text.trim(), piece.weight]] : [],
          );
        // What was added weighs 1.
        const all = weights(enhanced.prompt)
          .filter(([, weight]) => weight === 1)
          .map(([text]) => text)
          .join(' ');
        for (const words of enhanced.added) expect(all).toContain(words);
      }),
    );
  });
});
