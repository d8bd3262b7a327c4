/*
 * Trying again: what a network does to a long download, and how long to put up with it.
 */
import { ArmatureError } from '../../../core/result/index.ts';
import { words } from '../../../core/words/index.ts';

/** How a file is fetched. */
export interface FetchManner {
  /** Pauses between attempts in ms; as many failures in a row, without a byte between them, end the download. */
  readonly delaysMs: readonly number[];
  /** Silence after which a connection counts as dead, in ms. */
  readonly stallMs: number;
  /** Length of the first part in bytes: a header fits. */
  readonly firstBytes: number;
  /** Length of the others: small enough that a broken connection costs little, large enough that asking costs less. */
  readonly partBytes: number;
  readonly partsAtOnce: number;
}

/** Puts up with about a minute of trouble in a row. */
export const FETCH_MANNER: FetchManner = {
  delaysMs: [500, 1000, 2000, 4000, 8000, 15_000, 30_000],
  stallMs: 30_000,
  firstBytes: 512 * 1024,
  partBytes: 8 * 2 ** 20,
  partsAtOnce: 4,
};

/** A failed attempt after which another one may succeed. */
export class Interrupted extends Error {
  /** What the server asked for, in ms. */
  readonly retryAfterMs: number;

  constructor(what: string, retryAfterMs = 0) {
    super(what);
    this.retryAfterMs = retryAfterMs;
  }
}

/** The file behind an address is not the one that the download began with. */
export class FileChanged extends Error {}

/** One attempt at a time, until one succeeds or there were too many in a row. */
export interface Attempts {
  /** Tells that bytes have come: the count of failures begins anew. */
  progressed(): void;
  /**
   * Waits before the next attempt.
   *
   * @throws ArmatureError `network` after too many failures, `cancelled`; whatever else was thrown as it is
   */
  failed(error: unknown): Promise<void>;
}

/** Counts the attempts at one piece of work. */
export function createAttempts(what: string, { delaysMs }: FetchManner, signal: AbortSignal): Attempts {
  let failures = 0;
  return {
    progressed: () => {
      failures = 0;
    },
    async failed(error) {
      if (signal.aborted) throw cancelled();
      if (!(error instanceof Interrupted)) throw error;
      const delay = delaysMs[failures];
      failures += 1;
      if (delay === undefined) throw unreachable(what, error);
      await pause(Math.max(delay, error.retryAfterMs), signal);
    },
  };
}

/** The failure of a person who has thought better of it. */
export function cancelled(): ArmatureError {
  return new ArmatureError({ code: 'cancelled', message: words`The download was stopped.` });
}

/** The failure of a file that cannot be fetched. */
export function unreachable(what: string, cause: unknown): ArmatureError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new ArmatureError(
    {
      code: 'network',
      message: words`${what} could not be fetched.`,
      next: words`Check the connection and resume: what has arrived is kept.`,
      detail,
    },
    { cause },
  );
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(cancelled());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
