import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { named } from '../../../core/words/index.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';
import { addPhrases } from '../add-phrases.ts';
import type { PromptDesk } from '../desk.ts';
import { readWordsFiles } from '../files/read-files.ts';
import { type NegativePreset, OWN_NEGATIVES } from '../own/negatives.ts';
import type { ItemContent, SavedItem } from '../record.ts';
import { itemsOf } from '../store.ts';
import type { WordsPartProps } from '../WordsDialog.tsx';
import { ExportButton, ImportButton } from './FileButtons.tsx';
import { ItemCard } from './ItemCard.tsx';
import { Messages } from './Messages.tsx';
import { WithDesk } from './WithDesk.tsx';
import { WordsForm } from './WordsForm.tsx';

type SavedNegative = SavedItem & ItemContent<'negative'>;

/** Words for the negative prompt, ours and the person's. */
export function NegativesRoom({ onDone }: WordsPartProps): React.JSX.Element {
  return <WithDesk>{(desk) => <Negatives desk={desk} onDone={onDone} />}</WithDesk>;
}

interface NegativesProps extends WordsPartProps {
  readonly desk: PromptDesk;
}

function Negatives({ desk, onDone }: NegativesProps): React.JSX.Element {
  const { stores } = useServices();
  const presets = itemsOf(
    useStore(desk.store, ({ items }) => items),
    'negative',
  );
  const [editing, setEditing] = useState<SavedNegative | 'new'>();
  const add = ({ negativePrompt }: NegativePreset): void =>
    onDone({ negativePrompt: addPhrases(stores.form.getState().negativePrompt, negativePrompt) });
  if (editing) {
    const preset = editing === 'new' ? undefined : editing;
    return <NegativeForm desk={desk} preset={preset} onDone={() => setEditing(undefined)} />;
  }
  const cardOf = (preset: NegativePreset) => ({
    name: preset.name,
    text: preset.negativePrompt,
    label: say`Add ${preset.name}`,
    onPress: () => add(preset),
    children: (
      <Button className="small" onClick={() => onDone({ negativePrompt: preset.negativePrompt })}>
        {say`Replace`}
      </Button>
    ),
  });
  return (
    <>
      <p className="hint">{say`A press adds what is not in the negative prompt yet.`}</p>
      <div className="words-bar">
        <Button kind="primary" className="small" icon={<Plus size={16} />} onClick={() => setEditing('new')}>
          {say`Save the negative prompt`}
        </Button>
        <ImportButton
          desk={desk}
          accept=".json,.csv,application/json,text/csv"
          read={(files) => readWordsFiles(files, 'negative')}
        />
        <ExportButton
          rows={presets.map(({ name, negativePrompt }) => ({ name, prompt: '', negativePrompt }))}
          name="armature-negatives"
        />
      </div>
      <Messages desk={desk} />
      <ul className="words-cards" aria-label={say`Negative presets`}>
        {presets.map((preset) => (
          <ItemCard
            key={preset.id}
            {...cardOf(preset)}
            onEdit={() => setEditing(preset)}
            onDelete={() => void desk.remove(preset)}
          />
        ))}
        {OWN_NEGATIVES.map((preset) => (
          <ItemCard key={preset.name} {...cardOf({ ...preset, name: say(named(preset.name)) })} />
        ))}
      </ul>
    </>
  );
}

interface NegativeFormProps {
  readonly desk: PromptDesk;
  /** Absent for what stands in the field. */
  readonly preset: SavedNegative | undefined;
  readonly onDone: () => void;
}

function NegativeForm({ desk, preset, onDone }: NegativeFormProps): React.JSX.Element {
  const { stores } = useServices();
  const { negativePrompt } = preset ?? stores.form.getState();
  return (
    <WordsForm
      label={preset ? say`Change ${preset.name}` : say`Save the negative prompt`}
      initial={{ name: preset?.name ?? '', prompt: '', negativePrompt }}
      fields={{ negativePrompt: say`Negative words` }}
      check={(words) => (words.negativePrompt.trim() === '' ? say`There is nothing to save.` : '')}
      onCancel={onDone}
      onSave={({ name, negativePrompt: words }) => {
        void desk.save({ kind: 'negative', name, negativePrompt: words }, preset?.id);
        onDone();
      }}
    />
  );
}
