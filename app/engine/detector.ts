/*
 * The life of the worker that finds people in pictures: started when it is first needed, ended to give its memory back.
 */
import type { DetectCalls } from '../../core/contract/index.ts';
import { createWorkerClient, type WorkerClient, type WorkerPort } from './client.ts';

/** The detector as actions use it. */
export interface Detector {
  /** The client of the living worker; starts one where there is none. */
  client(): WorkerClient<DetectCalls>;
  /** Does work that takes several calls, such as loading and looking, with nobody else's calls in between. */
  inTurn<T>(work: (client: WorkerClient<DetectCalls>) => Promise<T>): Promise<T>;
  /** Ends the worker; calls in flight reject with `cancelled`, and the next one starts a fresh worker with nothing loaded. */
  stop(): void;
}

/** Starts the real worker. */
export function spawnDetectWorker(): WorkerPort<DetectCalls> {
  return new Worker(new URL('../../workers/detect.worker.ts', import.meta.url), { type: 'module' });
}

/** Makes a detector that has not started its worker yet. */
export function createDetector(spawn: () => WorkerPort<DetectCalls>): Detector {
  let living: WorkerClient<DetectCalls> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const client = (): WorkerClient<DetectCalls> => (living ??= createWorkerClient<DetectCalls>(spawn()));
  return {
    client,
    inTurn(work) {
      const turn = last.then(() => work(client()));
      last = turn.catch(() => undefined);
      return turn;
    },
    stop() {
      living?.kill({ code: 'cancelled', message: 'Looking at the picture was cancelled.' });
      living = undefined;
    },
  };
}
