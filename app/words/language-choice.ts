/*
 * The choice of the language. All of the page is shown anew when it speaks another one, so what has to outlast that is kept here.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SettingsStore } from '../state/settings.ts';
import { type Language, learn, locale, type Tongue } from './language.ts';

interface LanguageChoice {
  /** Chosen a moment ago in the popover that is open; undefined where none was. */
  readonly coming: Language | undefined;
}

/** The store of it. Where the popover comes anew with a choice in it, it opens itself. */
export const languageChoice: StoreApi<LanguageChoice> = createStore<LanguageChoice>(() => ({
  coming: undefined,
}));

/** The popover has opened itself again, or was closed. */
export function endLanguageChoice(): void {
  languageChoice.setState({ coming: undefined });
}

/**
 * Makes the page speak a language, and keeps the choice once it does. Of several choices, the last one counts.
 *
 * @throws whatever the browser throws where the language cannot be fetched
 */
export async function chooseLanguage(
  language: Language,
  settings: SettingsStore,
  learnTongue: (tongue: Tongue) => Promise<void> = learn,
): Promise<void> {
  languageChoice.setState({ coming: language });
  try {
    await learnTongue(language);
  } catch (error) {
    if (languageChoice.getState().coming !== language) return;
    endLanguageChoice();
    throw error;
  }
  // Another one may have been chosen while this one came.
  if (locale() === language) settings.setState({ language });
}
