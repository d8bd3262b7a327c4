import { ArrowLeftRight, CheckCheck, FileArchive, Star, Trash2, X } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';
import { type GridSelection, NOTHING } from '../selection.ts';
import { useDesk } from './desk-context.ts';

interface SelectionBarProps {
  readonly selection: GridSelection;
  /** Picture that another one is sought for. */
  readonly sought: string | undefined;
  /** What is shown. */
  readonly ids: readonly string[];
  readonly onSelect: (selection: GridSelection) => void;
  readonly onCompare: (ids: readonly [string, string]) => void;
  readonly onStopSeeking: () => void;
}

/** What can be done with the pictures that are selected. */
export function SelectionBar(props: SelectionBarProps): React.JSX.Element | null {
  const { selection, sought, onStopSeeking } = props;
  if (sought !== undefined) {
    return (
      <div className="gallery-selection" role="status">
        <p>{say`Choose the picture to compare it with.`}</p>
        <Button onClick={onStopSeeking}>{say`Cancel`}</Button>
      </div>
    );
  }
  return selection.selected.size === 0 ? null : <SelectionActions {...props} />;
}

function SelectionActions({ selection, ids, onSelect, onCompare }: SelectionBarProps): React.JSX.Element {
  const { stores } = useServices();
  const desk = useDesk();
  const items = useStore(stores.gallery, (state) => state.items);
  const chosen = ids.filter((id) => selection.selected.has(id));
  const records = chosen.flatMap((id) => {
    const item = items.get(id);
    return item?.kind === 'picture' ? [item.record] : [];
  });
  const favourite = !records.every((record) => record.favourite);
  const [first, second] = records;
  return (
    <div className="gallery-selection" role="toolbar" aria-label={say`Selected pictures`}>
      <IconButton label={say`Select nothing`} icon={<X size={18} />} onClick={() => onSelect(NOTHING)} />
      <p>{say`${chosen.length} selected`}</p>
      <Button
        icon={<CheckCheck size={16} />}
        onClick={() => onSelect({ ...selection, selected: new Set(ids) })}
      >
        <span className="narrow-hidden">{say`All ${ids.length}`}</span>
      </Button>
      {records.length === 2 && first && second && (
        <Button icon={<ArrowLeftRight size={16} />} onClick={() => onCompare([first.id, second.id])}>
          <span className="narrow-hidden">{say`Compare`}</span>
        </Button>
      )}
      <Button
        icon={<Star size={16} />}
        disabled={records.length === 0}
        onClick={() =>
          void desk.setFavourite(
            records.map(({ id }) => id),
            favourite,
          )
        }
      >
        <span className="narrow-hidden">{favourite ? say`Favourite` : say`No favourite`}</span>
      </Button>
      <Button
        icon={<FileArchive size={16} />}
        disabled={records.length === 0}
        onClick={() => void desk.exportZip(records)}
      >
        <span className="narrow-hidden">{say`Export`}</span>
      </Button>
      <Button icon={<Trash2 size={16} />} onClick={() => void desk.remove(chosen)}>
        <span className="narrow-hidden">{say`Delete`}</span>
      </Button>
    </div>
  );
}
