/*
 * Whether a worker still lives. Browsers report what is thrown in a worker, but not that they ended one, as they do when
 * memory runs short: its calls would be waited for without end.
 */
import { isAliveNote } from '../../core/contract/index.ts';
import type { WorkerPort } from './client.ts';

/** How long a worker may take to come up, its code fetched, in ms. */
const START_MS = 60_000;

type Listener = (event: Event) => void;

/**
 * Makes the end of a worker an `error` event of its port: the page is granted the lock that the worker held. Where the
 * browser has no locks or refuses them, only what it reports by itself is heard.
 */
export function watchLife<Calls>(
  worker: Worker,
  locks: LockManager | null = navigator.locks,
): WorkerPort<Calls> {
  const mourners: Listener[] = [];
  const over = new AbortController();
  function tell({ detail }: { readonly detail: string }): void {
    if (over.signal.aborted) return;
    over.abort();
    for (const listener of mourners) listener(Object.assign(new Event('error'), { message: detail }));
  }
  const late = locks ? setTimeout(() => tell({ detail: 'The worker did not start.' }), START_MS) : undefined;
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isAliveNote(data)) return;
    clearTimeout(late);
    if (data.lock === undefined) return;
    locks
      ?.request(data.lock, { signal: over.signal }, () => tell({ detail: 'The browser ended the worker.' }))
      .catch(() => undefined);
  });
  return {
    postMessage: (message) => worker.postMessage(message),
    addEventListener(type: string, listener: never) {
      if (type === 'error') mourners.push(listener);
      worker.addEventListener(type, listener);
    },
    terminate() {
      over.abort();
      clearTimeout(late);
      worker.terminate();
    },
  };
}
