import { describe, expect, it } from 'vitest';
import { type Messages } from '@lingui/core';
import { translator } from '../../../app/words/translator.ts';
import { languageFor, LANGUAGE_TAGS } from '../../../app/words/language.ts';
import { accented } from '../../../app/words/pseudo.ts';
import { counted, english, named, words } from '../../../core/words/index.ts';
import { compiled } from '../../../tools/build/catalogs.ts';
import { faultsOf, inStep } from '../../../tools/words/catalogs.ts';
import { extract, hasWords } from '../../../tools/words/extract.ts';
import { readCatalog, sentences, TRANSLATED } from '../../../tools/words/files.ts';

describe('the sentences of the source', () => {
  const { ids, troubles } = sentences();

  it('are found, with none that cannot be extracted', () => {
    expect(troubles).toEqual([]);
    expect(ids).toContain('Generate');
    expect(ids).toContain('right elbow');
    expect(ids).toContain('{0, plural, one {# person} other {# people}}');
  });

  it.each(TRANSLATED)('stand in the catalog of %s, all of them, with their places', (language) => {
    const catalog = readCatalog(language);
    expect(Object.keys(catalog)).toEqual(ids);
    expect(faultsOf(catalog, ids)).toEqual([]);
  });

  it('has a catalog for every language of the page but English', () => {
    expect([...TRANSLATED].sort()).toEqual(LANGUAGE_TAGS.filter((tag) => tag !== 'en').sort());
  });
});

describe('extract', () => {
  it('makes the ids that the templates make', () => {
    const [name, count] = ['x', 2];
    const made = words`“${name}” has {braces}, it's ${counted(count, { one: '# file', other: '# files' })}.`;
    const { found } = extract(
      'part.ts',
      "say`“${name}” has {braces}, it's ${counted(count, { one: '# file', other: '# files' })}.`",
    );
    expect(found.map(({ id }) => id)).toEqual([made.id]);
  });

  it('passes over what has no words of its own', () => {
    expect(hasWords('{0} × {1}')).toBe(false);
    expect(hasWords('{0, plural, one {#} other {#}}')).toBe(false);
    expect(hasWords('{0, plural, one {one} other {#}}')).toBe(true);
    expect(extract('part.ts', 'words`${a}: ${b}`').found).toEqual([]);
  });

  it('tells of forms that are not written out', () => {
    const { troubles } = extract('part.ts', '\nsay`${counted(n, forms)}`');
    expect(troubles).toMatchObject([{ file: 'part.ts', line: 2 }]);
  });
});

describe('faultsOf', () => {
  const ids = ['{0} is gone', 'Yes', '{0, plural, one {# dog} other {# dogs}}'];

  it('accepts what says the same', () => {
    const catalog = {
      '{0} is gone': 'Weg ist {0}',
      Yes: 'Ja',
      '{0, plural, one {# dog} other {# dogs}}': '{0, plural, other {# 匹}}',
    };
    expect(faultsOf(catalog, ids)).toEqual([]);
  });

  it.each([
    ['a sentence that is missing', { Yes: 'Ja' }],
    ['a place that is missing', { ...inStep({}, ids), '{0} is gone': 'Weg' }],
    ['a place too many', { ...inStep({}, ids), Yes: 'Ja {0}' }],
    ['a brace that is not closed', { ...inStep({}, ids), Yes: 'Ja {' }],
    ['a sentence that nobody says', { ...inStep({}, ids), No: 'Nein' }],
  ])('tells of %s', (_, catalog: Record<string, string>) => {
    expect(
      faultsOf(catalog, ids).some((fault) => !fault.includes('is not translated') || !('No' in catalog)),
    ).toBe(true);
  });
});

describe('translator', () => {
  const speak = translator(
    'de',
    compiled({
      '{0} removed': '{0} entfernt',
      '{0, plural, one {# person} other {# people}}': '{0, plural, one {# Person} other {# Personen}}',
      'right elbow': 'rechter Ellbogen',
    }) as Messages,
  );
  const people = (count: number) => words`${counted(count, { one: '# person', other: '# people' })}`;

  it('says sentences within sentences, with the form of the number', () => {
    expect(speak(words`${people(1)} removed`)).toBe('1 Person entfernt');
    expect(speak(words`${people(1234)} removed`)).toBe('1.234 Personen entfernt');
  });

  it('writes decimals as the language does, and leaves whole numbers alone', () => {
    expect(speak(words`${0.0125} removed`)).toBe('0,0125 entfernt');
    expect(speak(words`${1234567} removed`)).toBe('1234567 entfernt');
    expect(speak(words`${words`$${0.5} a picture`} removed`)).toBe('$0,5 a picture entfernt');
    expect(speak(people(1.5))).toBe('1,5 Personen');
  });

  it('says in English what the catalog lacks, around what it has', () => {
    expect(speak(words`Show ${named('right elbow')}`)).toBe('Show rechter Ellbogen');
  });
});

describe('languageFor', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [['zh-CN'], 'zh-Hans'],
    [['zh-TW', 'es-MX'], 'es'],
    [['fr-FR', 'ja'], 'ja'],
    [['fr-FR'], 'en'],
    [['no tag at all', 'de'], 'de'],
    [[], 'en'],
  ])('of %j is %s', (tags, language) => {
    expect(languageFor(tags)).toBe(language);
  });
});

describe('accented', () => {
  it('marks what is said, and no value', () => {
    const sentence = words`Delete ${'my pose'}, ${words`joint`} ${3}`;
    expect(english(sentence)).toBe('Delete my pose, joint 3');
    expect(accented(sentence)).toBe('Délété my pose, jóínt 3');
  });
});
