import { describe, expect, it, vi } from 'vitest';
import { createWorkerClient, type WorkerPort } from '../../../app/engine/client.ts';
import type { FromWorker, ToWorker } from '../../../core/contract/index.ts';

type Listener = (event: never) => void;

/** A worker whose answers the test gives. */
function scriptedPort() {
  const sent: ToWorker[] = [];
  const listeners = new Map<string, Listener>();
  const terminate = vi.fn();
  const port: WorkerPort = {
    postMessage: (message) => sent.push(message),
    addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
    terminate,
  };
  const answer = (data: FromWorker): void => listeners.get('message')?.({ data } as never);
  const crash = (message: string): void => listeners.get('error')?.({ message } as never);
  return { port, sent, answer, crash, terminate };
}

const wasm = { threads: 2, crossOriginIsolated: true, cores: 2 };

describe('engine client', () => {
  it('pairs answers with calls by id, whatever their order', async () => {
    const { port, sent, answer } = scriptedPort();
    const client = createWorkerClient(port);
    const first = client.call('probe', { protocol: 1 });
    const second = client.call('probe', { protocol: 1 });
    const [a, b] = sent.map(({ id }) => id);
    answer({ call: 'probe', id: b!, at: 'done', output: { wasm: { ...wasm, threads: 8 } } });
    answer({ call: 'probe', id: a!, at: 'done', output: { wasm } });
    expect((await first).wasm.threads).toBe(2);
    expect((await second).wasm.threads).toBe(8);
  });

  it('hands on events until the answer, and keeps the code of a failure', async () => {
    const { port, answer } = scriptedPort();
    const steps: string[] = [];
    const call = createWorkerClient(port).call('generate', {} as never, {
      onEvent: ({ at }) => steps.push(at),
    });
    answer({ call: 'generate', id: 1, at: 'event', event: { trackId: null, at: 'stage', stage: 'text' } });
    answer({ call: 'generate', id: 1, at: 'failed', failure: { code: 'bad-output', message: 'black' } });
    answer({
      call: 'generate',
      id: 1,
      at: 'event',
      event: { trackId: null, at: 'stage', stage: 'decoding' },
    });
    await expect(call).rejects.toMatchObject({ failure: { code: 'bad-output', message: 'black' } });
    expect(steps).toEqual(['stage']);
  });

  it('posts a cancel for an abort, also for one that came before the call', () => {
    const { port, sent } = scriptedPort();
    const client = createWorkerClient(port);
    const stop = new AbortController();
    void client.call('generate', {} as never, { signal: stop.signal });
    stop.abort();
    void client.call('generate', {} as never, { signal: AbortSignal.abort() });
    expect(sent.map(({ call, id }) => `${call} ${id}`)).toEqual([
      'generate 1',
      'cancel 1',
      'generate 2',
      'cancel 2',
    ]);
  });

  it('fails all calls in flight when the worker crashes', async () => {
    const { port, crash } = scriptedPort();
    const client = createWorkerClient(port);
    const calls = [client.call('probe', { protocol: 1 }), client.call('probe', { protocol: 1 })];
    crash('memory access out of bounds');
    for (const call of calls) {
      await expect(call).rejects.toMatchObject({
        failure: { code: 'worker-died', detail: 'memory access out of bounds' },
      });
    }
  });

  it('ends the worker and tells why when killed', async () => {
    const { port, terminate } = scriptedPort();
    const client = createWorkerClient(port);
    const call = client.call('probe', { protocol: 1 });
    client.kill({ code: 'cancelled', message: 'stop' });
    await expect(call).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    expect(terminate).toHaveBeenCalledOnce();
  });
});
