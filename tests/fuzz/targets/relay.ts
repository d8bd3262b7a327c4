/*
 * Requests to the relay, with whatever the services answer it and report to it, and what visitors may then ask for.
 */
import fc from 'fast-check';
import type { HttpAnswer } from '../../../core/remote/index.ts';
import { createApp } from '../../../server/app.ts';
import { readSettings } from '../../../server/environment.ts';
import { createBudget } from '../../../server/relay/budget.ts';
import type { OutboundCall } from '../../../server/relay/outbound.ts';
import { SKELETON } from '../../unit/server/api/fakes.ts';
import { utf8 } from '../inputs/bytes.ts';
import { type Call, contentType, elsewhere, method, requestOf } from '../inputs/calls.ts';
import { nearValidText } from '../inputs/documents.ts';
import { ensure, fuzzTarget, type Outcome } from '../target.ts';

const KEYS = { modelslab: 'modelslab-secret-4711', segmind: 'SG_0123456789abcdef' };
const ORIGINS = ['https://modelslab.com', 'https://api.segmind.com'];
const SHARED = {
  prompt: 'a dancer',
  width: '512',
  height: 512,
  samples: '1',
  num_inference_steps: '20',
  guidance_scale: 7.5,
  seed: null,
  model_id: 'openpose',
};
const CONTROLNET = {
  ...SHARED,
  controlnet_model: 'openpose',
  controlnet_type: 'openpose',
  control_image: 'AAAA',
  auto_hint: 'no',
  clip_skip: '1',
  controlnet_conditioning_scale: 1,
};
const SEGMIND = {
  prompt: 'a dancer',
  image: 'AAAA',
  num_inference_steps: 20,
  samples: 1,
  strength: 0.5,
  sampler: 'euler',
  seed: 7,
  base64: false,
};
/** Calls of the relay with a body that each of them takes. */
const RELAY_CALLS: readonly (readonly [path: string, body: unknown])[] = [
  ['/relay/segmind/v1/sd3-med-pose', SEGMIND],
  ['/relay/segmind/v2/sd3-med-pose', SEGMIND],
  [
    '/relay/modelslab/api/v4/dreambooth',
    { ...SHARED, key: '', webhook: null, track_id: null, negative_prompt: null, safety_checker: 'yes' },
  ],
  ['/relay/modelslab/api/v6/images/controlnet', CONTROLNET],
  ['/relay/modelslab/api/wallet_balance', { key: '' }],
  ['/relay/picture?url=https://images.segmind.com/a.png', {}],
  ['/relay/webhook/x', { status: 'success', id: 5, track_id: 'x', output: [] }],
  ['/relay/status', {}],
];
const RELAY_ANSWERS: readonly unknown[] = [
  {
    status: 'processing',
    id: 12,
    eta: 3,
    fetch_result: 'https://modelslab.com/api/v6/images/fetch/12',
    output: [],
  },
  { status: 'success', id: 12, output: ['https://a.example/x.png'], echo: KEYS.modelslab },
  {
    status: 'QUEUED',
    request_id: 'r1',
    response_url: 'https://api.segmind.com/v2/requests/r1',
    poll_url: '/v1/requests/r1',
  },
  {
    status: 'success',
    id: 13,
    output: ['https://images.segmind.com/a.png', `https://pub-${'0a'.repeat(16)}.r2.dev/b.png?x=1#c`],
  },
  { error: `the key ${KEYS.segmind} is not known` },
];
/** What a service reports of a run, whose name is put in where it is known. */
const REPORTS: readonly unknown[] = [
  {
    status: 'success',
    id: 13,
    track_id: '@@track',
    output: ['https://images.segmind.com/a.png', 'https://evil.example/b.png'],
    meta: { seed: 7 },
  },
  { status: 'failed', id: 'r-13', track_id: '@@track', message: 'It went wrong.' },
];
/** Names by which calls are known again. */
let named = 0;

interface Relayed extends Call {
  readonly answer: HttpAnswer;
  /** Body of what the service reports later. */
  readonly webhook: string;
}

