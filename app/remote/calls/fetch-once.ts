/*
 * A call that browsers do not repeat. Where a connection breaks that was used before, and no byte of an answer has come,
 * Chromium sends a request again by itself, POST included, however long the service has been at work. Only a body that can be
 * read a single time prevents that. Such bodies need HTTP/2 or later, and a browser that has them.
 */

/** What is sent. */
export interface OnceCall {
  readonly url: string;
  readonly init: Omit<RequestInit, 'body'>;
  readonly body: string;
}

/** Sends one call. Rejects as `fetch` does. */
export type FetchOnce = (call: OnceCall) => Promise<Response>;

/** A server that did not take the length of a body that it was not told (RFC 9110, 15.5.12). */
const LENGTH_REQUIRED = 411;

/**
 * Makes the sender.
 *
 * @param streams - does the browser send bodies that are streams?
 */
export function createFetchOnce(fetcher: typeof fetch, streams: boolean): FetchOnce {
  /** Origins that take no streams: of HTTP/1.1, or whoever refused one for what may be that. */
  const plain = new Set<string>();
  /** Origins that have taken one: what they refuse later, they refuse for other reasons. */
  const streaming = new Set<string>();
  return async ({ url, init, body }) => {
    const { origin, protocol } = new URL(url);
    const asText = (): Promise<Response> => fetcher(url, { ...init, body });
    if (!streams || protocol !== 'https:' || plain.has(origin)) return asText();
    const stream = singleUse(body);
    let response: Response;
    try {
      response = await fetcher(url, { ...init, body: stream.body, duplex: 'half' } as RequestInit);
    } catch (error) {
      // Of what has gone out, the service may have made a picture.
      if (stream.isTaken() || init.signal?.aborted === true) throw error;
      response = await asText();
      plain.add(origin);
      return response;
    }
    if (response.ok) streaming.add(origin);
    else if (mayBeTheStream(response.status) && !streaming.has(origin)) plain.add(origin);
    return response.status === LENGTH_REQUIRED ? asText() : response;
  };
}

/** Refusals of a body, and failures of whatever had to read it. */
function mayBeTheStream(status: number): boolean {
  return [400, LENGTH_REQUIRED, 415, 422].includes(status) || status >= 500;
}

interface SingleUse {
  readonly body: ReadableStream<Uint8Array>;
  /** Was anything of it asked for? */
  readonly isTaken: () => boolean;
}

/** Without a buffer of its own, it is asked for its content by whoever sends it, and by nobody before. */
function singleUse(text: string): SingleUse {
  let taken = false;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        taken = true;
        controller.enqueue(new TextEncoder().encode(text));
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return { body, isTaken: () => taken };
}

/** Does this browser send streams? Others make text of them, which shows in the content type. */
export function sendsStreams(): boolean {
  let asked = false;
  const init = {
    method: 'POST',
    body: new ReadableStream(),
    get duplex() {
      asked = true;
      return 'half';
    },
  };
  try {
    return !new Request('http://localhost/', init).headers.has('content-type') && asked;
  } catch {
    return false;
  }
}
