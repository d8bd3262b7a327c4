import { hasLostFocus } from './lost-focus.ts';

/** What may take the focus, the best first. Where nothing fits, an entry is empty. */
export type Heirs = readonly (HTMLElement | null | undefined)[];

/**
 * Gives the focus of something that leaves the page to the first of its heirs that stays. It is for the cleanup of a `ref`,
 * which runs while the element is still in its place: afterwards nobody knows what had the focus.
 */
export function handFocusOn(leaving: Element | null, heirsOf: (focused: Element) => Heirs): void {
  const focused = document.activeElement;
  if (!focused || !leaving?.contains(focused)) return;
  const heirs = heirsOf(focused);
  // Only then have all gone that go. A dialog that looks after a lost focus does so later.
  queueMicrotask(() => {
    const heir = heirs.find((one) => one?.isConnected);
    if (heir && hasLostFocus(heir)) heir.focus();
  });
}

/** For the `ref` of what comes and goes in a dialog: that takes the focus which leaves with it. */
export function focusStaysInDialog(leaving: HTMLElement | null): () => void {
  return () => handFocusOn(leaving, () => [leaving?.closest<HTMLElement>('[role=dialog]')]);
}

/** The others of a list, the nearest first: those after one, then those before it. */
export function othersByNearness<T>(all: readonly T[], one: T): T[] {
  const at = all.indexOf(one);
  return [...all.slice(at + 1), ...all.slice(0, at).toReversed()];
}