const relayCall: fc.Arbitrary<Relayed> = fc
  .record({
    call: fc
      .constantFrom(...RELAY_CALLS)
      .chain(([path, body]) => nearValidText([body]).map((text) => ({ path, body: text }))),
    elsewhere,
    method,
    type: contentType,
    origin: fc.oneof(
      { weight: 19, arbitrary: fc.constant('http://localhost') },
      { weight: 1, arbitrary: fc.constantFrom('https://evil.example', 'null', '') },
    ),
    name: fc.constantFrom(undefined, undefined, 'x', 'a'.repeat(500), 'new'),
    webhook: nearValidText(REPORTS),
    status: fc.constantFrom(200, 200, 200, 204, 400, 402, 429, 500, 999),
    told: nearValidText(RELAY_ANSWERS),
    extra: fc.constantFrom(
      {},
      { 'retry-after': '5' },
      { 'x-cost': '1e9', 'set-cookie': 'a=b' },
      { location: 'https://evil.example' },
    ),
  })
  .map(
    ({
      call: { path, body },
      elsewhere: other,
      method: verb,
      type,
      origin,
      name,
      status,
      told,
      extra,
      webhook,
    }) => ({
      ...{ body, method: verb, webhook },
      path: other === undefined ? path : `/relay${other}`,
      headers: {
        'content-type': type,
        host: 'localhost',
        ...(origin !== '' && { origin }),
        ...(name !== undefined && {
          'idempotency-key': name === 'new' ? `a-call-of-its-own-${++named}` : name,
        }),
      },
      answer: { status, headers: { 'content-type': 'application/json', ...extra }, body: utf8(told) },
    }),
  );

let clock = Date.UTC(2026, 0, 31);
let answer: HttpAnswer = { status: 200, headers: {}, body: new Uint8Array() };
const sent: OutboundCall[] = [];
const bugs: unknown[] = [];
const { relay: usual } = readSettings({});
const app = createApp({
  settings: {
    ...{ ...usual, keys: KEYS, callsPerMinute: 600, loopback: true, dollarsPerDay: 1e6 },
    publicUrl: 'https://relay.example',
  },
  now: () => clock,
  log: (what, fields) => {
    if (what === 'bug') bugs.push(fields);
  },
  budget: createBudget(1e6, () => clock),
  outbound: (call) => {
    sent.push(call);
    return Promise.resolve(answer);
  },
});
const HEADERS = { host: 'localhost', origin: 'http://localhost', 'content-type': 'application/json' };
const visitor = (last: number): object => ({ incoming: { socket: { remoteAddress: `127.0.0.${last}` } } });

interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Makes a call, and states what must be true of every answer. */
async function hear(request: Request): Promise<Heard> {
  const { status, headers, ...response } = await whole(await app.fetch(request, visitor(1)));
  const text = response.bytes.toString('latin1');
  ensure(bugs.length === 0, `the relay failed: ${JSON.stringify(bugs)}`);
  for (const secret of Object.values(KEYS)) {
    ensure(!text.includes(secret) && ![...headers].join(' ').includes(secret), 'a key was given out');
  }
  ensure(headers.get('set-cookie') === null && headers.get('location') === null, 'a header was passed on');
  return { status, headers, text };
}

async function whole(response: Response) {
  const { status, headers } = response;
  return { status, headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** Asks for something that an answer named. */
function follow(place: string): Promise<Heard> {
  sent.length = 0;
  return hear(new Request(`http://localhost/relay/${place}`, { headers: HEADERS }));
}

/** The relay calls the services alone, keeps its keys, and has no failures of its own; and what it granted can be had. */
async function tryRelay({ answer: told, webhook, ...call }: Relayed): Promise<Outcome> {
  const request = requestOf(call);
  if (!request) return 'refused';
  const again = request.clone();
  [answer, sent.length, bugs.length] = [told, 0, 0];
  clock += 60_000;
  const heard = await hear(request);
  ensure(sent.length <= 1, `${sent.length} calls were made`);
  const [first] = sent;
  if (!first) return 'refused';
  ensure(ORIGINS.includes(first.url.origin), `the relay went to ${first.url.href}`);
  ensure(first.method === call.method, 'the call was made in another way');
  if (/sd3-med-pose|dreambooth$|controlnet$/.test(first.url.pathname)) await checkOnce(again, heard);
  const track = heard.headers.get('x-armature-track-id');
  if (track !== null) await checkReport(first, track, webhook);
  if (heard.status < 400) {
    await checkRuns(heard.text);
    await checkPictures(heard.text);
  }
  return 'accepted';
}

/** A call of a name is sent on once, whoever repeats it. */
async function checkOnce(again: Request, { status, text }: Heard): Promise<void> {
  const name = again.headers.get('idempotency-key') ?? '';
  if (!/^[\w-]{16,80}$/.test(name) || status === 429) return;
  const repeated = await hear(again);
  ensure(sent.length === 1, 'a named call was sent on again');
  ensure(repeated.text === text && repeated.status === status, 'a repeated call was answered in another way');
}

interface Report {
  readonly status?: unknown;
  readonly id?: unknown;
  readonly track_id?: unknown;
}

/** What the service reports at the address that only it was told comes to the visitor who started the run, and to no other. */
async function checkReport({ body = '' }: OutboundCall, track: string, webhook: string): Promise<void> {
  const { webhook: hook, track_id: name } = JSON.parse(body) as { webhook?: unknown; track_id?: unknown };
  ensure(name === track, 'the run has another name at the service');
  ensure(typeof hook === 'string' && hook.startsWith('https://relay.example/relay/webhook/'), 'no webhook');
  const path = `http://localhost${new URL(hook).pathname}`;
  const written = webhook.replaceAll('@@track', track);
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: written };
  const taken = await hear(new Request(path, init));
  const events = new Request(`http://localhost/relay/events?track_id=${track}`, { headers: HEADERS });
  const other = await app.fetch(events, visitor(2));
  ensure(other.status === 404, 'a visitor may listen to the run of another');
  if (taken.status !== 204) {
    ensure(taken.status >= 400 && taken.status < 500, `the report was answered with ${taken.status}`);
    return;
  }
  const report = JSON.parse(written) as Report;
  if (report.track_id !== track) return;
  checkEvent(await firstEvent(events), report);
}

/** What comes first over a stream of events. */
async function firstEvent(request: Request): Promise<string> {
  const response = await app.fetch(request, visitor(1));
  ensure(response.status === 200, 'the visitor may not listen to the own run');
  let heard = '';
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) heard += part.value;
  return heard;
}

