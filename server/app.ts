/*
 * What the server answers beside files: the relay, and whether it is well.
 */
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { RELAY_REFUSAL } from '../core/remote/index.ts';
import type { Failure } from '../core/result/index.ts';
import type { Log } from './log.ts';
import { PROVIDER_IDS } from './relay/providers.ts';
import { createRelay, type RelayParts } from './relay/relay.ts';
import { notHere, Refusal } from './relay/refusal.ts';
import type { NodeEnv } from './relay/visitor.ts';

/** No answer of these routes is a page, is kept, or may be used by other sites without being asked for. */
const ANSWER_HEADERS = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
} as const;

/** Makes the routes. */
export function createApp(parts: RelayParts): Hono<NodeEnv> {
  const { log, now } = parts;
  const app = new Hono<NodeEnv>();
  app.use('*', finished(log, now));
  app.get('/healthz', (c) => c.json({ ok: true }));
  app.route('/relay', createRelay(parts));
  app.notFound((c) => refuse(c, notHere()));
  app.onError((error, c) => (error instanceof Refusal ? refuse(c, error) : fail(c, log, error)));
  return app;
}

/** Puts the headers on every answer, and a line into the log. */
function finished(log: Log, now: () => number): MiddlewareHandler<NodeEnv> {
  return async (c, next) => {
    const start = now();
    await next();
    for (const [name, value] of Object.entries(ANSWER_HEADERS)) c.res.headers.set(name, value);
    log('answered', {
      method: c.req.method,
      route: roomOf(c),
      status: c.res.status,
      ms: Math.round(now() - start),
    });
  };
}

const RELAYED = ['status', 'events', 'picture', 'webhook', ...PROVIDER_IDS].join('|');
const OUR_ROOMS = new RegExp(`^/(?:healthz|relay/(?:${RELAYED}))(?=/|$)`);

/** The first two parts of the path if they are ours: what follows may be a secret. */
function roomOf(c: Context<NodeEnv>): string {
  return OUR_ROOMS.exec(c.req.path)?.[0] ?? 'other';
}

function refuse(c: Context<NodeEnv>, { failure, status, headers }: Refusal): Response {
  return told(c, failure, status, headers);
}

/** A bug of ours: the log names the place, and nobody is told what was in the request. */
function fail(c: Context<NodeEnv>, log: Log, error: Error): Response {
  log('bug', {
    name: error.name,
    at: error.stack
      ?.split('\n')
      .find((line) => line.startsWith('    at '))
      ?.trim(),
  });
  return told(c, {
    code: 'internal',
    message: 'This server failed.',
    next: 'Try again; its owner finds the cause in the log.',
  });
}

function told(
  c: Context<NodeEnv>,
  { code, message, next }: Failure,
  status: ContentfulStatusCode = 500,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return c.json({ code, message, next }, status, { ...headers, [RELAY_REFUSAL]: '1' });
}
