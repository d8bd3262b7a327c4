/*
 * Sends the calls of remote back ends. Nothing of the page goes with them but what a call holds.
 */
import { ArmatureError, CANCELLED } from '../../../core/result/index.ts';
import { type FormPart, type HttpAnswer, type HttpCall, withoutSecrets } from '../../../core/remote/index.ts';
import { words } from '../../../core/words/index.ts';
import { base64From, bytesFromBase64 } from './base64.ts';
import { createFetchOnce, type FetchOnce } from './fetch-once.ts';

/** Sends one call. */
export type Send = (call: HttpCall, signal: AbortSignal) => Promise<HttpAnswer>;

/** No picture of ours is larger; what is, is a mistake or an attack. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * Makes the sender.
 *
 * @param fetcher - the browser's `fetch`
 * @param fetchOnce - for what may cost each time that it arrives
 */
export function createSend(
  fetcher: typeof fetch,
  fetchOnce: FetchOnce = createFetchOnce(fetcher, false),
): Send {
  return async ({ method, url, headers, body, costs = false }, signal) => {
    const init = {
      method,
      headers,
      signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      // A key, and what costs, go where the person has sent them and nowhere else.
      redirect: method === 'GET' && Object.keys(headers).length === 0 ? 'follow' : 'manual',
    } as const;
    try {
      const response =
        costs && typeof body === 'string'
          ? await fetchOnce({ url, init, body })
          : await fetcher(url, { ...init, ...(body !== undefined && { body: bodyOf(body) }) });
      if (isRedirect(response)) return REDIRECTED;
      const bytes = await readWithin(response, MOST_BYTES);
      return { status: response.status, headers: Object.fromEntries(response.headers), body: bytes };
    } catch (error) {
      if (error instanceof ArmatureError) throw error;
      if (signal.aborted && !isTimeout(signal)) throw new ArmatureError(CANCELLED);
      throw unreachable(url, error);
    }
  };
}

/**
 * Makes a sender that strikes a key out of whatever comes back, so that no service can put it into words on the page.
 *
 * @param key - absent or empty where there is none
 */
export function guarded(send: Send, key: string | undefined): Send {
  if (key === undefined || key === '') return send;
  const bytes = new TextEncoder().encode(key);
  const spellings = [
    key,
    encodeURIComponent(key),
    JSON.stringify(key).slice(1, -1),
    base64From(bytes).replace(/=+$/, ''),
  ];
  return async (call, signal) => withoutSecrets(await send(call, signal), spellings);
}

/** All that a browser tells of a redirect that it does not follow is that it is one. */
function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(status);
}

const REDIRECTED: HttpAnswer = { status: 302, headers: {}, body: new Uint8Array() };

function isTimeout({ reason }: AbortSignal): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError';
}

/** A browser tells a page neither whether the server is down nor whether it refuses pages. */
function unreachable(url: string, cause: unknown): ArmatureError {
  return new ArmatureError(
    {
      code: 'network',
      message: words`${URL.canParse(url) ? new URL(url).origin : url} did not answer, or does not allow this page to ask.`,
      next: words`Check that it runs, and that it was started to allow this page.`,
      detail: String(cause),
    },
    { cause },
  );
}

function bodyOf(body: string | readonly FormPart[]): string | FormData {
  return typeof body === 'string' ? body : formOf(body);
}

function formOf(parts: readonly FormPart[]): FormData {
  const form = new FormData();
  for (const { name, value } of parts) {
    if (typeof value === 'string') form.append(name, value);
    else
      form.append(name, new Blob([bytesFromBase64(value.pngBase64)], { type: 'image/png' }), value.fileName);
  }
  return form;
}

async function readWithin(response: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    length += next.value.length;
    if (length > most) {
      await reader?.cancel();
      throw new ArmatureError({
        code: 'remote-failed',
        message: words`${new URL(response.url).host} sends more than ${most / 2 ** 20} MB, which is no picture.`,
        next: words`Choose another back end.`,
      });
    }
    chunks.push(next.value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
