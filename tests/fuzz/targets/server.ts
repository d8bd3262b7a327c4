/*
 * Requests to the server: its API, its relay with whatever the services answer it, and its files.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { openPoseJsonFrom, presetPose } from '../../../core/pose/index.ts';
import type { HttpAnswer } from '../../../core/remote/index.ts';
import { parseGenerateRequest } from '../../../core/request/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';
import { createApp } from '../../../server/app.ts';
import { readSettings } from '../../../server/environment.ts';
import { createBudget } from '../../../server/relay/budget.ts';
import type { OutboundCall } from '../../../server/relay/outbound.ts';
import { createStaticHost } from '../../../server/static-host.ts';
import { apiAround, SKELETON_BASE64 } from '../../unit/server/api/fakes.ts';
import { utf8 } from '../inputs/bytes.ts';
import { nearValidText } from '../inputs/documents.ts';
import { nastyText } from '../inputs/nasty.ts';
import { attempt, ensure, fuzzTarget, type Outcome } from '../target.ts';

interface Call {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const method = fc.oneof(
  { weight: 19, arbitrary: fc.constant('POST') },
  { weight: 1, arbitrary: fc.constantFrom('GET', 'PUT', 'OPTIONS', 'DELETE') },
);
const contentType = fc.oneof(
  { weight: 19, arbitrary: fc.constant('application/json') },
  { weight: 1, arbitrary: fc.constantFrom('application/json; charset=utf-8', 'text/plain', '') },
);

/** Now and then a call goes to another path. */
const elsewhere = fc.oneof(
  { weight: 15, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: pathText() },
);
const pose = openPoseJsonFrom(presetPose('standing', { width: 64, height: 96 }));
const DRAWN = {
  key: 'K',
  prompt: 'a dancer',
  width: '512',
  height: 512,
  samples: 1,
  num_inference_steps: '30',
  seed: null,
};
/** Calls of the API with a body that each of them takes. */
const API_CALLS: readonly (readonly [path: string, body: unknown])[] = [
  [
    '/api/v4/dreambooth',
    {
      ...DRAWN,
      guidance_scale: 7.5,
      safety_checker: 'no',
      pose,
      scheduler: 'DPMSolverMultistepScheduler',
      track_id: 5,
    },
  ],
  [
    '/api/v6/images/controlnet',
    { ...DRAWN, control_image: `data:image/png;base64,${SKELETON_BASE64}`, base64: 'yes' },
  ],
  ['/api/v4/dreambooth', { ...DRAWN, webhook: 'https://hook.example/x' }],
  [
    '/v1/sd3-med-pose',
    {
      prompt: 'a dancer',
      pose,
      num_inference_steps: 20,
      strength: 0.8,
      sampler: 'dpmpp_2m',
      base64: true,
      samples: 2,
    },
  ],
  ['/v1/sd3-med-pose', { prompt: 'a dancer', image: SKELETON_BASE64 }],
  ['/api/v3/fetch/12', { key: 'K' }],
  ['/api/v4/dreambooth/fetch', { key: 'K', request_id: 12 }],
];

const apiCall: fc.Arbitrary<Call> = fc
  .record({
    call: fc
      .constantFrom(...API_CALLS)
      .chain(([path, body]) => nearValidText([body]).map((text) => ({ path, body: text }))),
    elsewhere,
    method,
    type: contentType,
    key: fc.oneof(
      { weight: 15, arbitrary: fc.constant('K') },
      { weight: 1, arbitrary: fc.constantFrom('no', '') },
    ),
  })
  .map(({ call: { path, body }, elsewhere: other, method: verb, type, key }) => ({
    ...{ path: other ?? path, method: verb, body },
    headers: { 'content-type': type, 'x-api-key': key },
  }));

function pathText(): fc.Arbitrary<string> {
  return fc
    .array(
      fc.oneof(
        {
          weight: 12,
          arbitrary: fc.constantFrom(
            '/',
            '//',
            '..',
            '.',
            '%2e',
            '%2f',
            '%5c',
            '\\',
            'a',
            'api',
            'relay',
            'v1',
            '%00',
            '%',
            '%ff',
            '?',
            '#',
            ';',
            'index.html',
            'assets',
            'secret.txt',
            '.env',
          ),
        },
        { weight: 1, arbitrary: nastyText },
      ),
      { maxLength: 8 },
    )
    .map((parts) => `/${parts.join('')}`);
}

let asked = 0;
const api = apiAround({
  generate: async (request) => {
    asked++;
    const checked = await attempt(() => parseGenerateRequest(request));
    ensure('value' in checked, 'the engine was asked for what it cannot draw');
    structuredClone(request);
    throw new ArmatureError({ code: 'worker-died', message: 'The engine ended.', next: 'Try again.' });
  },
});

