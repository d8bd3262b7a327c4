/*
 * The life of the worker that finds people in pictures: started when it is first needed, ended when it has had
 * nothing to look at for a while, to give its memory back.
 */
import type {
  DetectCalls,
  Detection,
  DetectRequest,
  DetectorLoadRequest,
} from '../../core/contract/index.ts';
import { words } from '../../core/words/index.ts';
import { createWorkerClient, type WorkerClient, type WorkerPort } from './client.ts';
import { watchLife } from './watch-life.ts';
import { makeFailure } from '../../core/result/index.ts';

/** One look at a picture. */
export interface Look {
  readonly load: DetectorLoadRequest;
  readonly request: DetectRequest;
  readonly signal?: AbortSignal | undefined;
  /** Hears of each step of loading, where the detector is not loaded yet. */
  readonly onLoad?: () => void;
}

/** The detector as actions use it. */
export interface Detector {
  /**
   * Looks at a picture, after all looks that were asked for before. The detector is loaded when it is not the one of the
   * look before.
   *
   * @throws ArmatureError with the worker's failure, `worker-died` or `cancelled`
   */
  look(look: Look): Promise<Detection>;
  /** Ends the worker; looks in flight reject with `cancelled`, and the next one starts a fresh worker with nothing loaded. */
  stop(): void;
}

/** Starts the real worker. */
export function spawnDetectWorker(): WorkerPort<DetectCalls> {
  return watchLife<DetectCalls>(
    new Worker(new URL('../../workers/detect.worker.ts', import.meta.url), { type: 'module' }),
  );
}

/** How long the worker stays with its networks loaded once it has nothing to do. */
export const IDLE_MS = 120_000;

/** Makes a detector that has not started its worker yet. */
export function createDetector(spawn: () => WorkerPort<DetectCalls>): Detector {
  let living: WorkerClient<DetectCalls> | undefined;
  let loaded: { readonly by: WorkerClient<DetectCalls>; readonly key: string } | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let rest: ReturnType<typeof setTimeout> | undefined;

  async function lookNow({ load, request, signal, onLoad }: Look): Promise<Detection> {
    signal?.throwIfAborted();
    const client = (living ??= createWorkerClient<DetectCalls>(spawn()));
    const options = signal ? { signal } : {};
    const key = JSON.stringify(load);
    if (loaded?.by !== client || loaded.key !== key) {
      loaded = undefined;
      await client.call('load', load, { ...options, ...(onLoad && { onEvent: onLoad }) });
      loaded = { by: client, key };
    }
    return client.call('detect', request, options);
  }

  function stop(): void {
    living?.kill(makeFailure({ code: 'cancelled', message: words`Looking at the picture was cancelled.` }));
    living = undefined;
  }

  function settle(): void {
    waiting--;
    if (waiting === 0) rest = setTimeout(stop, IDLE_MS);
  }

  return {
    look(look) {
      waiting++;
      clearTimeout(rest);
      const turn = last.then(() => lookNow(look));
      last = turn.then(settle, settle);
      return turn;
    },
    stop,
  };
}
