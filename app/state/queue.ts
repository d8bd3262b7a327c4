/*
 * The pictures that wait for their turn, and what became of those that had it.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SeededRequest } from '../../core/request/index.ts';
import type { Failure } from '../../core/result/index.ts';
import type { FrozenPlace } from './local-setup.ts';

/** How far an entry is. */
export type Course =
  | { readonly status: 'waiting' }
  | { readonly status: 'running' }
  | { readonly status: 'done'; readonly totalMs: number }
  | { readonly status: 'failed'; readonly failure: Failure }
  | { readonly status: 'cancelled' }
  /** The page that drew it was closed meanwhile. */
  | { readonly status: 'interrupted' };

/** What is asked for, and what will draw it: nothing that is changed later changes it. */
export interface QueueDraft {
  readonly request: SeededRequest;
  readonly place: FrozenPlace;
}

/** One entry of the queue: the pictures of one request. */
export interface QueueEntry extends QueueDraft {
  readonly id: string;
  /** Entries run by it, the lowest first. */
  readonly order: number;
  readonly course: Course;
  /** Ids in the gallery of the pictures that came of it when it ran last. */
  readonly pictures: readonly string[];
}

/** The queue as this tab knows it. */
export interface QueueState {
  /** By their order. */
  readonly entries: readonly QueueEntry[];
  readonly paused: boolean;
  /** Why it paused by itself; empty where the person did it. */
  readonly why: string;
  /** Which tab draws: this one, or another one that is open. */
  readonly runs: 'here' | 'elsewhere';
  /** Does a notification of the system tell when it is done? */
  readonly notify: boolean;
  /** Why entries are gone when the page is closed; undefined while they are kept. */
  readonly unkept: Failure | undefined;
  /** Entries that were taken out last, as long as they can be put back. */
  readonly removed: readonly QueueEntry[];
  /** What was done last, in words. */
  readonly note: string;
  /** What went wrong at it; empty for nothing. */
  readonly problem: string;
  readonly dialogOpen: boolean;
}

/** The queue's store. */
export type QueueStore = StoreApi<QueueState>;

/** Makes the store: an empty queue that runs. */
export function createQueueStore(): QueueStore {
  return createStore<QueueState>(() => ({
    entries: [],
    paused: false,
    why: '',
    runs: 'elsewhere',
    notify: false,
    unkept: undefined,
    removed: [],
    note: '',
    problem: '',
    dialogOpen: false,
  }));
}

/** Has an entry still to be drawn, or is it at work? */
export function isAhead({ course }: Pick<QueueEntry, 'course'>): boolean {
  return course.status === 'waiting' || course.status === 'running';
}
