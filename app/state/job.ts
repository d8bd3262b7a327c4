import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Picture, StageName } from '../../core/contract/index.ts';
import type { RgbaImage } from '../../core/image/index.ts';
import type { Failure } from '../../core/result/index.ts';

/** Progress of the denoising. */
export interface StepProgress {
  readonly step: number;
  readonly steps: number;
  /** Milliseconds. */
  readonly remainingMs: number;
}

/** What the Generate button set off. */
export type Job =
  | { readonly status: 'idle' }
  | { readonly status: 'loading' }
  | {
      readonly status: 'running';
      readonly stage: StageName;
      readonly progress?: StepProgress;
      readonly preview?: RgbaImage;
    }
  | { readonly status: 'stopping' }
  | { readonly status: 'done' }
  | { readonly status: 'failed'; readonly failure: Failure };

/** The job, and the last picture, which stays while the next one is made. */
export interface JobState {
  readonly job: Job;
  readonly picture: Picture | undefined;
  /** What the result area said last of saving and copying. */
  readonly note: string;
}

/** The job's store. */
export type JobStore = StoreApi<JobState>;

/** Makes the store. */
export function createJobStore(): JobStore {
  return createStore<JobState>(() => ({ job: { status: 'idle' }, picture: undefined, note: '' }));
}

/** Is the engine at work for the person? */
export function isBusy({ job }: Pick<JobState, 'job'>): boolean {
  return job.status === 'loading' || job.status === 'running' || job.status === 'stopping';
}
