import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { NodeEnv } from './relay/visitor.ts';

/** How long a visitor may take to send a request, and its head. */
const LIMITS = {
  requestTimeout: 60_000,
  headersTimeout: 15_000,
  connectionsCheckingInterval: 5000,
  maxHeaderSize: 16_384,
};

/**
 * Makes the server: some addresses are the app's, all others are files. It does not listen yet.
 *
 * @param files - answers for the built page
 */
export function createWebServer(files: RequestListener, app: Hono<NodeEnv>): Server {
  const dynamic = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  return createServer(LIMITS, (request, response) => {
    if (/^\/(?:relay|healthz)(?:[/?]|$)/.test(request.url ?? '')) void dynamic(request, response);
    else files(request, response);
  });
}
