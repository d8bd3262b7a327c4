import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { isIP } from 'node:net';
import { visitorName } from './addresses.ts';

/** What Hono passes on of Node. */
export interface NodeEnv {
  readonly Bindings: HttpBindings;
}

/**
 * Tells visitors apart by their address.
 *
 * @param trustedProxies - so many last entries of `X-Forwarded-For` were written by the owner's proxies; what stands before
 *   them, a visitor may have made up
 */
export function visitorOf(c: Context<NodeEnv>, trustedProxies: number): string {
  const socket = c.env.incoming.socket.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return visitorName(socket);
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  const told = hops.at(-trustedProxies);
  return visitorName(told !== undefined && isIP(told) !== 0 ? told : socket);
}