function requestOf({ path, method: verb, headers, body }: Call): Request | undefined {
  const address = `http://localhost${path}`;
  if (!URL.canParse(address)) return undefined;
  const withBody = verb === 'GET' || verb === 'OPTIONS' ? {} : { body };
  return new Request(address, { method: verb, headers: { ...headers }, ...withBody });
}

/** Every call is answered, with words that are short, and never by a failure of the server's own. */
async function tryApi(call: Call): Promise<Outcome> {
  const before = asked;
  const request = requestOf(call);
  if (!request) return 'refused';
  const response = await api.fetch(request, {});
  const text = await response.text();
  ensure(response.status !== 500, `the server failed: ${text}`);
  ensure(text.length < 4000, `the answer has ${text.length} characters`);
  if (response.status >= 400) checkWords(text);
  return asked > before ? 'accepted' : 'refused';
}

function checkWords(text: string): void {
  const { message, error } = JSON.parse(text) as { message?: unknown; error?: unknown };
  const words = message ?? error;
  ensure(
    typeof words === 'string' && words.length > 0 && words.length < 1000,
    'the refusal is told in too many words, or in none',
  );
}

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
  { error: `the key ${KEYS.segmind} is not known` },
];

interface Relayed extends Call {
  readonly answer: HttpAnswer;
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
    name: fc.constantFrom(undefined, undefined, 'x', 'a'.repeat(500)),
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
    ({ call: { path, body }, elsewhere: other, method: verb, type, origin, name, status, told, extra }) => ({
      ...{ body, method: verb },
      path: other === undefined ? path : `/relay${other}`,
      headers: {
        'content-type': type,
        host: 'localhost',
        ...(origin !== '' && { origin }),
        ...(name !== undefined && { 'idempotency-key': name }),
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
  settings: { ...usual, keys: KEYS, callsPerMinute: 600, loopback: true, dollarsPerDay: 1e6 },
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
const VISITOR = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };

/** The relay calls the services alone, keeps its keys, and has no failures of its own. */
async function tryRelay({ answer: told, ...call }: Relayed): Promise<Outcome> {
  const request = requestOf(call);
  if (!request) return 'refused';
  [answer, sent.length, bugs.length] = [told, 0, 0];
  clock += 60_000;
  const response = await app.fetch(request, VISITOR);
  const text = Buffer.from(await response.arrayBuffer()).toString('latin1');
  ensure(bugs.length === 0, `the relay failed: ${JSON.stringify(bugs)}`);
  for (const secret of Object.values(KEYS)) {
    ensure(
      !text.includes(secret) && ![...response.headers].join(' ').includes(secret),
      'a key was given out',
    );
  }
  ensure(
    response.headers.get('set-cookie') === null && response.headers.get('location') === null,
    'a header was passed on',
  );
  ensure(sent.length <= 1, `${sent.length} calls were made`);
  for (const { url } of sent) {
    ensure(
      ORIGINS.includes(url.origin) || url.hostname === 'images.segmind.com',
      `the relay went to ${url.href}`,
    );
  }
  return sent.length > 0 ? 'accepted' : 'refused';
}

const SECRET = 'what is not for visitors';

/** A server over a folder beside secrets, started once and left to end with the process. */
const files = (async () => {
  const folder = mkdtempSync(join(tmpdir(), 'armature-fuzz-'));
  const dist = join(folder, 'dist');
  mkdirSync(join(dist, 'assets'), { recursive: true });
  writeFileSync(join(dist, 'index.html'), 'the page');
  writeFileSync(join(dist, 'assets', 'a.js'), 'export {};');
  writeFileSync(join(dist, '.env'), SECRET);
  writeFileSync(join(folder, 'secret.txt'), SECRET);
  const server = createStaticHost(dist).unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port };
})();

/** Sends a request line as it is, which no client would, and gives what comes back. */
async function said(target: string): Promise<string> {
  const { port } = await files;
  const socket: Socket = connect(port, '127.0.0.1');
  socket.write(
    Buffer.from(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`, 'latin1'),
  );
  return new Promise((resolve) => {
    let heard = '';
    socket.setEncoding('latin1').on('data', (part: string) => void (heard += part));
    socket.on('error', () => undefined).on('close', () => resolve(heard));
  });
}

/** The server answers every path, and gives out nothing beside its folder. */
async function tryPath(target: string): Promise<Outcome> {
  const heard = await said(target.replaceAll(/[\r\n ]/g, '').slice(0, 8000));
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1] ?? 0);
  ensure(!heard.includes(SECRET), 'a secret was given out');
  ensure(status >= 200 && status < 500, `the status is ${status}`);
  return status === 200 ? 'accepted' : 'refused';
}

/** The server. */
export const SERVER_TARGETS = [
  fuzzTarget({ name: 'API requests', inputs: apiCall, check: tryApi }),
  fuzzTarget({ name: 'relay requests', inputs: relayCall, check: tryRelay }),
  fuzzTarget({ name: 'paths of the server', inputs: pathText(), check: tryPath }),
];