function checkEvent(heard: string, report: Report): void {
  const status = report.status === 'success' ? 'success' : 'failed';
  ensure(heard.includes(`event: ${status}\n`), `the visitor hears: ${heard.slice(0, 200)}`);
  const data = /^data: (.*)$/m.exec(heard)?.[1] ?? '';
  const { id, output = [] } = JSON.parse(data) as { id?: unknown; output?: readonly string[] };
  ensure(id === String(report.id), 'the visitor hears of another run');
  for (const address of output) ensure(isPicturePlace(address), `the visitor is sent to ${address}`);
}

/** Is it at a host where the services keep pictures? */
function isPicturePlace(address: string): boolean {
  const { protocol, host, username, password } = new URL(address);
  const known = host === 'images.segmind.com' || host === 'd1okzptojspljx.cloudfront.net';
  return (
    protocol === 'https:' && username + password === '' && (known || /^pub-[0-9a-f]{32}\.r2\.dev$/.test(host))
  );
}

/** A run is asked for by the address that the answer has, and not by that address with another code or none. */
async function checkRuns(text: string): Promise<void> {
  const found = /"https:\/\/(modelslab\.com|api\.segmind\.com)(\/[^"?\\]*)\?grant=([\w-]{43})"/.exec(text);
  if (!found) return;
  const [, host = '', path = '', grant = ''] = found;
  const service = host === 'modelslab.com' ? 'modelslab' : 'segmind';
  const ask = async (query: string): Promise<number> => {
    sent.length = 0;
    const method = service === 'modelslab' ? 'POST' : 'GET';
    const init = { method, headers: HEADERS, ...(method === 'POST' && { body: '{}' }) };
    await hear(new Request(`http://localhost/relay/${service}${path}${query}`, init));
    return sent.length;
  };
  ensure((await ask(`?grant=${grant}`)) === 1, `the run at ${path} was granted and cannot be asked for`);
  ensure(sent[0]?.url.href === `https://${host}${path}`, `the relay went to ${sent[0]?.url.href}`);
  ensure((await ask('')) === 0, 'a run was asked for without a grant');
  ensure((await ask(`?grant=${reversed(grant)}`)) === 0, 'a run was asked for with a made-up grant');
}

/** A picture is fetched by the address that the answer has, and from nowhere else. */
async function checkPictures(text: string): Promise<void> {
  const [address, plain = '', code = ''] =
    /"(https:[^"\\]*)#armature-grant=([\w-]{43})"/.exec(text)?.map(String) ?? [];
  if (address === undefined) return;
  answer = { status: 200, headers: { 'content-type': 'image/png' }, body: SKELETON };
  const asked = (grant: string): Promise<Heard> =>
    follow(`picture?url=${encodeURIComponent(`${plain}#armature-grant=${grant}`)}`);
  const { status, headers } = await asked(code);
  ensure(
    status === 200 && headers.get('content-type') === 'image/png',
    `the picture is answered with ${status}`,
  );
  ensure(sent.length === 1 && sent[0]?.url.href === new URL(plain).href, 'another picture was fetched');
  ensure(isPicturePlace(plain), `the relay went to ${plain}`);
  const other = await asked(reversed(code));
  ensure(other.status === 404, 'a picture was fetched with a made-up grant');
}

/** A code that is as long, and another: none reads the same from its end. */
const reversed = (code: string): string => Array.from(code).toReversed().join('');

/** The relay. */
export const RELAY_TARGETS = [fuzzTarget({ name: 'relay requests', inputs: relayCall, check: tryRelay })];
