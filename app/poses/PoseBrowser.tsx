import { Dices, FlipHorizontal2, PersonStanding, Search, SearchX } from 'lucide-react';
import { type RefCallback, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Insertion } from '../../core/pose/index.ts';
import { counted, words, type Words } from '../../core/words/index.ts';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { say } from '../words/say.ts';
import { type PoseItem, SHELVES, type Shelf, shownItems } from './items.ts';
import { OwnPoses } from './OwnPoses.tsx';
import { PoseGrid } from './PoseGrid.tsx';
import { PoseNotes } from './PoseNotes.tsx';

const INSERTIONS: readonly { readonly value: Insertion; readonly label: Words }[] = [
  { value: 'selected', label: words`Replace selected` },
  { value: 'everyone', label: words`Replace all` },
  { value: 'added', label: words`Add` },
];

/** Where to find the field. */
export interface PoseBrowserProps {
  /** The field that is searched with. */
  readonly search: RefCallback<HTMLInputElement>;
}

/** Search, kinds and grid of the dialog. */
export function PoseBrowser({ search }: PoseBrowserProps): React.JSX.Element {
  const { stores, actions } = useServices();
  const saved = useStore(stores.poses, (state) => state.saved);
  const [shelf, setShelf] = useState<Shelf>('all');
  const [query, setQuery] = useState('');
  const items = useMemo(() => shownItems(saved, shelf, query), [saved, shelf, query]);
  function choose(item: PoseItem): void {
    actions.poses.choose(item.poseFor(stores.figure.getState().pose));
  }
  return (
    <>
      <div className="poses-bar">
        <label className="poses-search">
          <Search size={16} aria-hidden />
          <span className="visually-hidden">{say`Search poses`}</span>
          <input
            ref={search}
            type="search"
            placeholder={say`Search: sitting, sword, hug …`}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
        </label>
        <MirrorToggle />
        <Button
          icon={<Dices size={16} />}
          disabled={items.length === 0}
          onClick={() => {
            const item = items[Math.floor(Math.random() * items.length)];
            if (item) choose(item);
          }}
        >
          {say`Random`}
        </Button>
      </div>
      <Shelves shelf={shelf} own={saved.length} onChange={setShelf} />
      <PoseNotes />
      {shelf === 'own' && <OwnPoses shown={items.flatMap(({ own }) => own ?? [])} />}
      <PoseGrid key={shelf} items={items} onChoose={choose}>
        {shelf === 'own' && query === '' ? (
          <Empty
            icon={PersonStanding}
            title={say`Nothing is saved yet.`}
            hint={say`Pose somebody, then save the pose here.`}
          />
        ) : (
          <Empty icon={SearchX} title={say`No pose fits “${query}”.`}>
            {shelf !== 'all' && <Button onClick={() => setShelf('all')}>{say`Search all poses`}</Button>}
          </Empty>
        )}
      </PoseGrid>
      <footer className="poses-foot">
        <InsertionChoice />
        <p className="hint" role="status">
          {say`${counted(items.length, { one: '# pose', other: '# poses' })}`}
        </p>
      </footer>
    </>
  );
}

function MirrorToggle(): React.JSX.Element {
  const { stores } = useServices();
  const mirrored = useStore(stores.poses, (state) => state.mirrored);
  return (
    <Button
      icon={<FlipHorizontal2 size={16} />}
      className="toggle"
      aria-pressed={mirrored}
      onClick={() => stores.poses.setState({ mirrored: !mirrored })}
    >
      {say`Mirrored`}
    </Button>
  );
}

interface ShelvesProps {
  readonly shelf: Shelf;
  /** Number of own poses. */
  readonly own: number;
  readonly onChange: (shelf: Shelf) => void;
}

function Shelves({ shelf, own, onChange }: ShelvesProps): React.JSX.Element {
  return (
    <div className="chips" role="group" aria-label={say`Kinds of poses`}>
      {SHELVES.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          className="chip"
          aria-pressed={id === shelf}
          onClick={() => onChange(id)}
        >
          {say(label)}
          {id === 'own' && own > 0 && <span className="chip-count">{own}</span>}
        </button>
      ))}
    </div>
  );
}

function InsertionChoice(): React.JSX.Element {
  const { stores } = useServices();
  const insertion = useStore(stores.poses, (state) => state.insertion);
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{say`What a chosen pose does`}</legend>
      {INSERTIONS.map(({ value, label }) => (
        <label key={value} className="segment">
          <input
            type="radio"
            name="insertion"
            checked={value === insertion}
            onChange={() => stores.poses.setState({ insertion: value })}
          />
          {say(label)}
        </label>
      ))}
    </fieldset>
  );
}
