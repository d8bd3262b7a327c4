import type { FigureStore } from '../state/figure.ts';

/** The least time between two writes while somebody drags. */
const PAUSE_MS = 500;

/** The part of the window that is used. */
export interface PageEvents {
  setTimeout(work: () => void, milliseconds: number): number;
  addEventListener(type: 'pagehide', listener: () => void): void;
  readonly document: {
    readonly visibilityState: DocumentVisibilityState;
    addEventListener(type: 'visibilitychange', listener: () => void): void;
  };
}

/**
 * Has the pose written at the first edit after a pause, and then at most twice in a second.
 *
 * @param save - writes the pose as it is
 */
export function autosavePose(figure: FigureStore, save: () => void, page: PageEvents): void {
  let timer: number | undefined;
  let saved = figure.getState().pose;
  function write(): void {
    const { pose } = figure.getState();
    if (pose === saved) return;
    saved = pose;
    save();
  }
  function rest(): void {
    timer = undefined;
    const changed = figure.getState().pose !== saved;
    write();
    if (changed) timer = page.setTimeout(rest, PAUSE_MS);
  }
  figure.subscribe(({ pose }) => {
    if (pose === saved || timer !== undefined) return;
    write();
    timer = page.setTimeout(rest, PAUSE_MS);
  });
  onLeaving(page, write);
}

/** Has work done when the page goes, and when it goes out of sight: from there browsers freeze and end it without a word. */
export function onLeaving(page: PageEvents, work: () => void): void {
  const { document } = page;
  page.addEventListener('pagehide', work);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') work();
  });
}
