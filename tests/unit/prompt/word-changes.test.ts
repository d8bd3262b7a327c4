import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordChanges } from '../../../core/prompt/index.ts';

describe('wordChanges', () => {
  it('tells what was added and removed', () => {
    expect(wordChanges('a red cat', 'a blue cat, sleeping')).toEqual([
      { kind: 'same', text: 'a ' },
      { kind: 'removed', text: 'red' },
      { kind: 'added', text: 'blue' },
      { kind: 'same', text: ' cat' },
      { kind: 'added', text: ', sleeping' },
    ]);
    expect(wordChanges('a', 'a')).toEqual([{ kind: 'same', text: 'a' }]);
    expect(wordChanges('', '')).toEqual([]);
  });

  it('has both texts in it', () => {
    const text = fc.array(fc.constantFrom('a', 'b', ' ', ', ', 'cat')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = wordChanges(before, after);
        const without = (kind: string) =>
          changes
            .filter((change) => change.kind !== kind)
            .map((change) => change.text)
            .join('');
        expect(without('added')).toBe(before);
        expect(without('removed')).toBe(after);
      }),
    );
  });
});
