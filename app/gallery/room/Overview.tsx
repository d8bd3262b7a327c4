import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { NO_FILTER, shownItems } from '../filter.ts';
import { type GridSelection, NOTHING, toggled, within } from '../selection.ts';
import { stepBack } from '../store.ts';
import { ComparePage } from './ComparePage.tsx';
import { EmptyGallery } from './EmptyGallery.tsx';
import { FilterBar } from './FilterBar.tsx';
import { Messages } from './Messages.tsx';
import { PictureGrid } from './PictureGrid.tsx';
import { PicturePage } from './PicturePage.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { StorageLine } from './StorageLine.tsx';

/** The grid with what is above and below it, or one picture, or two. */
export function Overview(): React.JSX.Element {
  const { stores } = useServices();
  const { items, opened, compared, reading } = useStore(stores.gallery);
  const [filter, setFilter] = useState(NO_FILTER);
  /** A picture that another one is sought for, to compare them. */
  const [sought, setSought] = useState<string>();
  const [openedAt] = useState(Date.now);
  const shown = useMemo(() => shownItems(items.values(), filter, openedAt), [items, filter, openedAt]);
  const ids = useMemo(() => shown.map(({ id }) => id), [shown]);
  const [selection, select] = useGridSelection(ids);
  const open = (id: string | undefined): void => stores.gallery.setState({ opened: id });
  const compare = (pair: readonly [string, string], from?: string): void =>
    stores.gallery.setState({ compared: { ids: pair, from } });

  function activate(id: string): void {
    if (sought !== undefined && sought !== id) {
      compare([sought, id], sought);
      setSought(undefined);
    } else if (selection.selected.size > 0) select(toggled(selection, id));
    else open(id);
  }

  if (compared) return <ComparePage compared={compared} onBack={() => stepBack(stores.gallery)} />;
  if (opened !== undefined) {
    return (
      <PicturePage
        id={opened}
        ids={ids}
        onCompare={() => {
          setSought(opened);
          open(undefined);
        }}
      />
    );
  }
  return (
    <>
      <FilterBar filter={filter} onChange={setFilter} />
      <SelectionBar
        selection={selection}
        sought={sought}
        ids={ids}
        onSelect={select}
        onCompare={compare}
        onStopSeeking={() => setSought(undefined)}
      />
      {shown.length === 0 ? (
        <EmptyGallery
          reading={reading !== 'done'}
          filtered={items.size > 0}
          onShowAll={() => setFilter(NO_FILTER)}
        />
      ) : (
        <PictureGrid items={shown} ids={ids} selection={selection} onSelect={select} onActivate={activate} />
      )}
      <Messages />
      <StorageLine shown={shown.length} />
    </>
  );
}

/** The selection, without pictures that are no longer shown. */
function useGridSelection(
  ids: readonly string[],
): readonly [GridSelection, (selection: GridSelection) => void] {
  const [state, setState] = useState({ selection: NOTHING, ids });
  if (state.ids !== ids) {
    const selection = within(state.selection, ids, state.ids);
    setState({ selection, ids });
    return [selection, (next) => setState({ selection: next, ids })];
  }
  return [state.selection, (next) => setState({ selection: next, ids })];
}
