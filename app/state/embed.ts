import { createStore, type StoreApi } from 'zustand/vanilla';
import { EMBED_PANELS, type EmbedPanel } from '../../core/embed/index.ts';

/** What an embedded page shows and may do; for a page by itself there are no limits. */
export interface EmbedState {
  readonly panels: readonly EmbedPanel[];
  /** Names of the back ends that may draw; undefined where all may. */
  readonly backends: readonly string[] | undefined;
  /** Does the page around want pictures alone that the safety checker has passed? */
  readonly onlySafe: boolean;
  /** Gives the pose to the page around; undefined where nobody waits for it. */
  readonly send: (() => void) | undefined;
  /** Was the pose that is on the canvas given to it? */
  readonly sent: boolean;
}

/** The store of {@link EmbedState}. */
export type EmbedStore = StoreApi<EmbedState>;

/** Makes the store: the whole page. */
export function createEmbedStore(): EmbedStore {
  return createStore<EmbedState>(() => ({
    panels: EMBED_PANELS,
    backends: undefined,
    onlySafe: false,
    send: undefined,
    sent: false,
  }));
}

/** Are pictures made in what is shown? */
export function drawsPictures({ panels }: Pick<EmbedState, 'panels'>): boolean {
  return panels.includes('prompt') || panels.includes('picture');
}
