import { type Ref, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { SelectField } from '../ui/fields.tsx';
import { LANGUAGE_TAGS, LANGUAGES, type Language, spoken } from './language.ts';
import { chooseLanguage, languageChoice } from './language-choice.ts';
import { say } from './say.ts';

const OPTIONS = LANGUAGE_TAGS.map((value) => ({ value, label: LANGUAGES[value] }));

/** The choice of the language. It is kept once the page speaks it. */
export function LanguageField({ ref }: { readonly ref: Ref<HTMLSelectElement> }): React.JSX.Element {
  const { stores } = useServices();
  const tongue = useStore(spoken, (state) => state.tongue);
  const coming = useStore(languageChoice, (state) => state.coming);
  const [failed, setFailed] = useState(false);
  async function choose(language: Language): Promise<void> {
    setFailed(false);
    try {
      await chooseLanguage(language, stores.settings);
    } catch {
      setFailed(true);
    }
  }
  return (
    <SelectField
      ref={ref}
      label={say`Language`}
      options={OPTIONS}
      // Arrows step on from the language that is still to come.
      value={coming ?? (tongue === 'pseudo' ? 'en' : tongue)}
      note={failed ? say`The language could not be fetched. Check the connection.` : ''}
      invalid={failed}
      onChange={(language) => void choose(language)}
    />
  );
}
