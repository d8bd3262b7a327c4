/*
 * The relay: the page asks this server, and this server asks the paid services with the owner's keys.
 */
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { HttpAnswer } from '../../core/remote/index.ts';
import type { RelaySettings } from '../environment.ts';
import { readFields } from './body.ts';
import { createChannels, endOf, webhookBody } from './channels.ts';
import { checkGrant, forward, type ForwardParts, responseTo, routeFor } from './forward.ts';
import { originGate, originHeaders } from './gate.ts';
import { codeOf, sameCode } from './grants.ts';
import { grantedPicture } from './picture-grants.ts';
import { fetchPicture } from './pictures.ts';
import { CALL_NAME, createOnce, type Once } from './once.ts';
import { type Hook, type Provider, providersFor } from './providers.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';
import { notHere, Refusal } from './refusal.ts';
import { type NodeEnv, visitorOf } from './visitor.ts';

/** What the relay is made of. */
export interface RelayParts extends Omit<ForwardParts, 'keys'> {
  readonly settings: RelaySettings;
  /** How long a visitor may take to send a body, in ms; the usual time unless given. */
  readonly bodyMs?: number;
}

const BODY_MS = 20_000;
const WEBHOOK_LIMITS = { mostBytes: 2 ** 20, ms: 10_000 };
/** Calls a minute that cost nothing: asking for runs, pictures, the state. */
const FREE_PER_MINUTE = 240;
/** Calls at once of all visitors, for each holds an answer in memory. */
const MOST_AT_ONCE = 24;
/** As long as a provider may queue a run. */
const CHANNEL_MS = 30 * 60_000;
/** Proxies end a stream that is silent for long. */
const HEARTBEAT_MS = 20_000;

/** The parts that the routes share. */
interface Relay {
  readonly parts: ForwardParts;
  readonly settings: RelaySettings;
  readonly providers: readonly Provider[];
  readonly channels: ReturnType<typeof createChannels>;
  /** The last part of the webhook's path. */
  readonly hookCode: string | undefined;
  readonly bodyMs: number;
  readonly limits: Readonly<Record<'create' | 'free', RateLimit>>;
  readonly turn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly once: Once<Created>;
}

/** What came of a creating call, and the name of its channel of events. */
interface Created {
  readonly answer: HttpAnswer;
  readonly trackId?: string;
}

/** Makes the routes below `/relay`. */
export function createRelay({ settings, bodyMs = BODY_MS, ...parts }: RelayParts): Hono<NodeEnv> {
  const { keys, publicUrl } = settings;
  const relay: Relay = {
    parts: { ...parts, keys },
    settings,
    providers: providersFor(keys, settings.modelslabModels),
    channels: createChannels(CHANNEL_MS),
    hookCode:
      publicUrl !== undefined && keys.modelslab !== undefined ? codeOf(keys.modelslab, 'hook') : undefined,
    bodyMs,
    limits: {
      create: createRateLimit(settings.callsPerMinute, parts.now),
      free: createRateLimit(FREE_PER_MINUTE, parts.now),
    },
    turn: turnstile(MOST_AT_ONCE),
    once: createOnce(({ answer }) => answer.status === 429),
  };
  const app = new Hono<NodeEnv>();
  app.use('*', rateGate(relay));
  app.post('/webhook/:code', (c) => takeWebhook(relay, c));
  app.use('*', originHeaders(settings), originGate(settings) as MiddlewareHandler<NodeEnv>);
  app.get('/status', (c) => c.json(statusOf(relay)));
  app.get('/events', (c) => sendEvents(relay, c));
  app.get('/picture', (c) => sendPicture(relay, c));
  app.all('/:provider/*', (c) => relayCall(relay, c));
  return app;
}

function rateGate({ limits, settings }: Relay): MiddlewareHandler<NodeEnv> {
  return async (c, next) => {
    checkRate(limits.free, visitorOf(c, settings.trustedProxies));
    await next();
  };
}

/** What the page is told: who is relayed, at what price, and what is left. */
function statusOf({ providers, hookCode, settings, parts: { budget } }: Relay) {
  return {
    providers: providers.map(({ id, backends, dollars, models }) => ({
      id,
      backends,
      dollars,
      ...(models && { models }),
      address: `/relay/${id}`,
    })),
    budget: {
      dollarsPerDay: settings.dollarsPerDay,
      dollarsLeft: budget.left(),
      renewsAt: new Date(budget.renewsAt()).toISOString(),
    },
    events: hookCode !== undefined,
  };
}

