import { Plus, SearchX } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { PromptStyle } from '../../../core/prompt/index.ts';
import { named } from '../../../core/words/index.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { say } from '../../words/say.ts';
import type { PromptDesk } from '../desk.ts';
import { readWordsFiles } from '../files/read-files.ts';
import { OWN_STYLES } from '../own/styles.ts';
import type { ItemContent, SavedItem } from '../record.ts';
import { itemsOf } from '../store.ts';
import type { WordsPartProps } from '../WordsDialog.tsx';
import { ExportButton, ImportButton } from './FileButtons.tsx';
import { ItemCard } from './ItemCard.tsx';
import { Messages } from './Messages.tsx';
import { fits, SearchField } from './SearchField.tsx';
import { WithDesk } from './WithDesk.tsx';
import { WordsForm } from './WordsForm.tsx';

type SavedStyle = SavedItem & ItemContent<'style'>;

const GROUPS = [...new Set(OWN_STYLES.map(({ group }) => group))];
const EMPTY = { name: '', prompt: '{prompt}, ', negativePrompt: '' };

/** Styles to put around the prompt, several at once. */
export function StylesRoom({ onDone }: WordsPartProps): React.JSX.Element {
  return <WithDesk>{(desk) => <Styles desk={desk} onDone={onDone} />}</WithDesk>;
}

interface StylesProps extends WordsPartProps {
  readonly desk: PromptDesk;
}

function Styles({ desk, onDone }: StylesProps): React.JSX.Element {
  const own = useStore(desk.store, ({ items }) => items);
  const styles = itemsOf(own, 'style');
  const [search, setSearch] = useState('');
  const [editing, setEditing] = useState<SavedStyle | 'new'>();
  const shown = (style: PromptStyle): boolean => fits(search, style.name, style.prompt, style.negativePrompt);
  if (editing) {
    return (
      <StyleForm
        desk={desk}
        style={editing === 'new' ? undefined : editing}
        onDone={() => setEditing(undefined)}
      />
    );
  }
  return (
    <>
      <p className="hint">
        {say`Their words are put around the prompt when a picture is made. Several work together.`}
      </p>
      <div className="words-bar">
        <SearchField label={say`Search styles`} value={search} onChange={setSearch} />
        <Button className="small" icon={<Plus size={16} />} onClick={() => setEditing('new')}>
          {say`New style`}
        </Button>
        <ImportButton
          desk={desk}
          accept=".json,.csv,application/json,text/csv"
          read={(files) => readWordsFiles(files, 'style')}
        />
        <ExportButton rows={styles} name="armature-styles" />
      </div>
      <Messages desk={desk} />
      <Group
        title={say`Yours`}
        styles={styles.filter(shown)}
        onEdit={setEditing}
        onDelete={(style) => void desk.remove(style)}
      />
      {GROUPS.map((group) => (
        <Group
          key={group}
          title={say(named(group))}
          styles={OWN_STYLES.filter((style) => style.group === group && shown(style))}
        />
      ))}
      {!styles.some(shown) && !OWN_STYLES.some(shown) && (
        <Empty icon={SearchX} title={say`No style has the words “${search}”.`} />
      )}
      <div className="words-foot">
        <Button kind="primary" className="small" onClick={() => onDone()}>
          {say`Done`}
        </Button>
      </div>
    </>
  );
}

interface GroupProps<Style> {
  readonly title: string;
  readonly styles: readonly Style[];
  /** Both present for styles of the person. */
  readonly onEdit?: (style: Style) => void;
  readonly onDelete?: (style: Style) => void;
}

function Group<Style extends PromptStyle>({
  title,
  styles,
  onEdit,
  onDelete,
}: GroupProps<Style>): React.JSX.Element | null {
  const { stores } = useServices();
  const used = useStore(stores.form, (form) => form.styles);
  if (styles.length === 0) return null;
  function toggle({ name, prompt, negativePrompt }: PromptStyle): void {
    const others = used.filter((style) => style.name !== name);
    const isUsed = others.length < used.length;
    stores.form.setState({ styles: isUsed ? others : [...used, { name, prompt, negativePrompt }] });
  }
  return (
    <section className="words-group">
      <h3>{title}</h3>
      <ul className="words-cards">
        {styles.map((style) => (
          <ItemCard
            key={style.name}
            name={style.name}
            text={style.prompt.replaceAll('{prompt}', '…')}
            label={style.name}
            pressed={used.some(({ name }) => name === style.name)}
            onPress={() => toggle(style)}
            {...(onEdit && { onEdit: () => onEdit(style) })}
            {...(onDelete && { onDelete: () => onDelete(style) })}
          />
        ))}
      </ul>
    </section>
  );
}

interface StyleFormProps {
  readonly desk: PromptDesk;
  /** Absent for a new one. */
  readonly style: SavedStyle | undefined;
  readonly onDone: () => void;
}

function StyleForm({ desk, style, onDone }: StyleFormProps): React.JSX.Element {
  const { stores } = useServices();
  const styles = itemsOf(
    useStore(desk.store, ({ items }) => items),
    'style',
  );
  const names = [...styles.filter(({ id }) => id !== style?.id), ...OWN_STYLES].map(({ name }) => name);
  return (
    <WordsForm
      label={style ? say`Change ${style.name}` : say`New style`}
      initial={style ?? EMPTY}
      fields={{
        prompt: say`Words around the prompt, which stands at {prompt}`,
        negativePrompt: say`Negative words`,
      }}
      check={({ name, prompt, negativePrompt }) => {
        if (names.includes(name)) return say`Another style has this name.`;
        return prompt.trim() === '' && negativePrompt.trim() === '' ? say`Give it words.` : '';
      }}
      onCancel={onDone}
      onSave={(words) => {
        void desk.save({ kind: 'style', ...words }, style?.id);
        // Where it is in use, its new words count.
        stores.form.setState(({ styles: used }) => ({
          styles: used.map((one) => (one.name === style?.name ? words : one)),
        }));
        onDone();
      }}
    />
  );
}
