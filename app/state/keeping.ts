import { createStore, type StoreApi } from 'zustand/vanilla';

/**
 * How long what the person made outlives the page.
 *
 * - `device`: it is there at the next visit.
 * - `tab`: it is there after a reload, until the tab is closed: the browser has no room, or forbids to store.
 * - `page`: it is gone when the page is.
 */
export type KeptWhere = 'device' | 'tab' | 'page';

/** What the page knows of its own memory. */
export interface KeepingState {
  readonly where: KeptWhere;
  /** A pose of an earlier visit that this version cannot read, as it was found. */
  readonly unreadPose: string | undefined;
  /** Did the person put the notice away? */
  readonly dismissed: boolean;
}

/** The store of it. */
export type KeepingStore = StoreApi<KeepingState>;

/** Makes the store. */
export function createKeepingStore(): KeepingStore {
  return createStore<KeepingState>(() => ({ where: 'device', unreadPose: undefined, dismissed: false }));
}

/** Tells how well things are kept; a notice that was put away comes back where that has changed. */
export function tellKept(keeping: KeepingStore, where: KeptWhere): void {
  if (where !== keeping.getState().where) keeping.setState({ where, dismissed: false });
}
