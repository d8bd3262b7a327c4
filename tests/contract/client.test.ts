import { afterEach, describe, expect, it } from 'vitest';
import { createWorkerClient, type WorkerClient, type WorkerPort } from '../../app/engine/client.ts';
import type { CallEvent, Capabilities, LoadedModel, LoadRequest } from '../../core/contract/index.ts';
import type { EngineCalls } from '../../core/contract/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { type WorkerService, serve } from '../../workers/serve.ts';

const CAPABILITIES: Capabilities = {
  wasm: { threads: 2, cores: 4, crossOriginIsolated: true, memoryGiB: 8 },
  gpuMissing: 'no-adapter',
};
const LOADED: LoadedModel = {
  modelId: 'tiny',
  addons: {},
  backend: { backend: 'wasm', why: 'no-adapter', capabilities: CAPABILITIES },
  precision: 'float32',
};
const LOAD: LoadRequest = {
  page: 'http://localhost/',
  backend: 'auto',
  model: {
    id: 'tiny',
    label: 'Tiny',
    kind: 'model',
    family: 'stable-diffusion-1',
    builtIn: true,
    description: '',
    license: { name: 'MIT' },
    sources: {},
    policies: ['int8'],
    base: 'models/tiny/',
    files: [{ path: 'unet/config.json', bytes: 3, sha256: '0'.repeat(64) }],
    sizes: [128],
    defaults: {
      prompt: '',
      negativePrompt: '',
      width: 128,
      height: 128,
      steps: 12,
      guidance: 5,
      sampler: 'euler',
      scheduler: 'normal',
    },
  },
};

const never: WorkerService = {
  probe: () => Promise.reject(new Error('not called')),
  load: () => Promise.reject(new Error('not called')),
  generate: () => Promise.reject(new Error('not called')),
};

describe('client and serve, over a channel', () => {
  let channel: MessageChannel;

  function connect(service: Partial<WorkerService>): WorkerClient {
    channel = new MessageChannel();
    const { port1, port2 } = channel;
    serve<EngineCalls>(port2, { ...never, ...service }, { calls: 'in-turn' });
    port2.start();
    const page: WorkerPort = {
      postMessage: (message) => port1.postMessage(message),
      addEventListener: (type: string, listener: (event: MessageEvent) => void) =>
        port1.addEventListener(type, listener as EventListener),
      terminate: () => port1.close(),
    };
    port1.start();
    return createWorkerClient(page);
  }

  afterEach(() => channel.port1.close());

  it('gives outputs to the calls that they answer', async () => {
    const client = connect({
      probe: () => Promise.resolve(CAPABILITIES),
      load: () => Promise.resolve(LOADED),
    });
    const [loaded, capabilities] = await Promise.all([
      client.call('load', LOAD),
      client.call('probe', { protocol: 1 }),
    ]);
    expect(loaded).toEqual(LOADED);
    expect(capabilities).toEqual(CAPABILITIES);
  });

  it('gives the input to the handler as it was', async () => {
    const inputs: unknown[] = [];
    const client = connect({
      load: (input) => {
        inputs.push(input);
        return Promise.resolve(LOADED);
      },
    });
    await client.call('load', LOAD);
    expect(inputs).toEqual([LOAD]);
  });

  it('hands on events until the answer', async () => {
    const client = connect({
      load: (_input, { emit }) => {
        emit({ phase: 'fetching', item: 'unet/config.json', bytes: 1, totalBytes: 3 });
        emit({ phase: 'verifying', item: 'unet/config.json', bytes: 3, totalBytes: 3 });
        return Promise.resolve(LOADED);
      },
    });
    const events: CallEvent<'load'>[] = [];
    await client.call('load', LOAD, { onEvent: (event) => events.push(event) });
    expect(events.map(({ phase, bytes }) => [phase, bytes])).toEqual([
      ['fetching', 1],
      ['verifying', 3],
    ]);
  });

  it('rejects with the failure of the handler', async () => {
    const failure = {
      code: 'network',
      message: 'The file is not there.',
      next: 'Try again.',
      detail: '404',
    } as const;
    const client = connect({ load: () => Promise.reject(new ArmatureError(failure)) });
    const error: unknown = await client.call('load', LOAD).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ArmatureError);
    expect((error as ArmatureError).failure).toEqual(failure);
  });

  it('cancels by signal, also one that was aborted before', async () => {
    const client = connect({
      load: (_input, { signal }) =>
        new Promise((_resolve, reject) => {
          const stop = (): void => reject(new ArmatureError({ code: 'cancelled', message: 'Stopped.' }));
          if (signal.aborted) stop();
          signal.addEventListener('abort', stop);
        }),
    });
    const running = new AbortController();
    const call = client.call('load', LOAD, { signal: running.signal });
    setTimeout(() => running.abort(), 5);
    await expect(call).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    await expect(client.call('load', LOAD, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      failure: { code: 'cancelled' },
    });
  });

  it('rejects what is in flight when the worker is ended', async () => {
    const client = connect({ load: () => new Promise(() => undefined) });
    const call = client.call('load', LOAD);
    client.kill({ code: 'worker-died', message: 'Ended.' });
    await expect(call).rejects.toMatchObject({ failure: { code: 'worker-died', message: 'Ended.' } });
  });
});

describe('messages of another build', () => {
  it.each([
    ['a failure that is none', { call: 'probe', id: 1, at: 'failed', failure: null }],
    ['an end that it does not know', { call: 'probe', id: 1, at: 'over' }],
  ])('end a call with words for the person: %s', async (_, message) => {
    let hear: (event: { data: unknown }) => void = () => undefined;
    const client = createWorkerClient({
      postMessage: () => undefined,
      addEventListener: (type: string, listener: (event: never) => void) => {
        if (type === 'message') hear = listener as (event: { data: unknown }) => void;
      },
      terminate: () => undefined,
    });
    const call = client.call('probe', { protocol: 1 });
    for (const data of [null, 5, {}, message]) hear({ data });
    await expect(call).rejects.toMatchObject({ code: 'protocol' });
  });
});
