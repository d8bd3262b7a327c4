/*
 * Runs that are asked for again: each has a number, an owner, and a state that is kept for a day.
 */
import { randomInt } from 'node:crypto';

/** Where a run stands. */
export type JobState<Output> =
  | { readonly state: 'working' }
  | { readonly state: 'done'; readonly output: Output }
  | { readonly state: 'failed'; readonly error: unknown };

/** A run. */
export interface Job<About, Output> {
  readonly id: number;
  /** What was asked for. */
  readonly about: About;
  /** Whoever may ask for it. */
  readonly owner: string;
  readonly state: JobState<Output>;
  /** Settles with the run and never rejects. */
  readonly over: Promise<void>;
  /** Stops it. */
  cancel(): void;
}

/** All runs. */
export interface Jobs<About, Output> {
  /** Starts one. */
  start(owner: string, about: About, run: (signal: AbortSignal) => Promise<Output>): Job<About, Output>;
  /** Undefined for numbers that are not known, or are another's. */
  find(owner: string, id: number): Job<About, Output> | undefined;
}

/** Bounds of what is kept. */
export interface JobLimits {
  readonly lifeMs: number;
  /** Finished runs beyond this number are forgotten, the oldest first. */
  readonly most: number;
  /** Milliseconds, from any start. */
  readonly now: () => number;
}

/** Numbers are drawn, so that nobody learns from one how many runs there are. */
const NUMBERS = 2 ** 47;

interface Kept<About, Output> {
  readonly job: Job<About, Output>;
  readonly until: number;
}

/** Makes an empty list. */
export function createJobs<About, Output>({ lifeMs, most, now }: JobLimits): Jobs<About, Output> {
  const kept = new Map<number, Kept<About, Output>>();

  function tidy(): void {
    for (const [id, { job, until }] of kept) {
      if (until > now() && kept.size <= most) return;
      if (job.state.state !== 'working') kept.delete(id);
    }
  }

  return {
    start(owner, about, run) {
      tidy();
      const id = randomInt(1, NUMBERS);
      const controller = new AbortController();
      let state: JobState<Output> = { state: 'working' };
      const over = run(controller.signal).then(
        (output) => void (state = { state: 'done', output }),
        (error: unknown) => void (state = { state: 'failed', error }),
      );
      const job: Job<About, Output> = {
        ...{ id, about, owner, over },
        get state() {
          return state;
        },
        cancel: () => controller.abort(),
      };
      kept.set(id, { job, until: now() + lifeMs });
      return job;
    },
    find(owner, id) {
      tidy();
      const job = kept.get(id)?.job;
      return job?.owner === owner ? job : undefined;
    },
  };
}
