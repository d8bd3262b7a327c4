/*
 * The page's end of the contract, over a worker or any port: promises with events, cancel, and failures that keep their
 * code.
 */
import type {
  CallEvent,
  CallId,
  CallInput,
  CallName,
  CallOutput,
  EngineCalls,
  FromWorker,
  ToWorker,
} from '../../core/contract/index.ts';
import { ArmatureError, type Failure, makeFailure, readFailure } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';

/** What of a worker the client uses. */
export interface WorkerPort<Calls = EngineCalls> {
  postMessage(message: ToWorker<Calls>): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<FromWorker<Calls>>) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
  terminate(): void;
}

/** How a call is watched and stopped. */
export interface CallOptions<Name extends keyof Calls, Calls = EngineCalls> {
  readonly onEvent?: (event: CallEvent<Name, Calls>) => void;
  /** Asks the worker to stop at its next step; the promise then rejects with `cancelled`. */
  readonly signal?: AbortSignal;
}

/** Calls a worker. */
export interface WorkerClient<Calls = EngineCalls> {
  /**
   * Makes one call.
   *
   * @throws ArmatureError with the worker's failure, or `worker-died`
   */
  call<Name extends CallName<Calls>>(
    name: Name,
    input: CallInput<Name, Calls>,
    options?: CallOptions<Name, Calls>,
  ): Promise<CallOutput<Name, Calls>>;
  /** Ends the worker at once; calls in flight reject with the given failure. */
  kill(failure: Failure): void;
}

interface Pending {
  readonly onEvent?: ((event: never) => void) | undefined;
  readonly resolve: (output: never) => void;
  readonly reject: (error: ArmatureError) => void;
}

const DIED: Failure = makeFailure({
  code: 'worker-died',
  message: words`The engine ended without an answer.`,
  next: words`Try again: it has been restarted.`,
});

const UNKNOWN: Failure = makeFailure({
  code: 'protocol',
  message: words`The engine gave an answer that this page does not understand.`,
  next: words`Reload the page to get both from the same version.`,
});

/** A worker of another build may say anything. */
function isObject(data: unknown): boolean {
  return typeof data === 'object' && data !== null;
}

/** The failure in the last message of a call; one of ours where it is none. */
function failureIn(message: object): Failure {
  return readFailure('failure' in message ? message.failure : undefined) ?? UNKNOWN;
}

/** Where a worker's code does not come, browsers tell no more than that. */
const NOT_STARTED: Failure = makeFailure({
  code: 'worker-died',
  message: words`The engine could not be started.`,
  next: words`Check the connection, then try again.`,
});

/** Makes the client of a port. */
export function createWorkerClient<Calls = EngineCalls>(port: WorkerPort<Calls>): WorkerClient<Calls> {
  const pending = new Map<CallId, Pending>();
  let nextId: CallId = 1;
  let dead: Failure | undefined;

  function failAll(failure: Failure): void {
    const calls = [...pending.values()];
    pending.clear();
    for (const { reject } of calls) reject(new ArmatureError(failure));
  }

  port.addEventListener('message', ({ data }) => {
    const call = isObject(data) ? pending.get(data.id) : undefined;
    if (!call) return;
    if (data.at === 'event') {
      call.onEvent?.(data.event as never);
      return;
    }
    pending.delete(data.id);
    if (data.at === 'done') call.resolve(data.output as never);
    else call.reject(new ArmatureError(failureIn(data)));
  });
  port.addEventListener('error', (event) => {
    dead = 'message' in event ? { ...DIED, detail: String(event.message) } : NOT_STARTED;
    failAll(dead);
  });
  port.addEventListener('messageerror', () => failAll(DIED));

  return {
    call(name, input, { onEvent, signal } = {}) {
      // It would never answer.
      if (dead) return Promise.reject(new ArmatureError(dead));
      const id = nextId++;
      return new Promise((resolve, reject) => {
        const stop = (): void => port.postMessage({ call: 'cancel', id });
        const done = (): void => signal?.removeEventListener('abort', stop);
        pending.set(id, {
          onEvent,
          resolve: (output) => {
            done();
            resolve(output);
          },
          reject: (error) => {
            done();
            reject(error);
          },
        });
        signal?.addEventListener('abort', stop, { once: true });
        port.postMessage({ call: name, id, input } as ToWorker<Calls>);
        if (signal?.aborted) stop();
      });
    },
    kill(failure) {
      port.terminate();
      failAll(failure);
    },
  };
}
