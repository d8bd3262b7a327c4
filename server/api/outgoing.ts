/*
 * Calls that the server makes because a caller named an address. The address is checked where the connection is made,
 * so that a name cannot lead elsewhere after it was checked, and redirects are not followed.
 */
import type { RequestOptions } from 'node:http';
import { isIP } from 'node:net';
import { ArmatureError } from '../../core/result/index.ts';
import { isPublicAddress } from '../addresses.ts';
import { guardedLookup, readWithin, sendRequest } from '../guarded.ts';
import { isLoopback } from '../loopback.ts';

/** A call to make. */
export interface OutgoingCall {
  readonly url: URL;
  /** Sent as JSON by POST; without it the call is a GET. */
  readonly json?: string;
  /** A longer answer is cut off with an error. */
  readonly mostBytes: number;
  /** For the whole call. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** What came back. */
export interface OutgoingAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

/** Makes calls. */
export type SendOutgoing = (call: OutgoingCall) => Promise<OutgoingAnswer>;

/**
 * Reads an address that a caller gave.
 *
 * @param allowLocal - may it be on this machine, where plain HTTP does as well?
 * @throws ArmatureError `bad-request` unless it is HTTPS to a public host
 */
export function readAddress(text: string, field: string, allowLocal: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const hostname = url?.hostname ?? '';
  const local = allowLocal && isLoopback(hostname);
  const schemes = local ? ['https:', 'http:'] : ['https:'];
  const literal = hostname.replace(/^\[|\]$/g, '');
  const reachable = local || (isIP(literal) === 0 ? !isLoopback(hostname) : isPublicAddress(literal));
  if (url && schemes.includes(url.protocol) && url.username === '' && reachable) return url;
  throw new ArmatureError({
    code: 'bad-request',
    message: `${field} must be the https address of a public host`,
  });
}

/**
 * Makes a call to an address that {@link readAddress} has let pass.
 *
 * @throws ArmatureError `network` where nothing is answered, or too much, or not in time
 */
export const sendOutgoing: SendOutgoing = async ({ url, json, mostBytes, timeoutMs, signal }) => {
  const ended = AbortSignal.timeout(timeoutMs);
  const options: RequestOptions = {
    method: json === undefined ? 'GET' : 'POST',
    headers: {
      'user-agent': 'Armature',
      ...(json !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(json),
      }),
    },
    signal: signal ? AbortSignal.any([ended, signal]) : ended,
    ...(!isLoopback(url.hostname) && { lookup: guardedLookup() }),
    // A socket kept from another call was checked for that call's name.
    agent: false,
  };
  try {
    const response = await sendRequest(url, options, json);
    const body = await readWithin(response, mostBytes);
    if (body) return { status: response.statusCode ?? 0, body };
  } catch (error) {
    throw new ArmatureError(
      { code: 'network', message: `${url.host} cannot be reached.`, detail: String(error) },
      { cause: error },
    );
  }
  throw new ArmatureError({ code: 'network', message: `The answer is longer than ${mostBytes} bytes.` });
};
