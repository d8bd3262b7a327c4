import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { isReady, presetAddons, presetInUse } from '../state/models.ts';
import { SelectField } from '../ui/fields.tsx';
import { say } from '../words/say.ts';

const FULL = 'full';

/** The presets in short, beside the settings that they set. */
export function PresetField(): React.JSX.Element | null {
  const { stores, actions } = useServices();
  const state = useStore(stores.models);
  const presets = presetAddons(state);
  if (presets.length === 0) return null;
  return (
    <SelectField
      label={say`Quality or speed`}
      options={[
        { value: FULL, label: say`Full quality` },
        ...presets.map(({ id, preset }) => ({
          value: id,
          label: isReady(state, id) ? preset.label : say`${preset.label}, not downloaded`,
        })),
      ]}
      value={presetInUse(state)?.id ?? FULL}
      onChange={(id) => actions.choice.usePreset(id === FULL ? undefined : id)}
    />
  );
}
