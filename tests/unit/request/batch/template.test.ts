import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someOf } from '../../../../core/request/batch/some-of.ts';
import { promptPairs, promptTemplate } from '../../../../core/request/batch/template.ts';
import { ArmatureError } from '../../../../core/result/index.ts';

function all(text: string): string[] {
  const { count, at } = promptTemplate(text);
  return Array.from({ length: count }, (_, index) => at(index));
}

describe('a template', () => {
  it('stands for all combinations, the last choice changing fastest', () => {
    expect(all('a {red|blue} coat, {day|night}')).toEqual([
      'a red coat, day',
      'a red coat, night',
      'a blue coat, day',
      'a blue coat, night',
    ]);
  });

  it('has choices in choices, empty ones and such of one', () => {
    expect(all('{dark {red|blue}|green|} coat{s}')).toEqual([
      'dark red coats',
      'dark blue coats',
      'green coats',
      'coats',
    ]);
  });

  it('leaves weights, breaks and lists of prompts as they are', () => {
    const prompt = String.raw`(a [cat|dog]:1.2) BREAK \(really\), <lora:x:0.5> | end`;
    expect(all(prompt)).toEqual([prompt]);
  });

  it('takes braces and bars behind a backslash for themselves', () => {
    expect(all(String.raw`\{a\|b\} {c\|d|e}`)).toEqual(['{a|b} c|d', '{a|b} e']);
  });

  it('says where braces do not match', () => {
    expect(() => promptTemplate('a {red')).toThrow('The { at character 3 of the template is never closed.');
    expect(() => promptTemplate('red} coat')).toThrow('The } at character 4 of the template closes nothing.');
  });

  it('refuses what cannot be counted', () => {
    expect(() => promptTemplate('{0|1|2|3|4|5|6|7|8|9}'.repeat(16))).toThrow(ArmatureError);
  });

  it('refuses both prompts together where they cannot be counted, and choices without end in choices', () => {
    const many = '{0|1|2|3|4|5|6|7|8|9}'.repeat(10);
    expect(() => promptPairs({ prompt: many, negativePrompt: many })).toThrow('more combinations');
    expect(() => promptTemplate('{'.repeat(10_000) + '}'.repeat(10_000))).toThrow('more than 20 deep');
  });

  it('gives different prompts for different numbers, whatever is nested in it', () => {
    const letter = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const { text } = fc.letrec<{ text: string }>((tie) => ({
      text: fc.oneof(
        { maxDepth: 3 },
        letter,
        // Options that begin with different digits are never the same text.
        fc
          .array(tie('text'), { minLength: 1, maxLength: 3 })
          .map((options) => `{${options.map((option, i) => `${i}${option}`).join('|')}}.`),
        fc.tuple(tie('text'), tie('text')).map(([one, other]) => `${one},${other}`),
      ),
    }));
    fc.assert(
      fc.property(text, (template) => {
        const { count, at } = promptTemplate(template);
        const seen = Math.min(count, 200);
        const made = Array.from({ length: seen }, (_, index) => at(index));
        expect(new Set(made).size).toBe(seen);
      }),
    );
  });

  it('pairs both prompts of a request', () => {
    const { count, at } = promptPairs({ prompt: '{a|b}', negativePrompt: '{c|d|e}' });
    expect(count).toBe(6);
    expect(at(4)).toEqual({ prompt: 'b', negativePrompt: 'd' });
  });
});

describe('some of many', () => {
  it('are different, below the limit, ascending, and the same for the same seed', () => {
    const most = Number.MAX_SAFE_INTEGER;
    fc.assert(
      fc.property(fc.nat(50), fc.integer({ min: 1, max: most }), fc.nat(), (count, limit, seed) => {
        const chosen = someOf(count, limit, seed);
        expect(chosen).toHaveLength(Math.min(count, limit));
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(chosen).toEqual(chosen.toSorted((a, b) => a - b));
        expect(chosen.every((index) => index >= 0 && index < limit)).toBe(true);
        expect(someOf(count, limit, seed)).toEqual(chosen);
      }),
    );
  });

  it('are each taken equally often', () => {
    const taken = new Array<number>(10).fill(0);
    for (let seed = 0; seed < 2000; seed++) for (const index of someOf(3, 10, seed)) taken[index]! += 1;
    // 600 each are expected, with a deviation of 20.
    for (const times of taken) expect(Math.abs(times - 600)).toBeLessThan(100);
  });
});
