/*
 * The worker's life: started when it is first needed, ended and started afresh when it does not obey.
 */
import { type Capabilities, PROTOCOL_VERSION } from '../../core/contract/index.ts';
import { createWorkerClient, type WorkerClient, type WorkerPort } from './client.ts';
import { watchLife } from './watch-life.ts';
import { CANCELLED } from '../../core/result/index.ts';

/** The engine as actions use it. */
export interface Engine {
  /** The client of the living worker; starts one where there is none. */
  client(): WorkerClient;
  /** Greets the worker and measures the machine. */
  probe(): Promise<Capabilities>;
  /** Ends the worker; the next call starts a fresh one, which has no model loaded. */
  restart(): void;
}

/** Starts the real worker. */
export function spawnGenerateWorker(): WorkerPort {
  return watchLife(
    new Worker(new URL('../../workers/generate.worker.ts', import.meta.url), { type: 'module' }),
  );
}

/** Makes an engine that has not started its worker yet. */
export function createEngine(spawn: () => WorkerPort): Engine {
  let living: WorkerClient | undefined;
  const client = (): WorkerClient => (living ??= createWorkerClient(spawn()));
  return {
    client,
    probe: () => client().call('probe', { protocol: PROTOCOL_VERSION }),
    restart() {
      living?.kill(CANCELLED);
      living = undefined;
    },
  };
}
