import { afterEach, describe, expect, it } from 'vitest';
import { createSettingsStore, FIRST_SETTINGS } from '../../../app/state/settings.ts';
import { spoken, type Tongue } from '../../../app/words/language.ts';
import { chooseLanguage, endLanguageChoice, languageChoice } from '../../../app/words/language-choice.ts';
import { english } from '../../../core/words/index.ts';

/** Languages that come, or fail to, when the test says so. The page speaks the one that was asked for last. */
function school() {
  const settings = createSettingsStore(FIRST_SETTINGS);
  const lessons = new Map<Tongue, { readonly resolve: () => void; readonly reject: (why: Error) => void }>();
  let last: Tongue | undefined;
  async function learn(tongue: Tongue): Promise<void> {
    last = tongue;
    await new Promise<void>((resolve, reject) => lessons.set(tongue, { resolve, reject }));
    if (last === tongue) spoken.setState({ tongue });
  }
  return {
    settings,
    choose: (language: 'de' | 'es') => chooseLanguage(language, settings, learn),
    comes: (tongue: Tongue) => lessons.get(tongue)?.resolve(),
    fails: (tongue: Tongue) => lessons.get(tongue)?.reject(new TypeError('no network')),
  };
}

const coming = (): unknown => languageChoice.getState().coming;

afterEach(() => {
  endLanguageChoice();
  spoken.setState({ tongue: 'en', speak: english });
});

describe('the choice of the language', () => {
  it('outlasts the page that it was made in, and is kept once the page speaks it', async () => {
    const { settings, choose, comes } = school();
    const chosen = choose('de');
    expect([coming(), settings.getState().language]).toEqual(['de', 'system']);
    const shownAnew: unknown[] = [];
    const unsubscribe = spoken.subscribe(() => shownAnew.push(coming()));
    comes('de');
    await chosen;
    unsubscribe();
    expect(shownAnew).toEqual(['de']);
    expect(settings.getState().language).toBe('de');
  });

  it('is the last of several, whichever comes first', async () => {
    const { settings, choose, comes } = school();
    const chosen = [choose('de'), choose('es')];
    comes('es');
    await chosen[1];
    comes('de');
    await Promise.all(chosen);
    expect([coming(), settings.getState().language]).toEqual(['es', 'es']);
  });

  it('is over where the language cannot be fetched', async () => {
    const { settings, choose, fails } = school();
    const chosen = choose('de');
    fails('de');
    await expect(chosen).rejects.toThrow('no network');
    expect([coming(), settings.getState().language]).toEqual([undefined, 'system']);
  });

  it('says nothing of a language that nobody waits for any more', async () => {
    const { choose, comes, fails } = school();
    const chosen = [choose('de'), choose('es')];
    fails('de');
    await chosen[0];
    expect(coming()).toBe('es');
    comes('es');
    await chosen[1];
  });
});
