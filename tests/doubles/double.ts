/*
 * A stand-in for a service, over real HTTP on this machine. It answers with the service's documented samples, counts what
 * would be billed, and fails on demand in the ways that services fail.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createSecureServer as createHttp2Server, type Http2ServerResponse } from 'node:http2';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { selfSigned } from './certificate.ts';

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
  /** The same, as if all were well. */
  | 'html-200'
  /** Ends in the middle of what it announced. */
  | 'cut-off'
  /** A picture that lacks its second half. */
  | 'half-picture'
  /** A batch whose second picture lacks its second half. */
  | 'broken-one'
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
  readonly body: Uint8Array;
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
  readonly answer: (call: SeenCall, fault: Fault | undefined) => DoubleAnswer | Promise<DoubleAnswer>;
  /** Its words for an HTTP status. */
  readonly refusal: (status: number) => unknown;
  /** What it answers before anything else is looked at: to a preflight, to a page that it does not know. */
  readonly admit?: (call: SeenCall) => DoubleAnswer | undefined;
  /** Headers of every answer to this call: whether a page may read it. */
  readonly headers?: (call: SeenCall) => Readonly<Record<string, string>>;
  /** Takes a websocket over. */
  readonly upgrade?: (call: SeenCall, socket: Duplex, fault: Fault | undefined) => void;
  /** Ends the work that nobody stopped: what draws without end would go on beside other tests. */
  readonly end?: () => void;
}

