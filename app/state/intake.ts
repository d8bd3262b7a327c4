import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Pose, PoseReading } from '../../core/pose/index.ts';
import type { Recipe } from '../../core/request/index.ts';
import type { Failure } from '../../core/result/index.ts';

/** Whether people from a file take the place of those on the canvas, or join them. */
export type ImportMode = 'replace' | 'add';

/** On whose canvas people from a file stand who take the place of others: the file's, or the one that was there. */
export type ImportCanvas = 'opened' | 'before';

/** A pose that was read from files and is on the canvas now. */
export interface ImportedPose {
  /** Of the file, or "3 files". */
  readonly name: string;
  readonly reading: PoseReading;
  readonly mode: ImportMode;
  readonly canvas: ImportCanvas;
  /** Index in the frames of the reading. */
  readonly frame: number;
  /** Indices of people of its first frame that the pose did not count for. */
  readonly leftOut?: readonly number[];
  /** What was on the canvas before, and indices of its people that the pose did not count for. */
  readonly before: Pose;
  readonly leftOutBefore: readonly number[];
  /** What is on it now; once this is another pose, the import is history. */
  readonly after: Pose;
}

/** The frame of a reading that is shown. */
export function openedIn({ reading, frame }: Pick<ImportedPose, 'reading' | 'frame'>): Pose {
  return reading.frames[frame] ?? reading.frames[0];
}

/** A picture that tells how it was made. */
export interface FileRecipe {
  readonly file: File;
  readonly recipe: Recipe;
  /** Once it was used: what could not be taken over, a sentence each. */
  readonly used?: readonly string[];
}

/** What has come in from outside. */
export interface IntakeState {
  readonly imported: ImportedPose | undefined;
  /** Pictures among the latest files that tell how they were made. */
  readonly recipes: readonly FileRecipe[];
  /** Why files could not be used. */
  readonly failures: readonly Failure[];
  /** Ordinary pictures that wait for a word on what they are for. */
  readonly pictures: readonly File[];
}

/** The intake's store. */
export type IntakeStore = StoreApi<IntakeState>;

/** Makes the store. */
export function createIntakeStore(): IntakeStore {
  return createStore<IntakeState>(() => ({ imported: undefined, recipes: [], failures: [], pictures: [] }));
}

/** Takes the notices away. */
export function dismissNotices(intake: IntakeStore): void {
  intake.setState({ imported: undefined, recipes: [], failures: [] });
}
