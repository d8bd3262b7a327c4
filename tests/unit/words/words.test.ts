import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { type Messages, setupI18n } from '@lingui/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counted, english, isWords, verbatim, words, type Words } from '../../../core/words/index.ts';

/** What an implementation of ICU MessageFormat makes of a sentence without nested ones. */
function reference({ id, values = [] }: Words): string {
  const messages = { [id]: compileMessageOrThrow(id) } as Messages;
  return setupI18n({ locale: 'en', messages: { en: messages } })._(id, Object.fromEntries(values.entries()));
}

describe('words', () => {
  it('keep the sentence and its places apart', () => {
    const [name, limit] = ['a.png', 5];
    const sentence = words`The file ${name} is larger than ${limit} MB.`;
    expect(sentence).toEqual({ id: 'The file {0} is larger than {1} MB.', values: ['a.png', 5] });
    expect(english(sentence)).toBe('The file a.png is larger than 5 MB.');
  });

  it.each([
    [0, '0 pictures are kept.'],
    [1, '1 picture is kept.'],
    [2, '2 pictures are kept.'],
    [12_345, '12,345 pictures are kept.'],
  ])('have the form that goes with %d', (count, text) => {
    const forms = { one: '# picture is', other: '# pictures are' };
    const sentence = words`${counted(count, forms)} kept.`;
    expect(english(sentence)).toBe(text);
    expect(reference(sentence)).toBe(text);
  });

  it('hold other sentences', () => {
    expect(english(words`${words`Left ${'hand'}`}: ${verbatim('{0}')}`)).toBe('Left hand: {0}');
  });

  it('pass through a structured clone', () => {
    const sentence = words`${words`a`} and ${counted(3, { one: '#', other: '#' })}`;
    const copy = structuredClone(sentence);
    expect(isWords(copy)).toBe(true);
    expect(english(copy)).toBe('a and 3');
  });

  it('say what was written, whatever characters it has, as every reader of ICU messages understands it', () => {
    const text = fc.array(fc.constantFrom("'", '{', '}', '#', 'a', ' ', '0', ',', '|'), { maxLength: 6 });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 2 }), (before, after, count) => {
        const parts = [before.join(''), `${after.join('')}.`];
        const template = Object.assign([...parts], { raw: parts }) as unknown as TemplateStringsArray;
        const forms = { one: `one ${after.join('')}`.replaceAll('#', ''), other: '# of them' };
        const written = [parts[0], count === 1 ? forms.one : `${count} of them`, parts[1]].join('');
        const sentence = words(template, counted(count, forms));
        expect(english(sentence)).toBe(written);
        expect(reference(sentence)).toBe(written);
      }),
      { numRuns: 500 },
    );
  });
});
