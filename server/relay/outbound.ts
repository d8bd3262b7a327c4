/*
 * The relay's way out. It connects to public addresses alone, checked at the moment of connecting, so that a name cannot
 * lead inside; it follows no redirects, and it reads so much for so long and no more.
 */
import type { IncomingMessage, RequestOptions } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';
import type { HttpAnswer } from '../../core/remote/index.ts';
import { isPublicAddress } from '../addresses.ts';
import { guardedLookup, InsideError, type Lookup, readWithin, sendRequest } from '../guarded.ts';
import { Refusal } from './refusal.ts';

/** One call to a provider or a host of pictures. */
export interface OutboundCall {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For the whole of it, in ms. */
  readonly timeoutMs: number;
  /** Length of the largest answer. */
  readonly mostBytes: number;
}

/** Sends one call. It throws a Refusal 502 or 504 where no answer came, or none that may be read. */
export type Outbound = (call: OutboundCall) => Promise<HttpAnswer>;

/** Makes the way out; other parts than the machine's own are for tests. */
export function createOutbound(
  lookup?: Lookup,
  allowsAddress: (address: string) => boolean = isPublicAddress,
): Outbound {
  const guarded = guardedLookup(lookup, allowsAddress);
  return async (call) => {
    const deadline = AbortSignal.timeout(call.timeoutMs);
    try {
      const literal = call.url.hostname.replaceAll(/[[\]]/g, '');
      if (isIP(literal) !== 0 && !allowsAddress(literal)) throw new InsideError(literal);
      return await answerOf(await sent(call, guarded, deadline), call);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw error instanceof InsideError ? inside(call) : unanswered(call, deadline.aborted);
    }
  };
}

function sent(call: OutboundCall, lookup: LookupFunction, signal: AbortSignal): Promise<IncomingMessage> {
  const { method, url, headers, body } = call;
  const options: RequestOptions = {
    method,
    // Packed answers could unfold to any length.
    headers: { ...headers, 'accept-encoding': 'identity', 'user-agent': 'armature-relay' },
    lookup,
    signal,
  };
  return sendRequest(url, options, body);
}

async function answerOf(response: IncomingMessage, { url, mostBytes }: OutboundCall): Promise<HttpAnswer> {
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400) {
    response.destroy();
    throw broken(502, `${url.hostname} points to another address, where this server does not go.`);
  }
  const body = await readWithin(response, mostBytes);
  if (!body) throw broken(502, `${url.hostname} sends more than ${mostBytes / 2 ** 20} MB.`);
  return { status, headers: plainHeaders(response), body };
}

function plainHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

function inside({ url }: OutboundCall): Refusal {
  return broken(502, `${url.hostname} is at an address inside a network, where this server does not go.`);
}

function unanswered({ url, timeoutMs }: OutboundCall, late: boolean): Refusal {
  return late
    ? broken(504, `${url.hostname} gave no whole answer within ${timeoutMs / 1000} s.`)
    : broken(502, `The connection to ${url.hostname} failed or broke off.`);
}

function broken(status: 502 | 504, message: string): Refusal {
  return new Refusal(status, {
    code: 'remote-failed',
    message,
    next: 'Try again later, or choose another back end.',
  });
}
