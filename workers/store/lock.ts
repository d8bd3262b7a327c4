/*
 * Several tabs, one store. One tab fetches a model and the others watch; what an engine has open is not removed under
 * it; and nothing is made twice at once.
 */
import { type StoreProgress, underLock } from '../../core/contract/index.ts';
import { ArmatureError, type Failure, failureFrom } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';

/** Who wants to write which model. */
export interface WriteOrder {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly emit: (progress: StoreProgress) => void;
}

/** What keeps the tabs apart. */
export interface StoreLocks {
  /**
   * Writes a model while no other tab does. Until then the progress of the tab that does is passed on, as `elsewhere`. If
   * that ends without success, so does this; if that tab vanishes, the work goes on here.
   *
   * @param work - gets what it is to tell its progress to
   * @throws ArmatureError with the other tab's failure; AbortError
   */
  writing<T>(order: WriteOrder, work: (tell: (progress: StoreProgress) => void) => Promise<T>): Promise<T>;
  /**
   * Keeps models from being removed.
   *
   * @returns what ends it; so does the end of the worker
   */
  using(ids: readonly string[], signal: AbortSignal): Promise<() => void>;
  /**
   * Works on a model that nobody writes or uses.
   *
   * @throws ArmatureError `storage` when somebody does, and does not stop soon
   */
  removing<T>(id: string, work: () => Promise<T>): Promise<T>;
  /** Does something if nobody uses the model just now. */
  unlessUsed(id: string, work: () => Promise<void>): Promise<void>;
  /** Makes weights of a model while no other tab does. */
  making<T>(id: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

type Told =
  | { readonly at: 'progress'; readonly progress: StoreProgress }
  | { readonly at: 'ended'; readonly failure?: Failure };

/** An engine that was just ended needs a moment to let go. */
const LETTING_GO_MS = 5000;

const writeName = (id: string): string => `armature.write.${id}`;
const useName = (id: string): string => `armature.use.${id}`;
const makeName = (id: string): string => `armature.make.${id}`;

/**
 * Locks of the browser, over all tabs of the origin. Where it has none or refuses them, tabs know nothing of each other, and
 * each does its work at once.
 */
export function webLocks(): StoreLocks {
  return {
    writing,
    async using(ids, signal) {
      const releases: (() => void)[] = [];
      for (const id of ids) releases.push(await hold(useName(id), signal));
      return () => {
        for (const release of releases) release();
      };
    },
    async removing(id, work) {
      const signal = AbortSignal.timeout(LETTING_GO_MS);
      const begun = { yet: false };
      try {
        return await locked(writeName(id), { signal }, () =>
          locked(useName(id), { signal }, () => {
            begun.yet = true;
            return work();
          }),
        );
      } catch (error) {
        throw begun.yet ? error : inUse(id);
      }
    },
    unlessUsed: (id, work) =>
      locked(useName(id), { ifAvailable: true }, async (isFree) => {
        if (isFree) await work();
      }),
    making: (id, signal, work) => locked(makeName(id), { signal }, work),
  };
}

/** @param work - gets whether it is its turn, which it may not be with `ifAvailable` alone */
function locked<T>(name: string, options: LockOptions, work: (isFree: boolean) => Promise<T>): Promise<T> {
  // The types know only of pages that have it.
  const locks = navigator.locks as LockManager | undefined;
  return underLock(
    locks && ((granted: (lock: Lock | null) => Promise<T>) => locks.request(name, options, granted)),
    (lock) => work(lock !== null),
    () => work(true),
  );
}

async function writing<T>(
  { id, signal, emit }: WriteOrder,
  work: (tell: (progress: StoreProgress) => void) => Promise<T>,
): Promise<T> {
  const channel = new BroadcastChannel(writeName(id));
  const tell = (told: Told): void => channel.postMessage(told);
  const waiting = new AbortController();
  let elsewhere: Failure | undefined;
  channel.onmessage = ({ data }: MessageEvent<Told>) => {
    if (data.at === 'progress') emit({ ...data.progress, phase: 'elsewhere' });
    else if (data.failure) {
      elsewhere = data.failure;
      waiting.abort();
    }
  };
  const options = { signal: AbortSignal.any([signal, waiting.signal]) };
  try {
    return await locked(writeName(id), options, async () => {
      channel.onmessage = null;
      try {
        const result = await work((progress) => {
          emit(progress);
          tell({ at: 'progress', progress });
        });
        tell({ at: 'ended' });
        return result;
      } catch (error) {
        tell({ at: 'ended', failure: failureFrom(error) });
        throw error;
      }
    });
  } catch (error) {
    throw elsewhere ? endedElsewhere(elsewhere) : error;
  } finally {
    channel.close();
  }
}

function hold(name: string, signal: AbortSignal): Promise<() => void> {
  return new Promise((held, refused) => {
    locked(name, { mode: 'shared', signal }, () => new Promise<void>((release) => held(release))).catch(
      refused,
    );
  });
}

function endedElsewhere(failure: Failure): ArmatureError {
  if (failure.code !== 'cancelled') return new ArmatureError(failure);
  return new ArmatureError({
    code: 'cancelled',
    message: words`The download was paused in another tab.`,
    next: words`Resume it here or there.`,
  });
}

function inUse(id: string): ArmatureError {
  return new ArmatureError({
    code: 'storage',
    message: words`${id} is being fetched or used in another tab.`,
    next: words`Pause it there, choose another model there, or close that tab; then try again.`,
  });
}
