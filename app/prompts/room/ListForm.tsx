import { type SubmitEvent, useState } from 'react';
import { useStore } from 'zustand';
import { isWildcardName, wildcardLines } from '../../../core/prompt/index.ts';
import { counted } from '../../../core/words/index.ts';
import { TextField } from '../../ui/fields.tsx';
import { say } from '../../words/say.ts';
import type { PromptDesk } from '../desk.ts';
import type { NamedList } from '../own/wildcards.ts';
import type { ItemContent, SavedItem } from '../record.ts';
import { itemsOf } from '../store.ts';
import { NamedForm } from './NamedForm.tsx';

interface ListFormProps {
  readonly desk: PromptDesk;
  /** The person's list that is changed; absent for a new one. */
  readonly list?: SavedItem & ItemContent<'wildcard'>;
  /** What a new one begins with. */
  readonly from?: NamedList;
  readonly onDone: () => void;
}

const LONGEST = 1_000_000;

/** Asks for the name and the lines of a list. */
export function ListForm({ desk, list, from, onDone }: ListFormProps): React.JSX.Element {
  const lists = itemsOf(
    useStore(desk.store, ({ items }) => items),
    'wildcard',
  );
  const [name, setName] = useState(list?.name ?? from?.name ?? '');
  const [text, setText] = useState((list ?? from)?.lines.join('\n') ?? '');
  const [problem, setProblem] = useState('');
  const lines = wildcardLines(text);
  const label = list ? say`Change ${list.name}` : say`New list`;
  const taken = lists.filter((other) => other.id !== list?.id).map((other) => other.name.toLowerCase());

  function problemOf(wanted: string): string {
    if (!isWildcardName(wanted)) {
      return say`Names have letters and digits, with a single space, hyphen, slash or underscore between them.`;
    }
    if (taken.includes(wanted.toLowerCase())) return say`Another list has this name.`;
    return lines.length === 0 ? say`Give it a line at least.` : '';
  }

  function save(event?: SubmitEvent): void {
    event?.preventDefault();
    const wanted = name.trim();
    const found = problemOf(wanted);
    setProblem(found);
    if (found !== '') return;
    void desk.save({ kind: 'wildcard', name: wanted, lines }, list?.id);
    onDone();
  }

  return (
    <NamedForm
      {...{ label, name, problem }}
      spellCheck={false}
      onName={setName}
      onSubmit={save}
      onCancel={onDone}
    >
      <TextField
        label={say`Choices, one on each line`}
        rows={10}
        maxLength={LONGEST}
        value={text}
        onChange={setText}
        onSubmit={save}
        aside={
          <span className="hint">{say`${counted(lines.length, { one: '# line', other: '# lines' })}`}</span>
        }
      />
      <p className="hint">{say`Lines that begin with # are notes. A line may name other lists.`}</p>
    </NamedForm>
  );
}
