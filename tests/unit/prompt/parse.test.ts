import { describe, expect, it } from 'vitest';
import { parsePrompt, type PromptPart } from '../../../core/prompt/index.ts';
import { readCases } from './cases.ts';

const { parsed } = await readCases();

/** As the reference has them. */
function pairOf(part: PromptPart): readonly [string | null, number] {
  return part.kind === 'break' ? [null, 0] : [part.text, Number(part.weight.toFixed(9))];
}

/** Numbers below a limit, the same in every run. */
function chooser(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const PIECES = [
  '(',
  ')',
  '[',
  ']',
  '\\',
  ':',
  ':1.3)',
  ':-.5)',
  ' BREAK ',
  'BREAK',
  'a',
  ' ',
  '\n',
  '\0',
  'é',
  '🐈',
  '\ud800',
];

describe('parsePrompt', () => {
  it.each(parsed.map(({ prompt, parts }) => [prompt, parts] as const))('reads %j as %j', (prompt, parts) => {
    expect(parsePrompt(prompt).map(pairOf)).toEqual(parts);
  });

  it('reads any string: nothing but syntax is lost, and neighbours differ in weight', () => {
    const choose = chooser(1);
    for (let round = 0; round < 1000; round++) {
      const pieces = Array.from({ length: choose(14) }, () => PIECES[choose(PIECES.length)] ?? '');
      const prompt = pieces.join('');
      const parts = parsePrompt(prompt);
      const texts = parts.map((part) => (part.kind === 'text' ? part.text : ''));
      for (const letter of ['a', 'é', '🐈']) {
        expect(texts.join('').split(letter)).toHaveLength(prompt.split(letter).length);
      }
      parts.forEach((part, i) => {
        const before = parts[i - 1];
        if (part.kind === 'break') return;
        expect(part.text).not.toBe('');
        expect(Number.isFinite(part.weight)).toBe(true);
        if (before?.kind === 'text') expect(before.weight).not.toBe(part.weight);
      });
    }
  });

  it('keeps text without syntax as it is', () => {
    const text = "A dancer in a red shirt, café at night; it's raining!  Breaking news: 3:4";
    expect(parsePrompt(text)).toEqual([{ kind: 'text', text, weight: 1 }]);
  });

  it.each([
    '('.repeat(20_000),
    '\\'.repeat(20_000),
    `(${' '.repeat(19_998)}`,
    '(a'.repeat(10_000),
    ':'.repeat(20_000),
  ])('reads 20,000 characters to their end', (prompt) => {
    expect(parsePrompt(`${prompt} a fox`).at(-1)).toMatchObject({
      text: expect.stringMatching(/a fox$/) as string,
    });
  });
});
