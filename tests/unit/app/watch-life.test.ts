import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWorkerClient, type WorkerPort } from '../../../app/engine/client.ts';
import { watchLife } from '../../../app/engine/watch-life.ts';
import { tellLife } from '../../../workers/tell-life.ts';
import type { EngineCalls } from '../../../core/contract/index.ts';

/** Web Locks of one origin: who asks waits until the holder lets go. */
function lockManager() {
  const held = new Map<string, Promise<unknown>>();
  const request = (name: string, ...rest: unknown[]): Promise<unknown> => {
    const work = rest.at(-1) as () => unknown;
    const turn = (held.get(name) ?? Promise.resolve()).then(work, work);
    held.set(name, turn);
    return turn;
  };
  return { locks: { request } as unknown as LockManager, held };
}

/** A worker that answers nothing, and can be ended without a word. */
function silentWorker() {
  const target = new EventTarget();
  const worker = Object.assign(target, { postMessage: vi.fn(), terminate: vi.fn() }) as unknown as Worker;
  const say = (data: unknown): void =>
    void target.dispatchEvent(Object.assign(new Event('message'), { data }));
  return { worker, say };
}

/** The port of an engine. */
function portOf(worker: Worker, locks: LockManager): WorkerPort {
  return watchLife(worker, locks);
}

describe('the life of a worker', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('ends calls when the lock that the worker held is free', async () => {
    const { worker, say } = silentWorker();
    let end = (): void => undefined;
    const locks = {
      request: (_: string, _options: object, granted: () => void) => {
        end = granted;
        return Promise.resolve();
      },
    } as unknown as LockManager;
    const client = createWorkerClient(portOf(worker, locks));
    const call = client.call('probe', { protocol: 1 });
    say({ at: 'alive', lock: 'armature.worker.x' });
    await vi.advanceTimersByTimeAsync(120_000);
    end();
    await expect(call).rejects.toMatchObject({ failure: { code: 'worker-died' } });
    await expect(client.call('probe', { protocol: 1 })).rejects.toMatchObject({ code: 'worker-died' });
  });

  it('gives up a worker that does not come up', async () => {
    const { worker } = silentWorker();
    const { locks } = lockManager();
    const call = createWorkerClient(portOf(worker, locks)).call('probe', { protocol: 1 });
    const refused = expect(call).rejects.toMatchObject({
      failure: { code: 'worker-died', detail: 'The worker did not start.' },
    });
    await vi.advanceTimersByTimeAsync(60_000);
    await refused;
  });

  it('says nothing of a worker that was ended on purpose, or where there are no locks', async () => {
    const heard = vi.fn();
    const ended = watchLife<EngineCalls>(silentWorker().worker, lockManager().locks);
    ended.addEventListener('error', heard);
    ended.terminate();
    watchLife<EngineCalls>(silentWorker().worker, null).addEventListener('error', heard);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(heard).not.toHaveBeenCalled();
  });

  it('begins with a lock that is held for good, whose name is told once it is', async () => {
    const { locks, held } = lockManager();
    const postMessage = vi.fn();
    tellLife({ navigator: { locks }, crypto: { randomUUID: () => '1-2-3-4-5' }, postMessage });
    await vi.advanceTimersByTimeAsync(0);
    expect(postMessage).toHaveBeenCalledExactlyOnceWith({ at: 'alive', lock: 'armature.worker.1-2-3-4-5' });
    const free = vi.fn();
    void held.get('armature.worker.1-2-3-4-5')?.then(free);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(free).not.toHaveBeenCalled();
  });

  it('begins without a lock where the browser has none or refuses it, and is not given up for it', async () => {
    const refusing = {
      request: () => Promise.reject(new DOMException('Blocked.', 'SecurityError')),
    } as unknown as LockManager;
    for (const locks of [undefined, refusing]) {
      const { worker, say } = silentWorker();
      const heard = vi.fn();
      portOf(worker, refusing).addEventListener('error', heard);
      tellLife({ navigator: locks ? { locks } : {}, crypto, postMessage: say });
      await vi.advanceTimersByTimeAsync(120_000);
      expect(heard).not.toHaveBeenCalled();
    }
  });
});
