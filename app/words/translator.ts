import { type Messages, setupI18n } from '@lingui/core';
import { english, type Words, type WordsValue } from '../../core/words/index.ts';

/**
 * Makes sentences by a catalog. What it lacks is said in English.
 *
 * @param language - tag by BCP 47
 */
export function translator(language: string, messages: Messages): (words: Words) => string {
  const i18n = setupI18n({ locale: language, messages: { [language]: messages } });
  const decimals = new Intl.NumberFormat(language, { maximumFractionDigits: 20, useGrouping: false });

  function speak({ id, values = [] }: Words): string {
    const shown = values.map((value, index) => (isPlural(id, index) ? value : inLanguage(value)));
    if (!(id in messages)) return english({ id, values: shown });
    return i18n._(id, Object.fromEntries(shown.entries()));
  }

  /** Whole numbers stay as they are, since among them are seeds and ports. */
  function inLanguage(value: WordsValue): string | number {
    if (typeof value === 'object') return speak(value);
    return typeof value === 'number' && !Number.isInteger(value) ? decimals.format(value) : value;
  }

  return speak;
}

/** Does the form of words depend on what stands in this place? */
function isPlural(id: string, index: number): boolean {
  return id.includes(`{${index}, plural,`);
}
