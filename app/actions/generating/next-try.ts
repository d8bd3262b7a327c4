import type { BackendChoice, BackendName } from '../../../core/contract/index.ts';
import { type Failure, type FailureCode, messageOf } from '../../../core/result/index.ts';
import { say } from '../../words/say.ts';

/** What is known after a try that failed. */
export interface FailedTry {
  readonly failure: Failure;
  /** Tries so far, from 1. */
  readonly tries: number;
  /** What it ran on; undefined where it failed before that was decided. */
  readonly backend: BackendName | undefined;
  /** What the person allows. */
  readonly choice: BackendChoice;
}

/** How it is tried again. */
export interface NextTry {
  /** `gpu`: on the CPU from now on. */
  readonly without?: 'gpu';
  /** What the person is told. */
  readonly note: string;
}

/** What a fresh worker puts right more often than not: a driver that was reset, memory that another page has let go. */
const PASSING: readonly FailureCode[] = ['worker-died', 'adapter-lost', 'out-of-memory'];
/** What another back end may put right. */
const OF_THE_GPU: readonly FailureCode[] = [...PASSING, 'session-failed', 'unsupported-backend'];

/**
 * Decides what follows a failure of this device: once more on a fresh worker, then on the CPU where the GPU was Armature's own
 * choice. Undefined where the failure stands.
 */
export function nextTry({ failure, tries, backend, choice }: FailedTry): NextTry | undefined {
  if (PASSING.includes(failure.code) && tries === 1) {
    return { note: say`${messageOf(failure)} This is the second try.` };
  }
  const onGpu = backend === 'webgpu' || (backend === undefined && failure.code === 'adapter-lost');
  if (tries > 2 || choice !== 'auto' || !onGpu || !OF_THE_GPU.includes(failure.code)) return undefined;
  return { without: 'gpu', note: say`${messageOf(failure)} The CPU draws instead.` };
}
