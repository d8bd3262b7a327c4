/*
 * One call of a visitor on its way to a provider and back.
 */
import { type HttpAnswer, mediaOf } from '../../core/remote/index.ts';
import type { Log } from '../log.ts';
import type { Budget } from './budget.ts';
import { grantOf, sameCode, withGrants } from './grants.ts';
import { withoutKeys } from './key-guard.ts';
import type { Outbound } from './outbound.ts';
import { withPictureGrants } from './picture-grants.ts';
import { isPictureType } from './pictures.ts';
import type { Fields, Hook, Provider, Route } from './providers.ts';
import { notHere, Refusal } from './refusal.ts';

/** A call that has been checked. */
export interface CheckedCall {
  readonly provider: Provider;
  readonly route: Route;
  /** The path at the provider, which the route has let through. */
  readonly path: string;
  readonly fields?: Fields;
  /** Where the provider may report the end of the run. */
  readonly hook?: Hook;
}

/** What forwarding needs. */
export interface ForwardParts {
  readonly keys: Readonly<Partial<Record<Provider['id'], string>>>;
  readonly outbound: Outbound;
  readonly budget: Budget;
  readonly log: Log;
  /** Milliseconds, from any start. */
  readonly now: () => number;
}

/** Four pictures in base64. */
const MOST_BYTES = 48 * 2 ** 20;

/**
 * Finds the call that a path means.
 *
 * @throws Refusal 404 where the provider's table has no such path, 405 where it has another method
 */
export function routeFor(provider: Provider, method: string, path: string): Route {
  const there = provider.routes.filter((route) => route.path.test(path));
  const [first] = there;
  if (!first) throw notHere();
  const route = there.find((candidate) => candidate.method === method);
  if (route) return route;
  throw new Refusal(
    405,
    { code: 'remote-failed', message: 'This call is made in another way.', next: 'Reload the page.' },
    { Allow: first.method },
  );
}

/**
 * Checks that who asks for a run was told of it.
 *
 * @throws Refusal 404 else
 */
export function checkGrant(
  provider: Provider,
  key: string,
  { path }: Route,
  at: string,
  grant: string,
): void {
  const runId = path.exec(at)?.[1];
  if (runId === undefined || sameCode(grant, grantOf(provider, key, runId))) return;
  throw new Refusal(404, {
    code: 'remote-failed',
    message: 'This run was not started here, or it is over.',
    next: 'Generate again.',
  });
}

/**
 * Sends a call with the owner's key. A creating call takes its price from the budget first, and gets it back only if it was
 * surely not billed.
 *
 * @throws Refusal 402 when the budget is used up, 502 or 504 when no answer came
 */
export async function forward(parts: ForwardParts, call: CheckedCall): Promise<HttpAnswer> {
  const { budget, log, now } = parts;
  const { provider, route } = call;
  const start = now();
  const reservation = route.kind === 'create' ? await budget.reserve(priceOf(call)) : undefined;
  let answer: HttpAnswer;
  try {
    answer = await send(parts, call);
  } catch (error) {
    const status = error instanceof Refusal ? error.status : 500;
    log('relayed', {
      provider: provider.id,
      kind: route.kind,
      failed: status,
      ms: Math.round(now() - start),
    });
    throw error;
  }
  if (reservation && provider.unbilled(answer)) await reservation.release();
  log('relayed', {
    provider: provider.id,
    kind: route.kind,
    status: answer.status,
    bytes: answer.body.length,
    ms: Math.round(now() - start),
    ...(reservation && { dollarsLeft: budget.left() }),
  });
  const key = parts.keys[provider.id] ?? '';
  const clean = withoutKeys(answer, Object.values(parts.keys));
  return withGrants(provider, key, withPictureGrants(key, clean));
}

/** US dollars at most: whether a service counts calls or pictures, it does not say. */
function priceOf({ provider, fields }: CheckedCall): number {
  return provider.dollars * Math.max(Number(fields?.['samples'] ?? 1), 1);
}

function send({ keys, outbound }: ForwardParts, { provider, route, path, fields, hook }: CheckedCall) {
  const told = fields && route.kind === 'create' ? (provider.reportedTo?.(fields, hook) ?? fields) : fields;
  const { headers, body } = provider.keyed(keys[provider.id] ?? '', told);
  return outbound({
    method: route.method,
    url: new URL(path, provider.origin),
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    timeoutMs: route.timeoutMs,
    mostBytes: MOST_BYTES,
  });
}

/** Headers of an answer that the page uses, with values of the one form that they can have. */
const PASSED: Readonly<Record<string, RegExp>> = {
  'retry-after': /^(?:\d{1,6}|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT)$/,
  'x-cost': /^\d{1,6}(?:\.\d{1,12})?$/,
  'x-seed-value': /^\d{1,20}$/,
};

/** The answer to the visitor. What is neither picture nor JSON becomes plain text: no HTML comes from the page's origin. */
export function responseTo({ status, headers, body }: HttpAnswer): Response {
  const media = mediaOf({ status, headers, body });
  const type = isPictureType(media)
    ? media
    : media === 'json'
      ? 'application/json'
      : 'text/plain; charset=utf-8';
  const passed = Object.entries(PASSED).flatMap(([name, form]) => {
    const value = headers[name] ?? '';
    return form.test(value) ? [[name, value] as const] : [];
  });
  const known = status >= 200 && status <= 599 ? status : 502;
  const empty = known === 204 || known === 205;
  return new Response(empty ? null : Buffer.from(body), {
    status: known,
    headers: { 'content-type': type, ...Object.fromEntries(passed) },
  });
}
