/*
 * Who may ask. Calls here spend the owner's money, so only the owner's pages may make them: a page elsewhere that sends its
 * visitors' browsers is refused by the Origin that browsers put on a call. (A program can write any Origin; against programs
 * there are the rate limit and the budget.)
 */
import { isIP } from 'node:net';
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { RELAY_REFUSAL } from '../../core/remote/index.ts';
import type { RelaySettings } from '../environment.ts';
import { isLoopback } from '../loopback.ts';
import { CALL_NAME } from './once.ts';
import { Refusal } from './refusal.ts';

/** Refuses what does not come from a page of the owner. */
export function originGate({ origins, loopback, publicUrl }: RelaySettings): MiddlewareHandler {
  const own = publicUrl === undefined ? origins : [...origins, publicUrl];
  const named = own.map((origin) => new URL(origin).host);
  return async (c, next) => {
    const host = (c.req.header('host') ?? '').toLowerCase();
    const name = host.replace(/:\d+$/, '');
    // A foreign name that resolves to this machine would make a foreign page look like ours. No address can do that.
    const isOurs = isLoopback(name) || (!loopback && (origins.length > 0 || isAddress(name)));
    if (!isOurs && !named.includes(host)) throw unknownName();
    const origin = c.req.header('origin');
    if (origin === undefined) {
      if (c.req.method !== 'GET' || isElsewhere(c.req.header('sec-fetch-site'))) throw foreign();
    } else if (!mayAsk(origin, host, origins)) throw foreign();
    await next();
  };
}

/** Lets the owner's pages at other origins read the answers. */
export function originHeaders({ origins }: RelaySettings): MiddlewareHandler {
  return cors({
    origin: (origin) => (origins.includes(origin) ? origin : null),
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['content-type', 'x-api-key', CALL_NAME],
    exposeHeaders: ['retry-after', 'x-seed-value', 'x-cost', 'x-armature-track-id', RELAY_REFUSAL],
    maxAge: 600,
  });
}

function mayAsk(origin: string, host: string, origins: readonly string[]): boolean {
  if (origins.length > 0) return origins.includes(origin);
  return URL.canParse(origin) && new URL(origin).host !== '' && new URL(origin).host === host;
}

/** Browsers that tell no Origin on a GET tell this. */
function isElsewhere(site: string | undefined): boolean {
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/** @param name - as it stands in an address: with brackets where it is of IPv6 */
function isAddress(name: string): boolean {
  return isIP(name.replace(/^\[|\]$/g, '')) !== 0;
}

function unknownName(): Refusal {
  return new Refusal(403, {
    code: 'bad-request',
    message: 'This server does not relay under this name.',
    next: 'Open the page at localhost or by its IP address; its owner can allow a name with ARMATURE_ORIGINS.',
  });
}

function foreign(): Refusal {
  return new Refusal(403, {
    code: 'bad-request',
    message: 'This server relays for its own page alone.',
    next: 'Open the page at its own address; its owner can allow others with ARMATURE_ORIGINS.',
  });
}
