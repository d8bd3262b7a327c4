import { describe, expect, it } from 'vitest';
import { fillWildcards, hasWildcards, isWildcardName, wildcardLines } from '../../../core/prompt/index.ts';

const lists = new Map([
  ['colour', ['red', 'green', 'blue', 'grey']],
  ['hair_colour', ['__colour__ hair']],
  ['empty', []],
  ['circle', ['round __circle__']],
]);

describe('fillWildcards', () => {
  it('puts a line in the place of each, and leaves the rest alone', () => {
    const filled = fillWildcards('a __colour__ cat_with__out a __Hair_Colour__', lists, 7);
    expect(filled).toMatch(/^a (red|green|blue|grey) cat_with__out a (red|green|blue|grey) hair$/);
  });

  it('is decided by the seed', () => {
    const text = '__colour__ __colour__ __colour__';
    const drawn = Array.from({ length: 40 }, (_, seed) => fillWildcards(text, lists, seed));
    expect(drawn).toEqual(Array.from({ length: 40 }, (_, seed) => fillWildcards(text, lists, seed)));
    expect(new Set(drawn).size).toBeGreaterThan(20);
    // Each place has a draw of its own.
    expect(drawn.some((words) => new Set(words.split(' ')).size === 3)).toBe(true);
  });

  it('draws otherwise for another stream', () => {
    const text = '__colour__ '.repeat(8);
    expect(fillWildcards(text, lists, 3, 1)).not.toBe(fillWildcards(text, lists, 3, 0));
  });

  it('takes every line about as often', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 800; seed++) {
      const line = fillWildcards('__colour__', lists, seed);
      counts.set(line, (counts.get(line) ?? 0) + 1);
    }
    // 200 each; the deviation is 12.
    for (const count of counts.values()) expect(Math.abs(count - 200)).toBeLessThan(50);
  });

  it('draws what it always drew', () => {
    const drawn = [0, 1, 2 ** 40].map((seed) => fillWildcards('__colour__ __colour__', lists, seed));
    expect(drawn).toMatchInlineSnapshot(`
      [
        "red grey",
        "red red",
        "green green",
      ]
    `);
  });

  it.each([
    ['__nothing__', 'There is no wildcard list “nothing”.'],
    ['__empty__', 'The wildcard list “empty” is empty.'],
    ['__circle__', 'The wildcard list behind __circle__ leads back to itself.'],
  ])('refuses %s', (text, message) => {
    expect(() => fillWildcards(text, lists, 1)).toThrow(message);
  });
});

describe('the names and lines of lists', () => {
  it('reads lines as files of any system have them', () => {
    expect(wildcardLines('\uFEFFred\r\n# a note\r\n\r\n  green \nblue')).toEqual(['red', 'green', 'blue']);
  });

  it.each(['hair', 'hair_colour', 'art styles', 'people/old', 'Größe-2'])('takes the name %s', (name) => {
    expect(isWildcardName(name)).toBe(true);
    expect(hasWildcards(`a __${name}__ b`)).toBe(true);
  });

  it.each(['', '_hair', 'hair_', 'a__b', 'a,b', ' a'])('does not take the name %j', (name) => {
    expect(isWildcardName(name)).toBe(false);
  });
});
