/*
 * The line before the one engine: first come, first served, and bounded.
 */
import { ArmatureError } from '../../core/result/index.ts';

/** Work that can be stopped. */
export type Task<Output> = (signal: AbortSignal) => Promise<Output>;

/** The line. */
export interface Queue {
  /**
   * Runs a task when its turn has come.
   *
   * @throws ArmatureError `rate-limited` when the line is full, `cancelled` when the signal ends the waiting, or what the
   *   task throws
   */
  run<Output>(task: Task<Output>, signal: AbortSignal): Promise<Output>;
  /** Estimated milliseconds until everything in the line is done; tasks are taken to last as long as the last ones. */
  remainingMs(): number;
}

/** What a line needs. */
export interface QueueOptions {
  /** Tasks that may wait beside the one at work. */
  readonly mostWaiting: number;
  /** Milliseconds, from any start. */
  readonly now: () => number;
}

/** Before anything has been measured. */
const FIRST_GUESS_MS = 10_000;
/** Share of the newest duration in the average. */
const NEWEST = 0.5;

interface Waiting {
  readonly start: () => void;
}

/** Makes a line. */
export function createQueue({ mostWaiting, now }: QueueOptions): Queue {
  const waiting: Waiting[] = [];
  let startedAt: number | undefined;
  let usualMs = FIRST_GUESS_MS;

  /** Waits for the turn; whoever got it must call `leave`. */
  function enter(signal: AbortSignal): Promise<void> {
    if (startedAt === undefined) {
      startedAt = now();
      return Promise.resolve();
    }
    if (waiting.length >= mostWaiting) throw full(mostWaiting);
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        waiting.splice(waiting.indexOf(entry), 1);
        reject(cancelled());
      };
      const entry: Waiting = {
        start: () => {
          signal.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      waiting.push(entry);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  function leave(): void {
    const next = waiting.shift();
    startedAt = next ? now() : undefined;
    next?.start();
  }

  return {
    async run(task, signal) {
      throwIfStopped(signal);
      await enter(signal);
      const began = now();
      try {
        throwIfStopped(signal);
        const output = await task(signal);
        usualMs += NEWEST * (now() - began - usualMs);
        return output;
      } finally {
        leave();
      }
    },
    remainingMs() {
      if (startedAt === undefined) return 0;
      return Math.max(usualMs - (now() - startedAt), 0) + waiting.length * usualMs;
    },
  };
}

function full(most: number): ArmatureError {
  return new ArmatureError({
    code: 'rate-limited',
    message: `Rate limit exceeded. Maximum ${most} queued requests allowed.`,
  });
}

function throwIfStopped({ aborted }: AbortSignal): void {
  if (aborted) throw cancelled();
}

function cancelled(): ArmatureError {
  return new ArmatureError({ code: 'cancelled', message: 'The work was cancelled.' });
}
