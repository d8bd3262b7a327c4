/*
 * The language that the page speaks. English is in the source; every other language is a catalog, fetched when it is chosen,
 * with what makes sentences of it. This module is in the first view, so it holds neither.
 */
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

let spoken: Spoken = { tongue: 'en', speak: english };

/** The text of a sentence in the page's language. */
export function speak(words: Words): string {
  return spoken.speak(words);
}

/** The tag of the language for `lang` and `Intl`. */
export function locale(): Language {
  return spoken.tongue === 'pseudo' ? 'en' : spoken.tongue;
}

/**
 * Makes the page speak a language, from the next sentence on.
 *
 * @throws whatever the browser throws where the catalog cannot be fetched; the language is as before then
 */
export async function learn(tongue: Tongue): Promise<void> {
  spoken = { tongue, speak: await speakerOf(tongue) };
}

async function speakerOf(tongue: Tongue): Promise<Speaker> {
  if (tongue === 'en') return english;
  if (tongue === 'pseudo') return (await import('./pseudo.ts')).accented;
  const [{ translator }, catalog] = await Promise.all([import('./translator.ts'), CATALOGS[tongue]()]);
  return translator(tongue, catalog.messages);
}

const CATALOGS = {
  de: () => import('./catalogs/de.json?words'),
  es: () => import('./catalogs/es.json?words'),
  ja: () => import('./catalogs/ja.json?words'),
  'zh-Hans': () => import('./catalogs/zh-Hans.json?words'),
} satisfies Record<Translated, unknown>;

/** The language of a list of tags, by preference, that the page knows; English where it knows none. */
export function languageFor(tags: readonly string[]): Language {
  return tags.map(known).find((language) => language !== undefined) ?? 'en';
}

/** The page's language for a tag of BCP 47, such as `de-AT` or `zh-CN`. */
function known(tag: string): Language | undefined {
  const names = Object.keys(LANGUAGES) as Language[];
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return names.find((name) => name === language || name === `${language}-${script}`);
  } catch {
    // Not a tag.
    return undefined;
  }
}
