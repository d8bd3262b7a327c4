/*
 * What every call that the server makes goes through: names are checked at the moment of connecting, so that none can lead
 * elsewhere after it was checked, and answers are read up to a length.
 */
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './addresses.ts';

/** Resolves a name to all its addresses. */
export type Lookup = (
  hostname: string,
  options: { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses?: LookupAddress[]) => void,
) => void;

/** A call would lead inside a network. */
export class InsideError extends Error {
  constructor(hostname: string) {
    super(`${hostname} is at an address inside a network.`);
    this.name = 'InsideError';
  }
}

/**
 * A lookup for `node:net` that fails with {@link InsideError} where any address of the name is not allowed. Other parts than
 * the machine's own are for tests.
 */
export function guardedLookup(
  lookup: Lookup = systemLookup,
  allowsAddress: (address: string) => boolean = isPublicAddress,
): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { all: true }, (error, addresses) => {
      const [first, ...others] = addresses ?? [];
      if (error || !first) callback(error ?? new Error(`${hostname} has no address.`), '', 0);
      else if (![first, ...others].every(({ address }) => allowsAddress(address)))
        callback(new InsideError(hostname), '', 0);
      else if (options.all === true) callback(null, [first, ...others]);
      else callback(null, first.address, first.family);
    });
  };
}

/** Sends a request. No redirect is followed; what is answered is read by {@link readWithin}. */
export function sendRequest(url: URL, options: RequestOptions, body?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, resolve);
    request.on('error', reject);
    request.end(body);
  });
}

/** Reads an answer. Undefined where it is longer than `most` bytes; the connection is then closed. */
export async function readWithin(response: IncomingMessage, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > most) {
      response.destroy();
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
