/*
 * The life of the worker that finds people in pictures: started when it is first needed, ended to give its memory back.
 */
import type { DetectCalls } from '../../core/contract/index.ts';
import { createWorkerClient, type WorkerClient, type WorkerPort } from './client.ts';

/** The detector as actions use it. */
export interface Detector {
  /** The client of the living worker; starts one where there is none. */
  client(): WorkerClient<DetectCalls>;
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
  return {
    client: () => (living ??= createWorkerClient<DetectCalls>(spawn())),
    stop() {
      living?.kill({ code: 'cancelled', message: 'Looking at the picture was cancelled.' });
      living = undefined;
    },
  };
}
