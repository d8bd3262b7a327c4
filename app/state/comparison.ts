import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CheckedImage } from '../../core/contract/index.ts';
import type { AxisChoice, Grid } from '../../core/request/index.ts';

/** A comparison: what is asked for, and what is there of it. */
export interface ComparisonState {
  readonly x: AxisChoice;
  /** Absent for a single row. */
  readonly y: AxisChoice | undefined;
  /** The grid that was started last. */
  readonly grid: Grid | undefined;
  /** Its pictures so far, row by row. */
  readonly pictures: readonly CheckedImage[];
  /** Are its pictures being made? */
  readonly running: boolean;
  /** Why it could not be started or went no further. */
  readonly problem: string;
}

/** The comparison's store. */
export type ComparisonStore = StoreApi<ComparisonState>;

/** Makes the store. */
export function createComparisonStore(): ComparisonStore {
  return createStore<ComparisonState>(() => ({
    x: { axis: 'guidance', text: '1, 2, 4, 8' },
    y: { axis: 'steps', text: '4, 8, 12' },
    grid: undefined,
    pictures: [],
    running: false,
    problem: '',
  }));
}
