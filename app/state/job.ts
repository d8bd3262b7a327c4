import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CheckedImage, ResumePoint, StageName } from '../../core/contract/index.ts';
import type { RgbaImage } from '../../core/image/index.ts';
import type { SeededRequest } from '../../core/request/index.ts';
import type { Failure } from '../../core/result/index.ts';
import type { PagePicture } from './picture.ts';

/** Progress of the denoising. */
export interface StepProgress {
  readonly step: number;
  readonly steps: number;
  /** Number of the picture in its batch, from 0. */
  readonly picture: number;
  readonly pictures: number;
  /** Noise level that the step reached. */
  readonly sigma: number;
  /** Milliseconds that the step took. */
  readonly stepMs: number;
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
  /** A back end elsewhere is at work. */
  | {
      readonly status: 'remote';
      /** Where the work is, such as "Waiting at Segmind". */
      readonly words: string;
      /** Share of the work that is done, 0 to 1, where the back end tells it. */
      readonly share?: number;
      readonly preview?: RgbaImage;
    }
  | { readonly status: 'stopping' }
  | { readonly status: 'done' }
  | { readonly status: 'failed'; readonly failure: Failure };

/** A run that was stopped and can go on. */
export interface StoppedRun {
  readonly request: SeededRequest;
  readonly at: ResumePoint;
  /** Steps of the picture at work. */
  readonly steps: number;
  /** Pictures that were finished before. */
  readonly finished: readonly CheckedImage[];
}

/** The job, and the last pictures, which stay while the next ones are made. */
export interface JobState {
  readonly job: Job;
  readonly picture: PagePicture | undefined;
  /** Which of the pictures is shown large. */
  readonly shown: number;
  /** Present where the last run was stopped between its first and its last step. */
  readonly stopped: StoppedRun | undefined;
  /** What the result area said last of saving and copying. */
  readonly note: string;
}

/** The job's store. */
export type JobStore = StoreApi<JobState>;

/** Makes the store. */
export function createJobStore(): JobStore {
  return createStore<JobState>(() => ({
    job: { status: 'idle' },
    picture: undefined,
    shown: 0,
    stopped: undefined,
    note: '',
  }));
}

/** Is anything at work for the person? */
export function isBusy({ job }: Pick<JobState, 'job'>): boolean {
  return ['loading', 'running', 'remote', 'stopping'].includes(job.status);
}
