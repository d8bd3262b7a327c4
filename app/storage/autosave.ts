import type { FigureStore } from '../state/figure.ts';
import { remember, type TextStorage } from './remembered.ts';

/** The least time between two writes while somebody drags. */
const PAUSE_MS = 500;

/** The part of the window that is used. */
export interface PageEvents {
  setTimeout(work: () => void, milliseconds: number): number;
  clearTimeout(timer: number): void;
  addEventListener(type: 'pagehide', listener: () => void): void;
}

/** Remembers the pose soon after every edit, and at the latest when the page goes. */
export function autosavePose(figure: FigureStore, storage: TextStorage, page: PageEvents): void {
  let timer: number | undefined;
  let saved = figure.getState().pose;
  function save(): void {
    page.clearTimeout(timer ?? 0);
    timer = undefined;
    const { pose } = figure.getState();
    if (pose === saved) return;
    saved = pose;
    remember(storage, { pose });
  }
  figure.subscribe(({ pose }) => {
    if (pose !== saved) timer ??= page.setTimeout(save, PAUSE_MS);
  });
  page.addEventListener('pagehide', save);
}
