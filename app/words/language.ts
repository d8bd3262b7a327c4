/*
 * The language that the page speaks. English is in the source; every other language is a catalog, fetched when it is chosen,
 * with what makes sentences of it. This module is in the first view, so it holds neither.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { english, type Words } from '../../core/words/index.ts';

/** The languages, each by its own name, with its tag by BCP 47. */
export const LANGUAGES = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  ja: '日本語',
  'zh-Hans': '简体中文',
} as const;

/** A language of the page. */
export type Language = keyof typeof LANGUAGES;

/** The tags in the order of the list. */
export const LANGUAGE_TAGS = Object.keys(LANGUAGES) as readonly Language[];

/** Languages that have a catalog. */
export type Translated = Exclude<Language, 'en'>;

/** Makes a sentence's text. */
export type Speaker = (words: Words) => string;

/** What is spoken: a language, or for tests the accented English that shows what nobody said. */
export type Tongue = Language | 'pseudo';

interface Spoken {
  readonly tongue: Tongue;
  readonly speak: Speaker;
}

/** What the page speaks now. Whoever shows something anew when it changes follows this store. */
export const spoken: StoreApi<Spoken> = createStore<Spoken>(() => ({ tongue: 'en', speak: english }));

/** The text of a sentence in the page's language. */
export function speak(words: Words): string {
  return spoken.getState().speak(words);
}

/** The tag of the language for `lang` and `Intl`. */
export function locale(): Language {
  const { tongue } = spoken.getState();
  return tongue === 'pseudo' ? 'en' : tongue;
}

let asked = 0;

/**
 * Makes the page speak a language. Of several that are asked for, the last one counts.
 *
 * @throws whatever the browser throws where the catalog cannot be fetched; the language is as before then
 */
export async function learn(tongue: Tongue): Promise<void> {
  const mine = ++asked;
  const speaker = await speakerOf(tongue);
  if (mine === asked) spoken.setState({ tongue, speak: speaker });
}

const CATALOGS = {
  de: () => import('./catalogs/de.json?words'),
  es: () => import('./catalogs/es.json?words'),
  ja: () => import('./catalogs/ja.json?words'),
  'zh-Hans': () => import('./catalogs/zh-Hans.json?words'),
} satisfies Record<Translated, unknown>;

async function speakerOf(tongue: Tongue): Promise<Speaker> {
  if (tongue === 'en') return english;
  if (tongue === 'pseudo') return (await import('./pseudo.ts')).accented;
  const [{ translator }, { messages }] = await Promise.all([import('./translator.ts'), CATALOGS[tongue]()]);
  return translator(tongue, messages);
}

/** The language of a list of tags, by preference, that the page knows; English where it knows none. */
export function languageFor(tags: readonly string[]): Language {
  return tags.map(knownLanguage).find((language) => language !== undefined) ?? 'en';
}

/** The page's language for a tag of BCP 47, such as `de-AT` or `zh-CN`. */
export function knownLanguage(tag: string): Language | undefined {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return LANGUAGE_TAGS.find((name) => name === language || name === `${language}-${script}`);
  } catch {
    // Not a tag.
    return undefined;
  }
}