async function relayCall(relay: Relay, c: Context<NodeEnv>): Promise<Response> {
  const { parts, providers, limits, settings, bodyMs, turn, once } = relay;
  const provider = providers.find(({ id }) => id === c.req.param('provider'));
  if (!provider) throw notHere();
  const { pathname, searchParams } = new URL(c.req.url);
  const path = pathname.slice(`/relay/${provider.id}`.length);
  const route = routeFor(provider, c.req.method, path);
  checkGrant(provider, parts.keys[provider.id] ?? '', route, path, searchParams.get('grant') ?? '');
  const visitor = visitorOf(c, settings.trustedProxies);
  if (route.kind === 'create') checkRate(limits.create, visitor);
  const bodyLimits = { mostBytes: route.bodyBytes, ms: bodyMs };
  const fields = route.fields && (await readFields(c.req.raw, route.fields, bodyLimits));
  const call = { provider, route, path, ...(fields && { fields }) };
  if (route.kind !== 'create') return responseTo(await turn(() => forward(parts, call)));
  const { answer, trackId } = await once(c.req.header(CALL_NAME), async () => {
    const hook = provider.reportedTo ? hookFor(relay, visitor) : undefined;
    const told = { ...call, ...(hook && { hook }) };
    return { answer: await turn(() => forward(parts, told)), ...(hook && { trackId: hook.trackId }) };
  });
  const response = responseTo(answer);
  if (trackId !== undefined) response.headers.set('x-armature-track-id', trackId);
  return response;
}

function hookFor({ hookCode, channels, settings }: Relay, visitor: string): Hook | undefined {
  if (hookCode === undefined || settings.publicUrl === undefined) return undefined;
  return { url: `${settings.publicUrl}/relay/webhook/${hookCode}`, trackId: channels.open(visitor) };
}

async function sendPicture({ parts, turn }: Relay, c: Context<NodeEnv>): Promise<Response> {
  const address = grantedPicture(c.req.query('url') ?? '', Object.values(parts.keys));
  const { type, bytes } = await turn(() => fetchPicture(parts.outbound, address));
  return new Response(Buffer.from(bytes), { headers: { 'content-type': type } });
}

/** Asks nothing of the origin, for services have none: the code in the path is what only the service was told. */
async function takeWebhook({ hookCode, channels, parts }: Relay, c: Context<NodeEnv>): Promise<Response> {
  if (hookCode === undefined || !sameCode(c.req.param('code') ?? '', hookCode)) throw notHere();
  const body = await readFields(c.req.raw, webhookBody, WEBHOOK_LIMITS);
  const known = channels.deliver(body.track_id, endOf(body));
  parts.log('webhook', { status: body.status, known });
  // The service repeats what is refused; a run whose page is gone is no reason to.
  return c.body(null, 204);
}

function sendEvents({ channels, settings }: Relay, c: Context<NodeEnv>): Response {
  const listening = channels.listen(c.req.query('track_id') ?? '', visitorOf(c, settings.trustedProxies));
  if (!listening) throw notHere();
  c.header('X-Accel-Buffering', 'no');
  return streamSSE(c, async (stream) => {
    await stream.write(': waiting\n\n');
    const gone = new Promise<undefined>((resolve) => stream.onAbort(() => resolve(undefined)));
    const heartbeat = setInterval(() => void stream.write(': waiting\n\n'), HEARTBEAT_MS);
    try {
      const told = await Promise.race([listening.end, gone]);
      if (told) await stream.writeSSE({ event: told.status, data: JSON.stringify(told) });
    } finally {
      clearInterval(heartbeat);
      listening.leave();
    }
  });
}

function checkRate(limit: RateLimit, visitor: string): void {
  const seconds = limit.take(visitor);
  if (seconds === 0) return;
  throw new Refusal(
    429,
    {
      code: 'rate-limited',
      message: 'This server gets too many calls from you.',
      next: `Wait ${seconds} s, then try again.`,
    },
    { 'Retry-After': String(seconds) },
  );
}

/** Lets so many work at once, and refuses more. */
function turnstile(most: number): Relay['turn'] {
  let inside = 0;
  return async (work) => {
    if (inside >= most) {
      throw new Refusal(
        503,
        { code: 'rate-limited', message: 'This server is busy.', next: 'Try again in a moment.' },
        { 'Retry-After': '5' },
      );
    }
    inside += 1;
    try {
      return await work();
    } finally {
      inside -= 1;
    }
  };
}
