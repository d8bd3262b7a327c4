/*
 * Watches a run beside the calls that decide it: by asking the server now and then, or by its websocket. Whatever breaks
 * here costs only the progress.
 */
import type { RemoteMessage } from '../../../core/remote/index.ts';
import { bytesFromBase64 } from '../calls/base64.ts';
import type { RemoteProgress, RemoteRun } from './run.ts';

const PROGRESS_MS = 1000;

type Drawing = Extract<RemoteProgress, { at: 'drawing' }>;
type Waiting = Extract<RemoteProgress, { at: 'waiting' }>;

/** A watch over one run. */
export interface RunWatch {
  /** Tells that the run waits, unless it is known to be drawn already. */
  waiting(etaMs: number | undefined): void;
  /** Waits, at most until the server says that the run is over. Throws `cancelled` when the run is. */
  rest(ms: number): Promise<void>;
  /** Hears the end of the run under this name, where a relay gave it one. */
  hearEnd(trackId: string | undefined): void;
  end(): Promise<void>;
}

/** @param runId - how the server knows the page; without it nothing comes over the websocket */
export function watchRun(run: RemoteRun, runId: string | undefined): RunWatch {
  const { ports, signal, onProgress } = run;
  const over = new AbortController();
  let bell = new AbortController();
  let drawing: Drawing | undefined;
  let waiting = false;
  let wait: Waiting = { at: 'waiting' };

  const draws = (news: Partial<Drawing>): void => {
    drawing = { share: 0, ...drawing, ...news, at: 'drawing' };
    onProgress(drawing);
  };
  const waits = (news: Partial<Waiting>): void => {
    wait = { ...wait, ...news };
    if (waiting && !drawing) onProgress(wait);
  };
  const hear = (message: RemoteMessage | undefined): void => {
    if (message?.kind === 'progress') draws({ share: message.share });
    else if (message?.kind === 'preview') draws({ preview: message.bytes });
    else if (message?.kind === 'queue') waits({ queued: message.remaining });
    else if (message?.kind === 'finished') bell.abort();
  };
  const watching: Promise<unknown>[] = [ask(run, over.signal, draws), listen(run, runId, over.signal, hear)];
  return {
    waiting(etaMs) {
      waiting = true;
      waits(etaMs === undefined ? {} : { etaMs });
    },
    async rest(ms) {
      try {
        await ports.sleep(ms, AbortSignal.any([signal, bell.signal]));
      } catch (error) {
        if (signal.aborted || !bell.signal.aborted) throw error;
        bell = new AbortController();
      }
    },
    hearEnd(trackId) {
      if (trackId === undefined || !run.endTold || !ports.hearEnd) return;
      const told = ports.hearEnd(run.endTold(trackId), over.signal);
      watching.push(told.then((is) => is && bell.abort()));
    },
    async end() {
      over.abort();
      await Promise.all(watching);
    },
  };
}

async function ask(
  run: RemoteRun,
  over: AbortSignal,
  draws: (news: Partial<Drawing>) => void,
): Promise<void> {
  const { backend, account, ports } = run;
  if (!backend.progress || !backend.readProgress) return;
  try {
    for (;;) {
      await ports.sleep(PROGRESS_MS, over);
      const { preview, ...told } = backend.readProgress(await ports.send(backend.progress(account), over));
      draws({ ...told, ...(preview !== undefined && { preview: bytesFromBase64(preview) }) });
    }
  } catch {
    // The run itself tells what went wrong.
  }
}

async function listen(
  { backend, account, ports }: RemoteRun,
  runId: string | undefined,
  over: AbortSignal,
  hear: (message: RemoteMessage | undefined) => void,
): Promise<void> {
  if (!backend.listen || !backend.readMessage || !ports.listen || runId === undefined) return;
  const read = backend.readMessage;
  await ports.listen(backend.listen(account, runId), (data) => hear(read(data)), over);
}
