import { useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { SelectField } from '../ui/fields.tsx';
import { LANGUAGE_TAGS, LANGUAGES, type Language, learn, spoken } from './language.ts';
import { say } from './say.ts';

const OPTIONS = LANGUAGE_TAGS.map((value) => ({ value, label: LANGUAGES[value] }));

/** The choice of the language. It is kept once the page speaks it. */
export function LanguageField(): React.JSX.Element {
  const { stores } = useServices();
  const tongue = useStore(spoken, (state) => state.tongue);
  const [failed, setFailed] = useState(false);
  async function choose(language: Language): Promise<void> {
    setFailed(false);
    try {
      await learn(language);
      stores.settings.setState({ language });
    } catch {
      setFailed(true);
    }
  }
  return (
    <SelectField
      label={say`Language`}
      options={OPTIONS}
      value={tongue === 'pseudo' ? 'en' : tongue}
      note={failed ? say`The language could not be fetched. Check the connection.` : ''}
      invalid={failed}
      onChange={(language) => void choose(language)}
    />
  );
}
