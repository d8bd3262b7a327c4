/*
 * The API as one Hono app: routes, who may call them, and in which form they refuse.
 */
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { isLoopback } from '../loopback.ts';
import { limitedBody } from './body.ts';
import { createDreambooth, type DreamboothParts } from './dreambooth.ts';
import { createJobs } from './jobs.ts';
import { createKeyring } from './keys.ts';
import { sendOutgoing, type SendOutgoing } from './outgoing.ts';
import { createOutputStore } from './output-store.ts';
import { createPosePicture } from './pose-picture.ts';
import { notHere } from './refusals.ts';
import type { ApiSettings } from './settings.ts';
import type { Studio } from './studio.ts';

/** What the API takes from its host. Each has a default, and tests take the place of some. */
export interface ApiHost {
  readonly send?: SendOutgoing;
  readonly sleep?: (ms: number) => Promise<void>;
  /** A run of the dreambooth calls that takes longer, in ms, is answered with `processing`. */
  readonly patienceMs?: number;
  /** The longest that a caller of the pose call waits, in ms. */
  readonly limitMs?: number;
}

/** The API's app. */
export type ApiApp = Hono<{ Bindings: Partial<HttpBindings> }>;

const DAY_MS = 24 * 3600 * 1000;
const MOST_OUTPUT_BYTES = 256 * 2 ** 20;
const MOST_JOBS = 1000;
const PATIENCE_MS = 10_000;
const LIMIT_MS = 10 * 60_000;

const FETCHES = ['/api/v3/fetch/:id', '/api/v3/dreambooth/fetch/:id', '/api/v6/images/fetch/:id'];
const FETCHES_BY_BODY = ['/api/v4/dreambooth/fetch', '/api/v6/images/fetch'];

/** Makes the app. */
export function createApi(
  studio: Studio,
  { keys, imageHosts, publicAddress, localWebhooks = false }: ApiSettings,
  { send = sendOutgoing, sleep = pause, patienceMs = PATIENCE_MS, limitMs = LIMIT_MS }: ApiHost = {},
): ApiApp {
  const now = (): number => performance.now();
  const keyring = createKeyring(keys);
  const sources = { imageHosts, send };
  const parts: DreamboothParts = {
    ...{ studio, keyring, sources, patienceMs, webhooks: { send, sleep } },
    mayCallHere: (c) => localWebhooks && isFromHere(c),
    jobs: createJobs({ lifeMs: DAY_MS, most: MOST_JOBS, now }),
    outputs: createOutputStore({ lifeMs: DAY_MS, mostBytes: MOST_OUTPUT_BYTES, now }),
    originOf: (c) => publicAddress ?? new URL(c.req.url).origin,
  };
  const dreambooth = createDreambooth(parts);
  const posePicture = createPosePicture({ studio, keyring, sources, limitMs });
  const refuse = (c: Context, error: unknown): Response =>
    (c.req.path.startsWith('/v1/') ? posePicture : dreambooth).refuse(c, error);

  const app: ApiApp = new Hono();
  app.use(noPage);
  if (keyring.open) app.use(onlyThisMachine);
  else app.use(cors({ origin: '*', exposeHeaders: EXPOSED }));
  app.use(limitedBody(refuse));
  app.post('/api/v4/dreambooth', (c) => dreambooth.create(c, false));
  app.post('/api/v3/dreambooth', (c) => dreambooth.create(c, false));
  app.post('/api/v5/controlnet', (c) => dreambooth.create(c, true));
  app.post('/api/v6/images/controlnet', (c) => dreambooth.create(c, true));
  app.on('POST', [...FETCHES, ...FETCHES_BY_BODY], (c) => dreambooth.fetch(c));
  app.get('/api/output/:name', (c) => dreambooth.output(c));
  app.post('/v1/sd3-med-pose', (c) => posePicture.create(c));
  app.notFound((c) =>
    refuse(c, notHere(`There is no ${c.req.method} ${c.req.path.slice(0, MOST_OF_PATH)} here.`)),
  );
  app.onError((error, c) => refuse(c, error));
  return app;
}

/** A refusal repeats no more of what it was asked for. */
const MOST_OF_PATH = 200;
const EXPOSED = [
  ...['x-generation-time', 'x-seed-value', 'Retry-After'],
  ...['x-drawn-size', 'x-drawn-steps', 'x-drawn-guidance'],
];

/** No answer is a page, whatever it holds. */
async function noPage(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  c.res.headers.set('X-Content-Type-Options', 'nosniff');
  c.res.headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
}

/** Without keys a page of any origin could draw here, under a name of its own that leads to this machine. */
async function onlyThisMachine(c: Context, next: () => Promise<void>): Promise<Response | undefined> {
  const { hostname, origin } = new URL(c.req.url);
  const from = c.req.header('origin');
  if (isLoopback(hostname) && (from === undefined || from === origin)) {
    await next();
    return undefined;
  }
  const message = 'Without keys this API answers programs of this machine alone.';
  return c.req.path.startsWith('/v1/')
    ? c.json({ error: message }, 403)
    : c.json({ status: 'error', message }, 403);
}

/** What proxies write, some of them at least: one on this machine speaks for others. */
const OF_PROXIES = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
];

/** Is it a program of this machine? A proxy that writes none of its headers looks like one. */
function isFromHere(c: Context): boolean {
  const { incoming } = c.env as Partial<HttpBindings>;
  const address = incoming?.socket.remoteAddress ?? '';
  const local = isLoopback(address.replace(/^::ffff:/, ''));
  return local && OF_PROXIES.every((name) => c.req.header(name) === undefined);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
