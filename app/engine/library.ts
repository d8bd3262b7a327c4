/*
 * The life of the worker that fetches and keeps models: started when it is first needed.
 */
import type { LibraryCalls } from '../../core/contract/index.ts';
import { words } from '../../core/words/index.ts';
import { createWorkerClient, type WorkerClient, type WorkerPort } from './client.ts';
import { watchLife } from './watch-life.ts';
import { makeFailure } from '../../core/result/index.ts';

/** The library as actions use it. */
export interface Library {
  /** The client of the living worker; starts one where there is none. */
  client(): WorkerClient<LibraryCalls>;
  /** Gives up a worker that has died; the next call starts a fresh one. */
  replace(dead: WorkerClient<LibraryCalls>): void;
}

/** Starts the real worker. */
export function spawnLibraryWorker(): WorkerPort<LibraryCalls> {
  return watchLife<LibraryCalls>(
    new Worker(new URL('../../workers/library.worker.ts', import.meta.url), { type: 'module' }),
  );
}

/** Makes a library that has not started its worker yet. */
export function createLibrary(spawn: () => WorkerPort<LibraryCalls>): Library {
  let living: WorkerClient<LibraryCalls> | undefined;
  return {
    client: () => (living ??= createWorkerClient<LibraryCalls>(spawn())),
    replace(dead) {
      // Several calls die with one worker; only the first of them finds it still here.
      if (living !== dead) return;
      dead.kill(makeFailure({ code: 'worker-died', message: words`The library ended without an answer.` }));
      living = undefined;
    },
  };
}
