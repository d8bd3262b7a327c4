/*
 * Who may ask. Calls here spend the owner's money, so only the owner's pages may make them: a page elsewhere that sends its
 * visitors' browsers is refused by the Origin that browsers put on a call. (A program can write any Origin; against programs
 * there are the rate limit and the budget.)
 */
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { RELAY_REFUSAL } from '../../core/remote/index.ts';
import type { RelaySettings } from '../environment.ts';
import { isLoopback } from '../loopback.ts';
import { CALL_NAME } from './once.ts';
import { Refusal } from './refusal.ts';

/** Refuses what does not come from a page of the owner. */
export function originGate({ origins, loopback }: RelaySettings): MiddlewareHandler {
  const named = origins.map((origin) => new URL(origin).host);
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    // A foreign name that resolves to this machine would make a foreign page look like ours.
    if (loopback && !isLoopback(host.replace(/:\d+$/, '')) && !named.includes(host)) throw foreign();
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
  return URL.canParse(origin) && new URL(origin).host !== '' && new URL(origin).host === host.toLowerCase();
}

/** Browsers that tell no Origin on a GET tell this. */
function isElsewhere(site: string | undefined): boolean {
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

function foreign(): Refusal {
  return new Refusal(403, {
    code: 'bad-request',
    message: 'This server relays for its own page alone.',
    next: 'Open the page at its own address; its owner can allow others with ARMATURE_ORIGINS.',
  });
}
