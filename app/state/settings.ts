import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BackendChoice } from '../../core/contract/index.ts';

/** What the person set once. */
export interface Settings {
  readonly theme: 'system' | 'light' | 'dark';
  readonly backend: BackendChoice;
}

/** The settings' store. */
export type SettingsStore = StoreApi<Settings>;

/** Makes the store. */
export function createSettingsStore(initial: Settings): SettingsStore {
  return createStore<Settings>(() => initial);
}
