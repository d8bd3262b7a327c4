import { BookmarkPlus, Plus, SearchX } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { say } from '../../words/say.ts';
import type { PromptDesk } from '../desk.ts';
import { readWordsFiles } from '../files/read-files.ts';
import type { ItemContent, SavedItem } from '../record.ts';
import { itemsOf } from '../store.ts';
import type { WordsPartProps } from '../WordsDialog.tsx';
import { ExportButton, ImportButton } from './FileButtons.tsx';
import { ItemCard } from './ItemCard.tsx';
import { Messages } from './Messages.tsx';
import { fits, SearchField } from './SearchField.tsx';
import { WithDesk } from './WithDesk.tsx';
import { WordsForm } from './WordsForm.tsx';

type SavedPrompt = SavedItem & ItemContent<'prompt'>;

/** Prompts that the person has saved. */
export function SavedRoom({ onDone }: WordsPartProps): React.JSX.Element {
  return <WithDesk>{(desk) => <Saved desk={desk} onDone={onDone} />}</WithDesk>;
}

interface SavedProps extends WordsPartProps {
  readonly desk: PromptDesk;
}

function Saved({ desk, onDone }: SavedProps): React.JSX.Element {
  const prompts = itemsOf(
    useStore(desk.store, ({ items }) => items),
    'prompt',
  );
  const [search, setSearch] = useState('');
  const [editing, setEditing] = useState<SavedPrompt | 'new'>();
  const shown = prompts.filter(({ name, prompt, negativePrompt }) =>
    fits(search, name, prompt, negativePrompt),
  );
  if (editing) {
    const prompt = editing === 'new' ? undefined : editing;
    return <PromptForm desk={desk} prompt={prompt} onDone={() => setEditing(undefined)} />;
  }
  return (
    <>
      <div className="words-bar">
        <Button kind="primary" className="small" icon={<Plus size={16} />} onClick={() => setEditing('new')}>
          {say`Save this prompt`}
        </Button>
        <ImportButton
          desk={desk}
          accept=".json,.csv,application/json,text/csv"
          read={(files) => readWordsFiles(files, 'prompt')}
        />
        <ExportButton rows={prompts} name="armature-prompts" />
        {prompts.length > 0 && (
          <SearchField label={say`Search prompts`} value={search} onChange={setSearch} />
        )}
      </div>
      <Messages desk={desk} />
      {prompts.length === 0 && (
        <Empty
          icon={BookmarkPlus}
          title={say`No prompt is saved yet.`}
          hint={say`Write one that works and save it here, or import what you have elsewhere.`}
        />
      )}
      {prompts.length > 0 && shown.length === 0 && (
        <Empty icon={SearchX} title={say`No saved prompt has the words “${search}”.`} />
      )}
      <ul className="words-cards" aria-label={say`Saved prompts`}>
        {shown.map((saved) => (
          <ItemCard
            key={saved.id}
            name={saved.name}
            text={saved.prompt}
            label={say`Use ${saved.name}`}
            onPress={() => onDone({ prompt: saved.prompt, negativePrompt: saved.negativePrompt })}
            onEdit={() => setEditing(saved)}
            onDelete={() => void desk.remove(saved)}
          />
        ))}
      </ul>
    </>
  );
}

interface PromptFormProps {
  readonly desk: PromptDesk;
  /** Absent for what stands in the fields. */
  readonly prompt: SavedPrompt | undefined;
  readonly onDone: () => void;
}

function PromptForm({ desk, prompt, onDone }: PromptFormProps): React.JSX.Element {
  const { stores } = useServices();
  const form = stores.form.getState();
  const shown = prompt ?? { name: '', prompt: form.prompt, negativePrompt: form.negativePrompt };
  return (
    <WordsForm
      label={prompt ? say`Change ${prompt.name}` : say`Save this prompt`}
      initial={{ ...shown, name: prompt?.name ?? firstWords(form.prompt) }}
      fields={{ prompt: say`Prompt`, negativePrompt: say`Negative prompt` }}
      check={(words) =>
        `${words.prompt}${words.negativePrompt}`.trim() === '' ? say`There is nothing to save.` : ''
      }
      onCancel={onDone}
      onSave={({ name, prompt: words, negativePrompt }) => {
        void desk.save({ kind: 'prompt', name, prompt: words, negativePrompt }, prompt?.id);
        onDone();
      }}
    />
  );
}

const NAME_WORDS = 5;

function firstWords(prompt: string): string {
  return prompt
    .replaceAll(/[^\p{L}\p{N}\s'-]+/gu, ' ')
    .trim()
    .split(/\s+/)
    .slice(0, NAME_WORDS)
    .join(' ');
}
