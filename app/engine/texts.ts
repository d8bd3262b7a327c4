/*
 * The life of the worker that deals with words: started when it is first needed.
 */
import type { CallInput, CallName, CallOutput, TextCalls } from '../../core/contract/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import { type CallOptions, createWorkerClient, type WorkerClient, type WorkerPort } from './client.ts';
import { watchLife } from './watch-life.ts';

/** The worker as the page uses it. */
export interface TextWorker {
  /**
   * Makes one call, on a fresh worker where the last one died.
   *
   * @throws ArmatureError with the worker's failure, or `worker-died`
   */
  call<Name extends CallName<TextCalls>>(
    name: Name,
    input: CallInput<Name, TextCalls>,
    options?: CallOptions<Name, TextCalls>,
  ): Promise<CallOutput<Name, TextCalls>>;
}

/** Starts the real worker. */
export function spawnTextWorker(): WorkerPort<TextCalls> {
  return watchLife<TextCalls>(
    new Worker(new URL('../../workers/text.worker.ts', import.meta.url), { type: 'module' }),
  );
}

/** Makes the worker's end in the page; it has not started yet. */
export function createTextWorker(spawn: () => WorkerPort<TextCalls>): TextWorker {
  let living: WorkerClient<TextCalls> | undefined;
  return {
    async call(name, input, options) {
      const client = (living ??= createWorkerClient<TextCalls>(spawn()));
      try {
        return await client.call(name, input, options);
      } catch (error) {
        const failure = failureFrom(error);
        if (failure.code === 'worker-died' && living === client) {
          client.kill(failure);
          living = undefined;
        }
        throw error;
      }
    },
  };
}
