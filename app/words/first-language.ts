import type { Settings } from '../state/settings.ts';
import { knownLanguage, languageFor, learn, locale, spoken, type Tongue } from './language.ts';

/** By this name an address sets the language of the page, embedded or not. */
const PARAMETER = 'lang';
/** Tests look for texts that nobody said in pages that speak it. */
const PSEUDO = 'pseudo';

/**
 * Makes the page speak the language of its address, else the one that the person chose, else the first of the browser's that it
 * knows. Where the catalog cannot be fetched, it speaks English.
 */
export async function speakFirst(
  { location, document, navigator }: Window,
  language: Settings['language'],
): Promise<void> {
  spoken.subscribe(() => {
    document.documentElement.lang = locale();
  });
  const wanted = new URL(location.href).searchParams.get(PARAMETER) ?? '';
  const chosen = language === 'system' ? languageFor(navigator.languages) : language;
  await learn(tongueFor(wanted) ?? chosen).catch(() => undefined);
}

function tongueFor(tag: string): Tongue | undefined {
  const forTests: unknown = import.meta.env['VITE_PSEUDO_LANGUAGE'];
  const hasPseudo = import.meta.env.DEV || forTests !== undefined;
  return tag === PSEUDO && hasPseudo ? PSEUDO : knownLanguage(tag);
}
