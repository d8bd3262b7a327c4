/*
 * Answers the contract on a port: each call gets its events and then one answer, and whatever is thrown arrives as a
 * failure. A cancel is heard at once.
 */
import {
  type CallEvent,
  type CallId,
  type CallInput,
  type CallName,
  type CallOutput,
  type EngineCalls,
  type FromWorker,
  transferablesOf,
} from '../core/contract/index.ts';
import { ArmatureError, CANCELLED, type Failure, failureFrom, makeFailure } from '../core/result/index.ts';
import { words } from '../core/words/index.ts';

/** What a handler may use beside its input. */
export interface CallContext<Name extends keyof Calls, Calls = EngineCalls> {
  readonly signal: AbortSignal;
  readonly emit: (event: CallEvent<Name, Calls>) => void;
}

/** A function for each call of a worker. */
export type WorkerService<Calls = EngineCalls> = {
  readonly [Name in CallName<Calls>]: (
    input: CallInput<Name, Calls>,
    context: CallContext<Name, Calls>,
  ) => Promise<CallOutput<Name, Calls>>;
};

/** The part of a MessagePort, or of a worker's global scope, that is needed. */
export interface ServedPort {
  postMessage(message: object, transfer: ArrayBuffer[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** How calls are answered. */
export interface ServeOptions {
  /** One after the other, or all at once? */
  readonly calls: 'in-turn' | 'at-once';
}

interface Call {
  readonly call: string;
  readonly id: CallId;
  readonly input: unknown;
}

/** What a service looks like from here: the map of the contract pairs handlers and inputs. */
type Handlers = Readonly<Record<string, (input: unknown, context: unknown) => Promise<unknown>>>;

/** Serves from now on. */
export function serve<Calls>(port: ServedPort, service: WorkerService<Calls>, { calls }: ServeOptions): void {
  serveHandlers(port, service as unknown as Handlers, calls);
}

function serveHandlers(port: ServedPort, service: Handlers, calls: ServeOptions['calls']): void {
  const running = new Map<CallId, AbortController>();
  let last: Promise<void> = Promise.resolve();

  port.addEventListener('message', ({ data }) => {
    if (!isMessage(data, service)) {
      const { call, id } = traceOf(data, service);
      post(port, { call, id, at: 'failed', failure: malformed() });
      return;
    }
    if (data.call === 'cancel') {
      running.get(data.id)?.abort();
      return;
    }
    const before = calls === 'in-turn' ? last : Promise.resolve();
    const controller = new AbortController();
    running.set(data.id, controller);
    last = before
      .then(() => answer({ port, service, signal: controller.signal }, data))
      .finally(() => {
        running.delete(data.id);
      });
  });
}

interface Answering {
  readonly port: ServedPort;
  readonly service: Handlers;
  readonly signal: AbortSignal;
}

async function answer({ port, service, signal }: Answering, { call, id, input }: Call): Promise<void> {
  try {
    if (signal.aborted) throw new ArmatureError(CANCELLED);
    const emit = (event: unknown): void => post(port, { call, id, at: 'event', event });
    const output = await service[call]?.(input, { signal, emit });
    post(port, { call, id, at: 'done', output });
  } catch (error) {
    post(port, { call, id, at: 'failed', failure: failureFrom(error) });
  }
}

function post(port: ServedPort, message: object): void {
  port.postMessage(message, transferablesOf(message as FromWorker));
}

function isMessage(data: unknown, service: Handlers): data is Call {
  if (typeof data !== 'object' || data === null || !('call' in data) || !('id' in data)) return false;
  if (!Number.isSafeInteger(data.id)) return false;
  return data.call === 'cancel' || (isCallName(data.call, service) && 'input' in data);
}

function isCallName(call: unknown, service: Handlers): call is string {
  return typeof call === 'string' && Object.hasOwn(service, call);
}

/** As much of a malformed message as lets its sender find out. */
function traceOf(data: unknown, service: Handlers): { call: string; id: CallId } {
  const { call, id } = Object(data) as { call?: unknown; id?: unknown };
  const [first = ''] = Object.keys(service);
  return { call: isCallName(call, service) ? call : first, id: typeof id === 'number' ? id : -1 };
}

function malformed(): Failure {
  return makeFailure({
    code: 'protocol',
    message: words`The worker got a message that it does not understand.`,
    next: words`Reload the page.`,
  });
}