/** A running double. */
export interface ServiceDouble {
  readonly origin: string;
  readonly calls: readonly SeenCall[];
  /** Calls that would have been billed if they succeeded. */
  creating(): number;
  /** Fails every call from now on, or those whose path matches; no fault heals it. */
  fail(fault?: Fault, path?: RegExp): void;
  /** Ends the connections that nobody uses at the moment. */
  hangUp(): void;
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

/** What a double speaks. Over TLS its certificate is trusted by nobody. */
export type Protocol = 'http' | 'https' | 'h2';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

function serverOf(protocol: Protocol, listener: Listener): Server {
  if (protocol === 'http') return createServer(listener);
  if (protocol === 'https') return createSecureServer(selfSigned(), listener);
  // Its requests and responses have what is used here of those of HTTP/1.1.
  return createHttp2Server(selfSigned(), listener as never) as unknown as Server;
}

/** Starts a double on a free port. */
export async function startDouble(service: Service, protocol: Protocol = 'http'): Promise<ServiceDouble> {
  const calls: SeenCall[] = [];
  let failing: { fault: Fault; path: RegExp } | undefined;
  const held: (() => void)[] = [];
  const hold = (): Promise<void> =>
    new Promise((resolve) => {
      held.push(resolve);
      setTimeout(resolve, double.slowMs).unref();
    });
  const faultOf = ({ path }: SeenCall): Fault | undefined =>
    failing?.path.test(path) ? failing.fault : undefined;
  const server = serverOf(protocol, (request, response) => {
    const answer = async (call: SeenCall): Promise<void> => {
      const admitted = (service.admit ?? admitAll)(call);
      // A connection for each call. On one that it used before, a browser by itself repeats a call that breaks, of whatever
      // method, and a page cannot forbid it; whoever counts calls here counts those of the page.
      if (protocol !== 'h2') response.setHeader('connection', 'close');
      if (admitted) write(response, admitted, headersOf(service, call));
      else {
        calls.push(call);
        await deal({ service, call, response, hold, fault: faultOf(call) });
      }
    };
    seen(request)
      .then(answer)
      .catch(() => response.destroy());
  });
  server.on('upgrade', (request, socket) => {
    const call = { ...headOf(request), fields: {}, body: new Uint8Array() };
    if (service.upgrade) service.upgrade(call, socket, faultOf(call));
    else socket.destroy();
  });
  const sockets = new Set<Duplex>();
  server.on(protocol === 'http' ? 'connection' : 'secureConnection', (socket: Duplex) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const double: ServiceDouble = {
    origin: `${protocol === 'http' ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    creating: () => calls.filter((call) => service.isCreating(call)).length,
    fail(fault, path = /^/) {
      failing = fault === undefined ? undefined : { fault, path };
      for (const answer of held.splice(0)) answer();
    },
    hangUp: () => server.closeIdleConnections(),
    slowMs: 60_000,
    async close() {
      service.end?.();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return double;
}

function admitAll({ method }: SeenCall): DoubleAnswer | undefined {
  return method === 'OPTIONS' ? { status: 204, body: new Uint8Array() } : undefined;
}

function headersOf({ headers }: Service, call: SeenCall): Readonly<Record<string, string>> {
  return headers ? headers(call) : CORS;
}

function headOf({ method = '', url = '', headers }: IncomingMessage) {
  return { method, path: url, headers };
}

async function seen(request: IncomingMessage): Promise<SeenCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = new Uint8Array(Buffer.concat(chunks));
  const isJson = request.headers['content-type']?.includes('json') === true && body.length > 0;
  const fields = isJson ? (JSON.parse(Buffer.from(body).toString('utf8')) as SeenCall['fields']) : {};
  return { ...headOf(request), fields, body };
}

interface Dealt {
  readonly service: Service;
  readonly call: SeenCall;
  readonly response: ServerResponse;
  readonly hold: () => Promise<void>;
  readonly fault: Fault | undefined;
}

async function deal({ service, call, response, hold, fault }: Dealt): Promise<void> {
  const headers = headersOf(service, call);
  const broken = instead(service, fault);
  if (fault === 'slow') await hold();
  const answer = fault === 'reset' ? undefined : (broken ?? (await service.answer(call, fault)));
  if (!answer) hangUpOn(response);
  else if (broken) write(response, broken, headers);
  else if (fault === 'key-echo') write(response, echoed(call, answer), headers);
  else if (fault === 'half-picture') write(response, { ...answer, body: halved(answer.body) }, headers);
  else if (fault === 'broken-one') write(response, { ...answer, body: brokenOne(answer.body) }, headers);
  else write(response, answer, headers, fault);
}

/** Ends the connection, which over HTTP/2 is that of other calls as well. */
function hangUpOn(response: ServerResponse): void {
  const { session } = (response as unknown as Partial<Http2ServerResponse>).stream ?? {};
  if (session) session.destroy();
  else response.destroy();
}

/** What comes in the place of the service's answer, which then does nothing. */
function instead(service: Service, fault: Fault | undefined): DoubleAnswer | undefined {
  const page = { headers: { 'content-type': 'text/html' }, body: bytesOf(HTML) };
  if (fault === 'html') return { ...page, status: 502 };
  if (fault === 'html-200') return page;
  if (fault === 'retry-after')
    return { status: 429, headers: { 'retry-after': '7' }, body: service.refusal(429) };
  if (fault === 'redirect') return { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: {} };
  return typeof fault === 'number' ? { status: fault, body: service.refusal(fault) } : undefined;
}

/** Leaves the second half of every PNG away, as a file or in base64. */
function halved(body: unknown): unknown {
  if (body instanceof Uint8Array) return body.subarray(0, body.length >> 1);
  if (typeof body === 'string')
    return body.startsWith('iVBORw0KGgo') ? body.slice(0, (body.length >> 3) * 4) : body;
  if (Array.isArray(body)) return body.map(halved);
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, halved(value)]));
}

/** Leaves the second half of the second PNG of every list away. */
function brokenOne(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const broken = (value: unknown): unknown =>
    Array.isArray(value) ? value.map((item: unknown, i) => (i === 1 ? halved(item) : item)) : value;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, broken(value)]));
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
  shared: Readonly<Record<string, string>>,
  fault?: Fault,
): void {
  const bytes = body instanceof Uint8Array ? body : bytesOf(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': 'application/json',
    ...shared,
    ...headers,
    ...(fault === 'wrong-type' && { 'content-type': 'text/html' }),
    // An answer without content has no length either.
    ...(status !== 204 && { 'content-length': bytes.length }),
  });
  if (fault === 'cut-off') response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
  else response.end(bytes);
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
