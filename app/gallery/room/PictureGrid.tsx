import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { gridStep } from '../../poses/grid-step.ts';
import { say } from '../../words/say.ts';
import type { GalleryItem } from '../record.ts';
import { extended, focused, type GridSelection, NOTHING, toggled } from '../selection.ts';
import { useDesk } from './desk-context.ts';
import { type CardDeeds, PictureCard } from './PictureCard.tsx';
import { useThumbnails } from './use-thumbnails.ts';

interface PictureGridProps {
  readonly items: readonly GalleryItem[];
  readonly ids: readonly string[];
  readonly selection: GridSelection;
  readonly onSelect: (selection: GridSelection) => void;
  /** A picture is pressed, or Enter is. */
  readonly onActivate: (id: string) => void;
}

/** A card is at least so wide, in CSS px. */
const NARROWEST = 150;
const NARROWEST_ON_PHONES = 104;
const GAP = 8;
/** Rows that are drawn beyond those in sight. */
const OVERSCAN = 3;

/** Pictures side by side, of which only the rows in sight are drawn: one stop for the tab key, arrows in between. */
export function PictureGrid(props: PictureGridProps): React.JSX.Element {
  const { items, ids, selection } = props;
  const deeds = useCardDeeds(props);
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const narrowest = width < 600 ? NARROWEST_ON_PHONES : NARROWEST;
  const columns = Math.max(1, Math.floor((width + GAP) / (narrowest + GAP)));
  const side = (width + GAP) / columns - GAP;
  const thumbnails = useThumbnails();
  const stop = selection.focus ?? ids[0];
  const stopRow = stop === undefined ? -1 : Math.floor(ids.indexOf(stop) / columns);
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are used here and handed to nobody
  const rows = useVirtualizer({
    count: width === 0 ? 0 : Math.ceil(items.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => side + GAP,
    overscan: OVERSCAN,
    useFlushSync: false,
    // The row with the focus is always drawn: keys would otherwise be lost when it is scrolled away.
    rangeExtractor(range) {
      const seen = defaultRangeExtractor(range);
      return stopRow < 0 || seen.includes(stopRow) ? seen : [...seen, stopRow].toSorted((a, b) => a - b);
    },
  });
  useLayoutEffect(() => rows.measure(), [rows, side]);
  const keepFocus = useKeptFocus(scroller, selection.focus !== undefined, () => rows.scrollToIndex(stopRow));
  const keys = useGridKeys(props, {
    columns,
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (side + GAP))),
    keepFocus,
  });

  return (
    <div ref={scroller} className="gallery-scroller">
      <div
        className="gallery-grid"
        role="grid"
        aria-label={say`Pictures`}
        aria-multiselectable
        aria-rowcount={Math.ceil(items.length / columns)}
        aria-colcount={columns}
        style={{ height: rows.getTotalSize() }}
        onKeyDown={keys}
      >
        {rows.getVirtualItems().map(({ index: row, start }) => (
          <div
            key={row}
            role="row"
            aria-rowindex={row + 1}
            className="gallery-row"
            style={{ transform: `translateY(${start}px)`, gridTemplateColumns: `repeat(${columns}, 1fr)` }}
          >
            {items.slice(row * columns, (row + 1) * columns).map((item, column) => (
              <PictureCard
                key={item.id}
                item={item}
                side={side}
                column={column + 1}
                index={row * columns + column}
                thumbnails={thumbnails}
                selected={selection.selected.has(item.id)}
                selecting={selection.selected.size > 0}
                stop={item.id === stop}
                deeds={deeds}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** What is done with cards, the same as long as nothing else is chosen. */
function useCardDeeds({ ids, selection, onSelect, onActivate }: PictureGridProps): CardDeeds {
  return useMemo(
    () => ({
      focus(id) {
        if (id !== selection.focus) onSelect({ ...selection, focus: id });
      },
      toggle: (id, range) => onSelect(range ? extended(selection, id, ids) : toggled(selection, id)),
      activate: onActivate,
    }),
    [ids, selection, onSelect, onActivate],
  );
}

interface GridLayout {
  readonly columns: number;
  /** Rows in sight. */
  readonly page: () => number;
  /** The cell that the focus goes to next gets it. */
  readonly keepFocus: () => void;
}

/** What keys do in the grid. */
function useGridKeys(
  { ids, selection, onSelect, onActivate }: PictureGridProps,
  { columns, page, keepFocus }: GridLayout,
): (event: KeyboardEvent) => void {
  const desk = useDesk();
  return (event) => {
    const id = selection.focus ?? ids[0];
    if (id === undefined) return;
    const from = ids.indexOf(id);
    const command = event.ctrlKey || event.metaKey;
    const to = stepTo(event.key, { from, columns, count: ids.length }, page());
    const target = to === undefined ? undefined : ids[to];
    if (target !== undefined) {
      keepFocus();
      onSelect(event.shiftKey ? extended(selection, target, ids) : focused(selection, target));
    } else if (event.key === ' ') onSelect(toggled(selection, id));
    else if (event.key === 'Enter') onActivate(id);
    else if (event.key === 'a' && command) onSelect({ ...selection, selected: new Set(ids) });
    else if (event.key === 'Escape' && selection.selected.size > 0) onSelect({ ...NOTHING, focus: id });
    else if (event.key === 'Delete') {
      keepFocus();
      void desk.remove(selection.selected.size > 0 ? ids.filter((one) => selection.selected.has(one)) : [id]);
    } else return;
    event.preventDefault();
    // Escape would close the dialog as well.
    event.stopPropagation();
  };
}

function stepTo(
  key: string,
  place: { readonly from: number; readonly columns: number; readonly count: number },
  page: number,
): number | undefined {
  const { from, columns, count } = place;
  if (key === 'PageDown') return Math.min(from + page * columns, count - 1);
  if (key === 'PageUp') return Math.max(from - page * columns, 0);
  return gridStep(key, place);
}

/**
 * Lets the focus follow the selection's, where a key has moved it or the grid comes back after a picture was shown large.
 */
function useKeptFocus(
  scroller: RefObject<HTMLElement | null>,
  comesBack: boolean,
  scrollThere: () => void,
): () => void {
  const moved = useRef(comesBack);
  // After every drawing: the cell may not be there at once.
  useLayoutEffect(() => {
    const cell = moved.current && scroller.current?.querySelector<HTMLElement>('[tabindex="0"]');
    if (!cell) return;
    moved.current = false;
    cell.focus({ preventScroll: true });
    scrollThere();
  });
  return () => void (moved.current = true);
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
