import { Popover } from '@base-ui/react/popover';
import { Contrast } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { words } from '../../core/words/index.ts';
import { useServices } from '../services.ts';
import type { Settings } from '../state/settings.ts';
import { IconButton } from '../ui/Button.tsx';
import type { OpeningProps } from '../ui/lazy-control.tsx';
import { type Choice, RadioChoices } from '../ui/RadioChoices.tsx';
import { endLanguageChoice, languageChoice } from '../words/language-choice.ts';
import { LanguageField } from '../words/LanguageField.tsx';
import { say } from '../words/say.ts';

const THEMES: readonly Choice<Settings['theme']>[] = [
  { value: 'system', label: words`As the system` },
  { value: 'light', label: words`Light` },
  { value: 'dark', label: words`Dark` },
];

const CONTRASTS: readonly Choice<Settings['contrast']>[] = [
  { value: 'system', label: words`As the system` },
  { value: 'usual', label: words`Usual` },
  { value: 'more', label: words`High contrast` },
];

/** Theme, contrast and language of the page. */
export function AppearancePopover({ defaultOpen }: OpeningProps): React.JSX.Element {
  const { stores } = useServices();
  const { theme, contrast } = useStore(stores.settings);
  const set = stores.settings.setState;
  const languageField = useRef<HTMLSelectElement>(null);
  // The page that it stood in was shown anew, in the language that was chosen in it.
  const [isBack, setBack] = useState(() => languageChoice.getState().coming !== undefined);
  useEffect(endLanguageChoice, []);
  function close(): void {
    setBack(false);
    endLanguageChoice();
  }
  return (
    <Popover.Root defaultOpen={defaultOpen || isBack} onOpenChange={(open) => !open && close()}>
      <Popover.Trigger render={<IconButton label={say`Appearance`} icon={<Contrast size={18} />} />} />
      <Popover.Portal>
        <Popover.Positioner sideOffset={8} align="end">
          <Popover.Popup className="popup appearance-popup" {...(isBack && { initialFocus: languageField })}>
            <Popover.Title render={<h2 className="visually-hidden" />}>{say`Appearance`}</Popover.Title>
            <fieldset>
              <legend className="field-label">{say`Theme`}</legend>
              <RadioChoices
                name="theme"
                choices={THEMES}
                chosen={theme}
                onChoose={(chosen) => set({ theme: chosen })}
              />
            </fieldset>
            <fieldset>
              <legend className="field-label">{say`Contrast`}</legend>
              <RadioChoices
                name="contrast"
                choices={CONTRASTS}
                chosen={contrast}
                onChoose={(chosen) => set({ contrast: chosen })}
              />
            </fieldset>
            <LanguageField ref={languageField} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
