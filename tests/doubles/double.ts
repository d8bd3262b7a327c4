/*
 * A stand-in for a paid service, over real HTTP on this machine. It answers with the service's documented samples, counts
 * what would be billed, and fails on demand in the ways that services fail.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Ways to fail. A number is an HTTP status with the service's own words for it. */
export type Fault =
  | 400
  | 401
  | 402
  | 403
  | 404
  | 406
  | 429
  | 500
  | 502
  | 503
  | 504
  /** 429 that says how long to wait. */
  | 'retry-after'
  /** Status 200, and the failure in the body. */
  | 'spoken-error'
  /** Answers once the fault is healed, and else after `slowMs`. */
  | 'slow'
  | 'reset'
  /** A page of a proxy instead of an answer. */
  | 'html'
  /** Ends in the middle of what it announced. */
  | 'cut-off'
  /** The right bytes under a wrong content type. */
  | 'wrong-type'
  | 'redirect'
  /** Repeats the key that it was sent. */
  | 'key-echo'
  /** A run that is never finished. */
  | 'endless';

/** A call as it arrived. */
export interface SeenCall {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** The JSON body; empty where there is none. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What the double answers. */
export interface DoubleAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes as they are, anything else as JSON. */
  readonly body: unknown;
}

/** What tells one service from another. */
export interface Service {
  /** Does this call cost money? */
  readonly isCreating: (call: SeenCall) => boolean;
  readonly answer: (call: SeenCall, fault: Fault | undefined) => DoubleAnswer;
  /** Its words for an HTTP status. */
  readonly refusal: (status: number) => unknown;
}

/** A running double. */
export interface ServiceDouble {
  readonly origin: string;
  readonly calls: readonly SeenCall[];
  /** Calls that would have been billed if they succeeded. */
  creating(): number;
  /** Fails every call from now on, or those whose path matches; no fault heals it. */
  fail(fault?: Fault, path?: RegExp): void;
  /** Longer than whoever asks should wait, for `slow`. */
  slowMs: number;
  close(): Promise<void>;
}

const HTML = '<!doctype html><html><body><h1>Bad gateway</h1></body></html>';
/** Public services let pages read their answers. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': 'GET, POST',
};

/** Starts a double on a free port. */
export async function startDouble(service: Service): Promise<ServiceDouble> {
  const calls: SeenCall[] = [];
  let failing: { fault: Fault; path: RegExp } | undefined;
  const held: (() => void)[] = [];
  const hold = (answer: () => void): void => {
    held.push(answer);
    setTimeout(answer, double.slowMs).unref();
  };
  const server = createServer((request, response) => {
    const answer = (call: SeenCall): void => {
      if (call.method === 'OPTIONS') return void response.writeHead(204, CORS).end();
      calls.push(call);
      const fault = failing?.path.test(call.path) ? failing.fault : undefined;
      deal(service, call, fault, response, hold);
    };
    seen(request).then(answer, () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const double: ServiceDouble = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    creating: () => calls.filter((call) => service.isCreating(call)).length,
    fail(fault, path = /^/) {
      failing = fault === undefined ? undefined : { fault, path };
      for (const answer of held.splice(0)) answer();
    },
    slowMs: 60_000,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return double;
}

async function seen(request: IncomingMessage): Promise<SeenCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    fields: text === '' ? {} : (JSON.parse(text) as SeenCall['fields']),
  };
}

function deal(
  service: Service,
  call: SeenCall,
  fault: Fault | undefined,
  response: ServerResponse,
  hold: (answer: () => void) => void,
): void {
  if (fault === 'reset') response.destroy();
  else if (fault === 'slow') hold(() => response.headersSent || write(response, service.answer(call, fault)));
  else if (fault === 'html')
    write(response, { status: 502, headers: { 'content-type': 'text/html' }, body: bytesOf(HTML) });
  else if (fault === 'retry-after')
    write(response, { status: 429, headers: { 'retry-after': '7' }, body: service.refusal(429) });
  else if (fault === 'redirect')
    write(response, { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: {} });
  else if (typeof fault === 'number') write(response, { status: fault, body: service.refusal(fault) });
  else if (fault === 'key-echo') write(response, echoed(call, service.answer(call, fault)));
  else write(response, service.answer(call, fault), fault);
}

function echoed({ headers, fields }: SeenCall, { body, ...answer }: DoubleAnswer): DoubleAnswer {
  const key = headers['x-api-key'] ?? fields['key'];
  if (body instanceof Uint8Array) return { ...answer, body: Buffer.concat([body, bytesOf(String(key))]) };
  return {
    ...answer,
    body: { ...(body as object), meta: { key, url: `https://example.org/?key=${String(key)}` } },
  };
}

function write(
  response: ServerResponse,
  { status = 200, headers = {}, body }: DoubleAnswer,
  fault?: Fault,
): void {
  const bytes = body instanceof Uint8Array ? body : bytesOf(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': 'application/json',
    ...CORS,
    ...headers,
    ...(fault === 'wrong-type' && { 'content-type': 'text/html' }),
    'content-length': bytes.length,
  });
  if (fault === 'cut-off') response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
  else response.end(bytes);
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
