import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Insertion, NamedPose } from '../../core/pose/index.ts';
import type { Failure } from '../../core/result/index.ts';

/** A pose that the person has saved. */
export interface SavedPose extends NamedPose {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** Does the shelf have it? Otherwise it is gone when the page is closed. */
  readonly kept: boolean;
}

/** The person's own poses, and how a pose is chosen. */
export interface PosesState {
  /** Newest first. */
  readonly saved: readonly SavedPose[];
  /** Why poses cannot be kept; undefined while they can. */
  readonly unkept: Failure | undefined;
  /** Poses on the shelf that cannot be read. */
  readonly unreadable: number;
  /** What was removed last and can come back. */
  readonly removed: readonly SavedPose[];
  /** What was done last, in words. */
  readonly note: string;
  /** What went wrong at it, a sentence each. */
  readonly problems: readonly string[];
  readonly dialogOpen: boolean;
  /** Whose place a chosen pose takes. */
  readonly insertion: Insertion;
  /** Are poses shown and taken mirrored? */
  readonly mirrored: boolean;
}

/** The poses' store. */
export type PosesStore = StoreApi<PosesState>;

/** Makes the store; it is filled when the dialog is opened first. */
export function createPosesStore(): PosesStore {
  return createStore<PosesState>(() => ({
    saved: [],
    unkept: undefined,
    unreadable: 0,
    removed: [],
    note: '',
    problems: [],
    dialogOpen: false,
    insertion: 'selected',
    mirrored: false,
  }));
}
