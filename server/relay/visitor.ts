import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { isIP } from 'node:net';

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

/** What visitors are told apart by: an IPv4 address, or the /64 network that an IPv6 visitor can move in at will. */
export function visitorName(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.replace(/%.*$/, '').split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(8 - front.length - back.length, 0);
  const groups = [...front, ...Array.from({ length: gap }, () => '0'), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
