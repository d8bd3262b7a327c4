import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePrompt, stepWeight } from '../../../core/prompt/index.ts';

/** Reads a text whose selection stands between two bars, or whose caret is one. */
function marked(text: string) {
  const [before = '', inside = '', after] = text.split('|');
  const caret = after === undefined;
  return {
    text: caret ? before + inside : before + inside + after,
    selection: { start: before.length, end: before.length + (caret ? 0 : inside.length) },
  };
}

/** Steps, and marks what is selected then. */
function stepped(from: string, step: number): string | undefined {
  const { text, selection } = marked(from);
  const edit = stepWeight(text, selection, step);
  if (!edit) return undefined;
  const after = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
  const { start, end } = edit.selection;
  return `${after.slice(0, start)}|${after.slice(start, end)}|${after.slice(end)}`;
}

describe('stepWeight', () => {
  it.each([
    ['a re|d shirt', 0.1, 'a (|red|:1.1) shirt'],
    ['a red| shirt', -0.1, 'a (|red|:0.9) shirt'],
    ['|a red shirt|', 0.05, '(|a red shirt|:1.05)'],
    ['a| red shirt |, b', 0.1, 'a (|red shirt|:1.1) , b'],
    ['a (|red|:1.1) shirt', 0.1, 'a (|red|:1.2) shirt'],
    ['a (re|d:1.1) shirt', -0.1, 'a |red| shirt'],
    ['a |(red:1.4)| shirt', -0.1, 'a (|red|:1.3) shirt'],
    ['a (re|d) shirt', 0.1, 'a (|red|:1.2) shirt'],
    ['a (re|d) shirt', -0.1, 'a |red| shirt'],
    ['a ((re|d:1.2) shirt:1.3)', 0.1, 'a ((|red|:1.3) shirt:1.3)'],
    ['a ((red:1.2) shi|rt:1.3)', 0.1, 'a (|(red:1.2) shirt|:1.4)'],
    [String.raw`a \(re|d\)`, 0.1, String.raw`a \((|red|:1.1)\)`],
    ['a <lora:thing:0.8|>', 0.1, 'a |<lora:thing:0.9>|'],
    ['a <lora:thi|ng>', -0.1, 'a |<lora:thing:0.9>|'],
    ['a (red:0.0|5)', -0.1, 'a (|red|:0)'],
    ['__hair_co|lor__', 0.1, '(|__hair_color__|:1.1)'],
    ['blue-gre|en, b', 0.1, '(|blue-green|:1.1), b'],
  ])('turns %s by %d into %s', (from, step, expected) => {
    expect(stepped(from, step)).toBe(expected);
  });

  it.each(['', 'a , |, b', '(a:1.2)|'])('has nothing to weigh at %s', (from) => {
    expect(stepped(from, 0.1)).toBeUndefined();
  });

  it('gives what the parser reads as that weight, and comes back', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 6 }),
        (words, steps) => {
          const begin = words.join(' ');
          let text = begin;
          let selection = { start: 0, end: 0 };
          const go = (step: number): void => {
            const edit = stepWeight(text, selection, step);
            if (!edit) return;
            text = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
            selection = edit.selection;
          };
          for (let i = 0; i < steps; i++) go(0.1);
          const [first] = parsePrompt(text);
          expect(first).toEqual({
            kind: 'text',
            text: words[0],
            weight: Number((1 + steps / 10).toFixed(1)),
          });
          for (let i = 0; i < steps; i++) go(-0.1);
          expect(text).toBe(begin);
        },
      ),
      { numRuns: 100 },
    );
  });
});
