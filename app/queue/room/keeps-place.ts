/*
 * Where the focus goes on when an entry leaves its list: it is removed, or goes to another list.
 */
import { handFocusOn, type Heirs, othersByNearness } from '../../ui/hand-focus-on.ts';

/** For the `ref` of an entry: the next one's button of the same name takes the focus that the entry has. */
export function keepsPlace(row: HTMLElement | null): () => void {
  return () => handFocusOn(row, (focused) => heirsOf(row, focused.getAttribute('aria-label')));
}

/** For the `ref` of what is asked in an entry: the answer gives the focus back to the buttons. */
export function backToButtons(question: HTMLElement | null): () => void {
  return () =>
    handFocusOn(question, () => [question?.closest('.queue-entry')?.querySelector('.queue-buttons button')]);
}

function heirsOf(row: HTMLElement | null, name: string | null): Heirs {
  if (!row) return [];
  const buttons = nearestFirst(row).map((one) => [
    ...one.querySelectorAll<HTMLElement>('.queue-buttons button'),
  ]);
  const sameOnes = buttons.map((all) => all.find((one) => one.getAttribute('aria-label') === name));
  // The only one that can be cancelled has no such neighbour.
  const firstOnes = buttons.map(([first]) => first);
  return [...sameOnes, ...firstOnes, row.closest<HTMLElement>('[role=dialog]')];
}

/** The other entries, those of the same list before all. */
function nearestFirst(row: HTMLElement): Element[] {
  const list = [...(row.parentElement?.children ?? [])];
  const all = [...(row.closest('.queue-lists')?.querySelectorAll('.queue-entry') ?? [])];
  const elsewhere = othersByNearness(all, row).filter((one) => !list.includes(one));
  return [...othersByNearness(list, row), ...elsewhere];
}
