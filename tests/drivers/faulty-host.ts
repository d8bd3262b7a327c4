/*
 * A server of model files that misbehaves as a test wants.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request for a file, and what may be done to its answer. */
export interface Asked {
  readonly path: string;
  /** First byte and one past the last one; undefined where the whole file is asked for. */
  readonly range: readonly [start: number, end: number] | undefined;
  /** How often this path was asked for before. */
  readonly count: number;
  readonly content: Uint8Array;
  readonly response: ServerResponse;
  readonly request: IncomingMessage;
  /** Answers as a good server does, with these changes. */
  answer(change?: {
    readonly etag?: string;
    readonly content?: Uint8Array;
    /** Cut the connection after so many bytes of the body. */
    readonly cutAfter?: number;
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
  }): void;
}

/** The server. */
export interface FaultyHost {
  readonly url: string;
  /** All requests so far, as `path start-end`. */
  readonly log: string[];
  /** What happens to each request; a good answer unless set. */
  fault: (asked: Asked) => void;
  close(): Promise<void>;
}

/** Starts a server for these files. */
export async function startFaultyHost(files: ReadonlyMap<string, Uint8Array>): Promise<FaultyHost> {
  const counts = new Map<string, number>();
  const host = { log: [] as string[], fault: (asked: Asked) => asked.answer() };
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '').slice(1));
    const content = files.get(path);
    const count = counts.get(path) ?? 0;
    counts.set(path, count + 1);
    if (!content) {
      response.writeHead(404).end();
      return;
    }
    const [, start, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const range =
      start === undefined || last === undefined
        ? undefined
        : ([Number(start), Math.min(Number(last) + 1, content.length)] as const);
    host.log.push(range ? `${path} ${range[0]}-${range[1]}` : path);
    const asked: Asked = {
      ...{ path, range, count, content, request, response },
      answer: (change = {}) => answer(asked, change),
    };
    host.fault(asked);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return Object.assign(host, {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise<void>((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  });
}

function answer({ range, content: own, response }: Asked, change: Parameters<Asked['answer']>[0] = {}): void {
  const { content = own, etag = '"one"', cutAfter, headers = {} } = change;
  const body = range ? content.subarray(range[0], range[1]) : content;
  const status = change.status ?? (range ? 206 : 200);
  if (range && range[0] >= content.length) {
    response.writeHead(416).end();
    return;
  }
  response.writeHead(status, {
    ETag: etag,
    'Content-Length': body.length,
    ...(range && { 'Content-Range': `bytes ${range[0]}-${range[0] + body.length - 1}/${content.length}` }),
    ...headers,
  });
  if (cutAfter === undefined) response.end(body);
  else response.write(body.subarray(0, cutAfter), () => response.destroy());
}
