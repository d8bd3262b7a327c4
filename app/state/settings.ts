import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BackendChoice, DecoderChoice } from '../../core/contract/index.ts';
import type { Language } from '../words/language.ts';

/** How the page is divided. */
export interface ColumnWidths {
  /** Of the pose, in percent of what it shares with the picture. */
  readonly pose: number;
  /** Of words and settings, in CSS px. */
  readonly words: number;
  /** Of the panels beside the editor that fills the page, in CSS px. */
  readonly panels: number;
}

/** What the person set once. */
export interface Settings {
  /** Of the page; `system` is the browser's. */
  readonly language: 'system' | Language;
  readonly theme: 'system' | 'light' | 'dark';
  readonly contrast: 'system' | 'usual' | 'more';
  readonly columns: ColumnWidths;
  readonly backend: BackendChoice;
  /** A preview at every so many steps; 0 for none. */
  readonly previewEvery: number;
  /** What decodes the finished picture, where there is a choice. */
  readonly decoder: DecoderChoice;
  /** Draw feet in the editor and in exported pictures? */
  readonly drawFeet: boolean;
  /** Is every finished picture compared with its pose? */
  readonly checkPose: boolean;
  /** Is every finished picture looked at by the safety checker, where that is stored? */
  readonly safetyCheck: boolean;
}

/** What holds until the person sets something. */
export const FIRST_SETTINGS: Settings = {
  language: 'system',
  theme: 'system',
  contrast: 'system',
  columns: { pose: 50, words: 340, panels: 320 },
  backend: 'auto',
  previewEvery: 1,
  decoder: 'full',
  drawFeet: false,
  checkPose: false,
  safetyCheck: true,
};

/** The settings' store. */
export type SettingsStore = StoreApi<Settings>;

/** Makes the store. */
export function createSettingsStore(initial: Settings): SettingsStore {
  return createStore<Settings>(() => initial);
}
