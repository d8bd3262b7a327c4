import { createStore, type StoreApi } from 'zustand/vanilla';

/** What the person is told of the page itself. */
export type ShellNotice =
  | 'none'
  /** A new version waits. */
  | 'new-version'
  /** It was asked for, but other tabs have the old version open. */
  | 'other-tabs'
  | 'restarting'
  /** Another tab started the new version under this page. */
  | 'replaced'
  /** Once reloaded, the page would be isolated, and have more threads. */
  | 'threads';

/** The page as a program: its version, and whether it can be installed. */
export interface ShellState {
  readonly notice: ShellNotice;
  /** Does the browser offer to install the page? */
  readonly installable: boolean;
}

/** The shell's store. */
export type ShellStore = StoreApi<ShellState>;

/** Makes the store. */
export function createShellStore(): ShellStore {
  return createStore<ShellState>(() => ({ notice: 'none', installable: false }));
}
