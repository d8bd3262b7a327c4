import { useDrag } from '@use-gesture/react';
import { GripVertical } from 'lucide-react';
import { memo, useMemo, useRef } from 'react';
import type { Person } from '../../../core/pose/index.ts';
import { useServices } from '../../services.ts';
import { PixelImage } from '../../ui/PixelImage.tsx';
import { say } from '../../words/say.ts';
import { draggedTo } from './people-order.ts';
import { type PersonOfRow, PersonSwitches } from './PersonSwitches.tsx';
import { RenameField } from './RenameField.tsx';
import { personPicture } from './thumbnails.ts';

const SIZE = 16;

interface PersonRowProps extends PersonOfRow {
  readonly ref: React.Ref<HTMLDivElement>;
  readonly renaming: boolean;
  /** Would a row that is dragged now be put here? */
  readonly dropAt: boolean;
  readonly onFocus: () => void;
  readonly onChoose: (how: 'alone' | 'also' | 'through') => void;
  readonly onKeyDown: (index: number, event: React.KeyboardEvent) => void;
  readonly onRename: () => void;
  /** Without a name the old one stays. */
  readonly onRenamed: (name?: string) => void;
  readonly onDragOver: (index: number | undefined) => void;
}

/** A person in the list. */
export function PersonRow({ ref, ...props }: PersonRowProps): React.JSX.Element {
  const { person, index, name, selected, inTabOrder, renaming, dropAt } = props;
  return (
    <div
      ref={ref}
      role="row"
      className="person-row"
      aria-selected={selected}
      data-drop={dropAt}
      data-hidden={person.hidden ?? false}
      tabIndex={inTabOrder ? 0 : -1}
      onFocus={props.onFocus}
      onKeyDown={(event) => {
        if (event.target === event.currentTarget) props.onKeyDown(index, event);
      }}
      onClick={(event) => props.onChoose(manner(event))}
    >
      <DragGrip {...props} />
      <div role="gridcell" className="person-name" onDoubleClick={props.onRename}>
        <Thumbnail person={person} />
        {renaming ? (
          <RenameField name={person.name ?? ''} placeholder={name} onDone={props.onRenamed} />
        ) : (
          <span>{name}</span>
        )}
      </div>
      <PersonSwitches {...props} onSelect={() => props.onChoose('also')} />
    </div>
  );
}

function manner(event: React.MouseEvent): 'alone' | 'also' | 'through' {
  if (event.shiftKey) return 'through';
  return event.ctrlKey || event.metaKey ? 'also' : 'alone';
}

/** Changes the order by dragging; the keyboard has Alt with the arrows. */
function DragGrip({ index, count, onDragOver }: Omit<PersonRowProps, 'ref'>): React.JSX.Element {
  const { actions } = useServices();
  const grip = useRef<HTMLSpanElement>(null);
  useDrag(
    ({ movement: [, y], last, canceled }) => {
      const height = grip.current?.closest('.person-row')?.getBoundingClientRect().height ?? 1;
      const to = draggedTo(index, y / height, count);
      onDragOver(last || to === index ? undefined : to);
      if (last && !canceled) actions.figure.reorder(index, to);
    },
    { target: grip, axis: 'y', filterTaps: true },
  );
  return (
    <span
      ref={grip}
      className="person-grip"
      role="gridcell"
      aria-hidden
      title={say`Drag to change the order`}
    >
      <GripVertical size={SIZE} />
    </span>
  );
}

const Thumbnail = memo(function Thumbnail({ person }: { readonly person: Person }) {
  const image = useMemo(() => personPicture(person), [person]);
  return <PixelImage image={image} className="person-thumbnail" />;
});
