import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PoseMatch } from '../../core/adherence/index.ts';
import type { RgbaImage } from '../../core/image/index.ts';
import type { Person } from '../../core/pose/index.ts';
import type { Failure } from '../../core/result/index.ts';
import type { PagePicture } from '../state/picture.ts';

/** What the detector saw in a picture, beside what was asked for. */
export interface Measured {
  readonly match: PoseMatch;
  /** In px of the picture. */
  readonly asked: readonly Person[];
  /** In px of the picture. */
  readonly found: readonly Person[];
  /** What the detector that looked is called. */
  readonly detector: string;
  /** Does it know drawings only, and miss some joints of a perfect one? */
  readonly rough: boolean;
}

/** One picture of a search over seeds. */
export interface Attempt {
  readonly seed: number;
  readonly picture: PagePicture;
  /** Share of the joints that fit, from 0 to 1. */
  readonly share: number;
}

/** A search over seeds: pictures until one fits. */
export interface Search {
  readonly status: 'drawing' | 'looking' | 'fits' | 'spent' | 'stopped' | 'failed';
  /** Share of the joints that has to fit, from 0 to 1. */
  readonly goal: number;
  /** Pictures at the most. */
  readonly tries: number;
  /** In the order in which they were made. */
  readonly attempts: readonly Attempt[];
}

/** How pictures keep to their pose. */
export interface AdherenceState {
  /** Of the pictures that are shown; what has gone from the page has gone from here. */
  readonly measured: ReadonlyMap<RgbaImage, Measured>;
  /** The picture that the detector is looking at. */
  readonly looking: RgbaImage | undefined;
  /** Why the last look failed. */
  readonly failure: Failure | undefined;
  /** Are both skeletons drawn over the picture? */
  readonly overlay: boolean;
  readonly search: Search | undefined;
}

/** The store of {@link AdherenceState}. */
export type AdherenceStore = StoreApi<AdherenceState>;

/** Makes the store. */
export function createAdherenceStore(): AdherenceStore {
  return createStore<AdherenceState>(() => ({
    measured: new Map(),
    looking: undefined,
    failure: undefined,
    overlay: false,
    search: undefined,
  }));
}

/** Is a search at work? */
export function isSearching({ search }: Pick<AdherenceState, 'search'>): boolean {
  return search?.status === 'drawing' || search?.status === 'looking';
}

/** The attempt that fits best; of equal ones the first. */
export function bestAttempt({ attempts }: Search): Attempt | undefined {
  return attempts.reduce<Attempt | undefined>(
    (best, attempt) => (best && best.share >= attempt.share ? best : attempt),
    undefined,
  );
}
