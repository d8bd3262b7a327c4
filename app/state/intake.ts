import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Pose, PoseReading } from '../../core/pose/index.ts';
import type { Failure } from '../../core/result/index.ts';

/** Whether people from a file take the place of those on the canvas, or join them. */
export type ImportMode = 'replace' | 'add';

/** A pose that was read from files and is on the canvas now. */
export interface ImportedPose {
  /** Of the file, or "3 files". */
  readonly name: string;
  readonly reading: PoseReading;
  readonly mode: ImportMode;
  /** Index in the frames of the reading. */
  readonly frame: number;
  /** What was on the canvas before. */
  readonly before: Pose;
  /** What is on it now; once this is another pose, the import is history. */
  readonly after: Pose;
}

/** What has come in from outside. */
export interface IntakeState {
  readonly imported: ImportedPose | undefined;
  /** Why files could not be used. */
  readonly failures: readonly Failure[];
  /** Ordinary pictures that wait for a word on what they are for. */
  readonly pictures: readonly File[];
}

/** The intake's store. */
export type IntakeStore = StoreApi<IntakeState>;

/** Makes the store. */
export function createIntakeStore(): IntakeStore {
  return createStore<IntakeState>(() => ({ imported: undefined, failures: [], pictures: [] }));
}
