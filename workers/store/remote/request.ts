/*
 * One request for bytes: asked afresh each time, because hubs redirect to signed addresses that expire.
 */
import { ArmatureError } from '../../../core/result/index.ts';
import { words } from '../../../core/words/index.ts';
import { FileChanged, Interrupted, type FetchManner } from './attempts.ts';

/** What an answer says of its file. */
export interface Answer {
  readonly body: AsyncGenerator<Uint8Array, void, void>;
  /** Ends the connection, whether the body was read or not. */
  readonly cancel: () => void;
  /** Length of the whole file, where the server says it. */
  readonly size: number | undefined;
  readonly etag: string | undefined;
  /** Was a range asked for, and given? */
  readonly ranged: boolean;
}

/** What is asked. */
export interface Ask {
  readonly url: string;
  /** For messages. */
  readonly label: string;
  /** First byte and one past the last one; the whole file without it. */
  readonly range?: readonly [start: number, end: number];
  readonly signal: AbortSignal;
  readonly manner: FetchManner;
}

/** Worth another attempt: the server is busy or broken, not the address. */
const PASSING = [408, 425, 429];

/**
 * Asks for a file or a part of it.
 *
 * @throws Interrupted where another attempt may succeed, FileChanged for a range that the file does not have, ArmatureError
 *   `network` where the server refuses
 */
export async function ask({ url, label, range, signal, manner }: Ask): Promise<Answer> {
  const silence = watchSilence(signal, manner.stallMs);
  const response = await fetch(url, {
    ...(range && { headers: { Range: `bytes=${range[0]}-${range[1] - 1}` } }),
    referrerPolicy: 'no-referrer',
    credentials: 'omit',
    cache: 'no-store',
    signal: silence.signal,
  }).catch((error: unknown) => {
    silence.end();
    throw new Interrupted(error instanceof Error ? error.message : String(error));
  });
  try {
    checkStatus(response, label);
    if (range) checkStart(response, range[0]);
  } catch (error) {
    silence.cancel();
    throw error;
  }
  const ranged = response.status === 206;
  // Compression on the way makes a tag weak, not the file another one.
  const etag = response.headers.get('etag')?.replace(/^W\//, '');
  const body = chunksOf(response, silence);
  return { ranged, etag, size: sizeOf(response, ranged), body, cancel: silence.cancel };
}

function checkStatus({ status, headers }: Response, label: string): void {
  if (status === 200 || status === 206) return;
  if (status === 416) throw new FileChanged('The server has no such range.');
  if (status >= 500 || PASSING.includes(status)) {
    throw new Interrupted(`the server answered ${status}`, retryAfter(headers.get('retry-after')));
  }
  if (status === 401 || status === 403) {
    throw new ArmatureError({
      code: 'network',
      message: words`The server does not give out ${label} (${status}).`,
      next: words`Its terms may have to be accepted on its page first; or set another address for the hub.`,
    });
  }
  throw new ArmatureError({
    code: 'network',
    message: words`The server has no ${label} (${status}).`,
    next: words`The address may be wrong: set another one for the hub, or tell whoever hosts this page.`,
  });
}

/** A part of some other place would go unnoticed until the digest is compared. */
function checkStart({ headers }: Response, start: number): void {
  const given = /^bytes (\d+)-/.exec(headers.get('content-range') ?? '')?.[1];
  if (given !== undefined && Number(given) !== start) throw new Interrupted('the server gave another part');
}

/** Seconds or a date, in ms from now; no server may make us wait longer than a minute. */
function retryAfter(header: string | null): number {
  if (header === null) return 0;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 60_000) : 0;
}

function sizeOf({ headers }: Response, ranged: boolean): number | undefined {
  if (ranged) {
    const total = /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
    return total === undefined ? undefined : Number(total);
  }
  const length = headers.get('content-length');
  return length === null || headers.has('content-encoding') ? undefined : Number(length);
}

async function* chunksOf(response: Response, silence: SilenceWatch): AsyncGenerator<Uint8Array, void, void> {
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const next = await reader?.read();
      if (!next || next.done) return;
      silence.broken();
      yield next.value;
    }
  } catch (error) {
    throw new Interrupted(error instanceof Error ? error.message : String(error));
  } finally {
    silence.cancel();
  }
}

interface SilenceWatch {
  readonly signal: AbortSignal;
  /** Something was heard. */
  broken(): void;
  end(): void;
  /** Ends the connection as well. */
  cancel: () => void;
}

/** Aborts when nothing is heard for a while: a laptop that slept leaves connections that never end. */
function watchSilence(outer: AbortSignal, stallMs: number): SilenceWatch {
  const controller = new AbortController();
  const stop = (): void => controller.abort(outer.reason);
  if (outer.aborted) stop();
  outer.addEventListener('abort', stop, { once: true });
  const start = (): ReturnType<typeof setTimeout> =>
    setTimeout(() => controller.abort(new Error('the connection fell silent')), stallMs);
  let timer = start();
  const end = (): void => {
    clearTimeout(timer);
    outer.removeEventListener('abort', stop);
  };
  return {
    signal: controller.signal,
    broken() {
      clearTimeout(timer);
      timer = start();
    },
    end,
    cancel: () => {
      end();
      controller.abort();
    },
  };
}
