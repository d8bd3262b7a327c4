/*
 * The engine of the API: a process of its own, spoken to as the page speaks to its worker.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type CallId,
  type CallInput,
  type CallName,
  type CallOutput,
  type FromWorker,
  type LoadRequest,
  type Picture,
  PROTOCOL_VERSION,
} from '../../core/contract/index.ts';
import type { GenerateRequest } from '../../core/request/index.ts';
import { ArmatureError, type Failure } from '../../core/result/index.ts';

/** An engine with its model loaded. */
export interface ApiEngine {
  /**
   * Generates the pictures of one request.
   *
   * @throws ArmatureError as the engine does, or `worker-died`, after which the next call starts it anew
   */
  generate(request: GenerateRequest, signal: AbortSignal): Promise<Picture>;
  /** Ends the process. */
  close(): void;
}

/** What to load, and where. */
export interface EngineStart extends Pick<LoadRequest, 'model' | 'page'> {
  /** File that the process runs, which answers the contract; the engine's own unless given. */
  readonly entry?: string;
}

/** Its path only: the server does not import what runs in that process. */
const ENGINE_ENTRY = fileURLToPath(new URL('../../workers/node/generate.process.ts', import.meta.url));

/**
 * Starts the engine and loads the model, so that a wrong folder is told at the start.
 *
 * @throws ArmatureError as the load does
 */
export async function startEngine(start: EngineStart): Promise<ApiEngine> {
  let process = await startProcess(start);
  let closed = false;
  return {
    async generate(request, signal) {
      if (process.dead && !closed) process = await startProcess(start);
      return process.call('generate', { request, previewEvery: 0 }, signal);
    },
    close() {
      closed = true;
      process.end();
    },
  };
}

interface EngineProcess {
  readonly dead: boolean;
  call<Name extends CallName>(
    name: Name,
    input: CallInput<Name>,
    signal?: AbortSignal,
  ): Promise<CallOutput<Name>>;
  end(): void;
}

async function startProcess({ model, page, entry = ENGINE_ENTRY }: EngineStart): Promise<EngineProcess> {
  const started = overChannel(forkEngine(entry));
  try {
    await started.call('probe', { protocol: PROTOCOL_VERSION });
    await started.call('load', { model, page, backend: 'wasm' });
    return started;
  } catch (error) {
    started.end();
    throw error;
  }
}

function forkEngine(entry: string): ChildProcess {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return fork(entry, { execArgv: ['--import', tsx], serialization: 'advanced' });
}

interface Pending {
  readonly resolve: (output: never) => void;
  readonly reject: (error: ArmatureError) => void;
}

const DIED: Failure = {
  code: 'worker-died',
  message: 'The engine ended without an answer.',
  next: 'Try again: it is started anew. If it ends again, ask for a smaller picture.',
};

function overChannel(child: ChildProcess): EngineProcess {
  const pending = new Map<CallId, Pending>();
  let nextId: CallId = 1;
  let dead = false;

  function die(detail: string): void {
    dead = true;
    for (const { reject } of pending.values()) reject(new ArmatureError({ ...DIED, detail }));
    pending.clear();
  }

  child.on('message', (message: unknown) => {
    const answer = message as FromWorker;
    const call = pending.get(answer.id);
    if (answer.at === 'event') return;
    pending.delete(answer.id);
    if (answer.at === 'done') call?.resolve(answer.output as never);
    else call?.reject(new ArmatureError(answer.failure));
  });
  child.on('exit', (code, signal) => die(`exit ${code ?? signal ?? 'unknown'}`));
  child.on('error', (error) => die(error.message));

  return {
    get dead() {
      return dead;
    },
    call(name, input, signal) {
      const id = nextId++;
      const stop = (): void => {
        if (!dead) child.send({ call: 'cancel', id });
      };
      const answered = new Promise<never>((resolve, reject) => {
        pending.set(id, { resolve, reject });
        child.send({ call: name, id, input });
        if (signal?.aborted) stop();
        signal?.addEventListener('abort', stop, { once: true });
      });
      return answered.finally(() => signal?.removeEventListener('abort', stop));
    },
    end: () => void child.kill(),
  };
}
