import { type Messages, setupI18n } from '@lingui/core';
import { english, type Words, type WordsValue } from '../../core/words/index.ts';

/**
 * Makes sentences by a catalog. What it lacks is said in English.
 *
 * @param language - tag by BCP 47
 */
export function translator(language: string, messages: Messages): (words: Words) => string {
  const i18n = setupI18n({ locale: language, messages: { [language]: messages } });

  function speak(words: Words): string {
    const { id, values = [] } = words;
    if (!(id in messages)) return english({ id, values: values.map(inLanguage) });
    return i18n._(id, Object.fromEntries(values.map((value, index) => [index, inLanguage(value)])));
  }

  function inLanguage(value: WordsValue): string | number {
    return typeof value === 'object' ? speak(value) : value;
  }

  return speak;
}
