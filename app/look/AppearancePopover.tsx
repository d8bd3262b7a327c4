import { Popover } from '@base-ui/react/popover';
import { Contrast } from 'lucide-react';
import { useStore } from 'zustand';
import { words } from '../../core/words/index.ts';
import { useServices } from '../services.ts';
import type { Settings } from '../state/settings.ts';
import { IconButton } from '../ui/Button.tsx';
import type { OpeningProps } from '../ui/lazy-control.tsx';
import { type Choice, RadioChoices } from '../ui/RadioChoices.tsx';
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

/** Theme and contrast of the page. */
export function AppearancePopover({ defaultOpen }: OpeningProps): React.JSX.Element {
  const { stores } = useServices();
  const { theme, contrast } = useStore(stores.settings);
  const set = stores.settings.setState;
  return (
    <Popover.Root defaultOpen={defaultOpen}>
      <Popover.Trigger render={<IconButton label={say`Appearance`} icon={<Contrast size={18} />} />} />
      <Popover.Portal>
        <Popover.Positioner sideOffset={8} align="end">
          <Popover.Popup className="popup appearance-popup">
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
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
