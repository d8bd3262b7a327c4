/*
 * Answers the contract on a port: each call gets its events and then one answer, and whatever is thrown arrives as a
 * failure. Calls run one after the other, for the runtime allows no overlap; a cancel is heard at once.
 */
import {
  type CallEvent,
  type CallId,
  type CallInput,
  type CallName,
  type CallOutput,
  type FromWorker,
  type ToWorker,
  transferablesOf,
} from '../core/contract/index.ts';
import { ArmatureError, type Failure, failureFrom } from '../core/result/index.ts';

/** What a handler may use beside its input. */
export interface CallContext<Name extends CallName> {
  readonly signal: AbortSignal;
  readonly emit: (event: CallEvent<Name>) => void;
}

/** A function for each call of the contract. */
export type EngineService = {
  readonly [Name in CallName]: (
    input: CallInput<Name>,
    context: CallContext<Name>,
  ) => Promise<CallOutput<Name>>;
};

/** The part of a MessagePort, or of a worker's global scope, that is needed. */
export interface ServedPort {
  postMessage(message: FromWorker, transfer: ArrayBuffer[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

type Call = Exclude<ToWorker, { readonly call: 'cancel' }>;

/** Serves from now on. */
export function serve(port: ServedPort, service: EngineService): void {
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
    const controller = new AbortController();
    running.set(data.id, controller);
    last = last
      .then(() => answer({ port, service, signal: controller.signal }, data))
      .finally(() => {
        running.delete(data.id);
      });
  });
}

interface Answering {
  readonly port: ServedPort;
  readonly service: EngineService;
  readonly signal: AbortSignal;
}

async function answer({ port, service, signal }: Answering, message: Call): Promise<void> {
  const { call, id } = message;
  try {
    if (signal.aborted) throw new ArmatureError({ code: 'cancelled', message: 'The work was cancelled.' });
    const output = await dispatch(service, message, {
      signal,
      emit: (event: unknown) => post(port, { call, id, at: 'event', event } as FromWorker),
    });
    post(port, { call, id, at: 'done', output } as FromWorker);
  } catch (error) {
    post(port, { call, id, at: 'failed', failure: failureFrom(error) });
  }
}

/** The map of the contract pairs input and handler; the compiler cannot follow a pair through a union. */
function dispatch(service: EngineService, { call, input }: Call, context: unknown): Promise<unknown> {
  const handler = service[call] as (input: unknown, context: unknown) => Promise<unknown>;
  return handler(input, context);
}

function post(port: ServedPort, message: FromWorker): void {
  port.postMessage(message, transferablesOf(message));
}

function isMessage(data: unknown, service: EngineService): data is ToWorker {
  if (typeof data !== 'object' || data === null || !('call' in data) || !('id' in data)) return false;
  if (!Number.isSafeInteger(data.id)) return false;
  return data.call === 'cancel' || (isCallName(data.call, service) && 'input' in data);
}

function isCallName(call: unknown, service: EngineService): call is CallName {
  return typeof call === 'string' && Object.hasOwn(service, call);
}

/** As much of a malformed message as lets its sender find out. */
function traceOf(data: unknown, service: EngineService): { call: CallName; id: CallId } {
  const { call, id } = Object(data) as { call?: unknown; id?: unknown };
  return { call: isCallName(call, service) ? call : 'probe', id: typeof id === 'number' ? id : -1 };
}

function malformed(): Failure {
  return {
    code: 'protocol',
    message: 'The worker got a message that it does not understand.',
    next: 'Reload the page.',
  };
}
