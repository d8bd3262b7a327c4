import { Download, Plus } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { downloadBlob } from '../../ui/download.ts';
import { say } from '../../words/say.ts';
import type { PromptDesk } from '../desk.ts';
import { readListFiles } from '../files/read-files.ts';
import { BUILT_IN_WILDCARDS, type NamedList } from '../own/wildcards.ts';
import type { ItemContent, SavedItem } from '../record.ts';
import { itemsOf } from '../store.ts';
import type { WordsPartProps } from '../WordsDialog.tsx';
import { ImportButton } from './FileButtons.tsx';
import { ItemCard } from './ItemCard.tsx';
import { ListForm } from './ListForm.tsx';
import { Messages } from './Messages.tsx';
import { WithDesk } from './WithDesk.tsx';

type SavedList = SavedItem & ItemContent<'wildcard'>;

/** Lists of which a wildcard stands for one line. */
export function WildcardsRoom({ onDone }: WordsPartProps): React.JSX.Element {
  return <WithDesk>{(desk) => <Wildcards desk={desk} onDone={onDone} />}</WithDesk>;
}

interface WildcardsProps extends WordsPartProps {
  readonly desk: PromptDesk;
}

function Wildcards({ desk, onDone }: WildcardsProps): React.JSX.Element {
  const { stores } = useServices();
  const lists = itemsOf(
    useStore(desk.store, ({ items }) => items),
    'wildcard',
  );
  const [editing, setEditing] = useState<{ readonly list?: SavedList; readonly from?: NamedList }>();
  if (editing) {
    return <ListForm {...editing} desk={desk} onDone={() => setEditing(undefined)} />;
  }
  const own = new Set(lists.map(({ name }) => name.toLowerCase()));
  const cardOf = ({ name, lines }: NamedList) => ({
    name: `__${name}__`,
    text: say`${lines.length} lines: ${lines.slice(0, SHOWN_LINES).join(', ')}`,
    label: say`Add __${name}__ to the prompt`,
    onPress: () => onDone({ prompt: withWildcard(stores.form.getState().prompt, name) }),
  });
  return (
    <>
      <p className="hint">
        {say`A name between two underscores on each side, such as __colour__, stands for a line of that list. The seed decides which: the same seed gives the same picture again. A press adds one to the prompt.`}
      </p>
      <div className="words-bar">
        <Button kind="primary" className="small" icon={<Plus size={16} />} onClick={() => setEditing({})}>
          {say`New list`}
        </Button>
        <ImportButton desk={desk} accept=".txt,text/plain" read={readListFiles} />
      </div>
      <Messages desk={desk} />
      <ul className="words-cards" aria-label={say`Wildcard lists`}>
        {lists.map((list) => (
          <ItemCard
            key={list.id}
            {...cardOf(list)}
            onEdit={() => setEditing({ list })}
            onDelete={() => void desk.remove(list)}
          >
            <IconButton
              label={say`Export ${list.name}`}
              icon={<Download size={15} />}
              onClick={() => exportList(list)}
            />
          </ItemCard>
        ))}
        {BUILT_IN_WILDCARDS.filter(({ name }) => !own.has(name)).map((list) => (
          <ItemCard key={list.name} {...cardOf(list)} onEdit={() => setEditing({ from: list })} />
        ))}
      </ul>
    </>
  );
}

const SHOWN_LINES = 6;

function exportList({ name, lines }: NamedList): void {
  const file = `${name.replaceAll('/', '-')}.txt`;
  downloadBlob(new Blob([`${lines.join('\n')}\n`], { type: 'text/plain' }), file);
}

function withWildcard(prompt: string, name: string): string {
  const before = prompt.trimEnd();
  if (before === '') return `__${name}__`;
  return before.endsWith(',') ? `${before} __${name}__` : `${before}, __${name}__`;
}
