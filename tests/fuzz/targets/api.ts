/*
 * Requests to the API of the server, with an engine that draws or fails, and callers' addresses that are answered or not.
 */
import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { openPoseJsonFrom, presetPose } from '../../../core/pose/index.ts';
import { parseGenerateRequest } from '../../../core/request/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';
import type { OutgoingCall } from '../../../server/api/outgoing.ts';
import { apiAround, fakeEngine, SKELETON, SKELETON_BASE64 } from '../../unit/server/api/fakes.ts';
import { type Call, contentType, elsewhere, method, requestOf } from '../inputs/calls.ts';
import { nearValidText } from '../inputs/documents.ts';
import { attempt, ensure, fuzzTarget, type Outcome } from '../target.ts';

const HOOKS = [
  'https://hook.example/x',
  'https://hook.example:8443/x?y=1',
  'https://93.184.216.34/x',
  'https://[2606:2800:220:1::1]/x',
  'http://hook.example/x',
  'https://user:word@hook.example/x',
  'https://localhost/x',
  'http://localhost:9000/x',
  'http://127.0.0.1:9000/x',
  'https://2130706433/x',
  'https://0x7f.1/x',
  'https://127.0.0.1./x',
  'https://[::1]/x',
  'https://[::ffff:10.0.0.1]/x',
  'https://10.0.0.8/x',
  'https://172.31.0.1/x',
  'https://192.168.0.1/x',
  'https://169.254.169.254/latest',
  'https://100.64.0.1/x',
  'https://0.0.0.0/x',
  'https://[fd00::1]/x',
  'https://[fe80::1]/x',
  'ftp://hook.example/x',
] as const;
const IMAGE_HOST = 'pictures.example';

const pose = openPoseJsonFrom(presetPose('standing', { width: 64, height: 96 }));
const DRAWN = {
  key: 'K',
  prompt: 'a dancer',
  width: '128',
  height: 96,
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
  ['/v1/sd3-med-pose', { prompt: 'a dancer', image: `https://${IMAGE_HOST}/a.png` }],
  ['/api/v3/fetch/12', { key: 'K' }],
  ['/api/v4/dreambooth/fetch', { key: 'K', request_id: 12 }],
];

interface ApiCall extends Call {
  /** Does the caller sit on the server's machine? */
  readonly fromHere: boolean;
  /** Does the engine draw? */
  readonly draws: boolean;
  /** What callers' addresses answer; 0 where nobody does. */
  readonly status: number;
}

const withHook = fc
  .tuple(fc.constantFrom(...HOOKS), fc.boolean())
  .map(([webhook, draws]): readonly [string, string] => [
    '/api/v4/dreambooth',
    JSON.stringify({ ...DRAWN, webhook, base64: draws ? 'yes' : 'no', track_id: 'run-1' }),
  ]);
const called = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(...API_CALLS)
      .chain(([path, body]) => nearValidText([body]).map((text) => [path, text] as const)),
  },
  { weight: 1, arbitrary: withHook },
);

const apiCall: fc.Arbitrary<ApiCall> = fc
  .record({
    called,
    elsewhere,
    method,
    type: contentType,
    key: fc.oneof(
      { weight: 15, arbitrary: fc.constant('K') },
      { weight: 1, arbitrary: fc.constantFrom('no', '') },
    ),
    fromHere: fc.boolean(),
    draws: fc.boolean(),
    status: fc.constantFrom(200, 204, 302, 404, 500, 0),
  })
  .map(({ called: [path, body], elsewhere: other, method: verb, type, key, ...rest }) => ({
    ...{ ...rest, path: other ?? path, method: verb, body },
    headers: { 'content-type': type, 'x-api-key': key },
  }));

let now: Pick<ApiCall, 'draws' | 'status'> = { draws: false, status: 0 };
let asked = 0;
const sent: OutgoingCall[] = [];
const api = apiAround(
  {
    generate: async (request, signal) => {
      asked++;
      const checked = await attempt(() => parseGenerateRequest(request));
      ensure('value' in checked, 'the engine was asked for what it cannot draw');
      const given = structuredClone(request);
      if (now.draws) return fakeEngine().generate(given, signal);
      throw new ArmatureError({ code: 'worker-died', message: 'The engine ended.', next: 'Try again.' });
    },
  },
  { imageHosts: [IMAGE_HOST] },
  {
    send: (call) => {
      sent.push(call);
      if (now.status === 0) return Promise.reject(new Error('nobody answers'));
      return Promise.resolve({ status: now.status, body: SKELETON });
    },
    sleep: () => Promise.resolve(),
  },
);

/** Every call is answered, with words that are short, and never by a failure of the server's own; a success holds what it says. */
async function tryApi(call: ApiCall): Promise<Outcome> {
  const before = asked;
  const request = requestOf(call);
  if (!request) return 'refused';
  [now, sent.length] = [call, 0];
  const response = await api.fetch(request, visitor(call.fromHere));
  const bytes = Buffer.from(await response.arrayBuffer());
  // A webhook is told after the answer.
  await new Promise((resolve) => setImmediate(resolve));
  const text = bytes.toString('utf8');
  ensure(response.status !== 500, `the server failed: ${text}`);
  if (response.status >= 400) checkWords(text);
  for (const { url } of sent) checkTarget(url, call.fromHere);
  const hooks = sent.filter(({ json }) => json !== undefined);
  checkHooks(hooks, call);
  if (asked === before) {
    ensure(hooks.length === 0, 'a webhook was told of nothing');
    return 'refused';
  }
  ensure(response.ok === call.draws, `the engine ${call.draws ? 'drew' : 'failed'}: ${response.status}`);
  const body = JSON.parse(call.body) as Body;
  if (isText(body.webhook) && request.url.endsWith('dreambooth'))
    ensure(hooks.length > 0, 'the webhook was not told');
  if (response.ok) await checkSuccess(response, bytes, body);
  return 'accepted';
}

interface Body {
  readonly webhook?: unknown;
  readonly samples?: unknown;
  readonly width?: unknown;
  readonly height?: unknown;
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

function visitor(fromHere: boolean): object {
  return { incoming: { socket: { remoteAddress: fromHere ? '127.0.0.1' : '93.184.216.35' } } };
}

function checkWords(text: string): void {
  ensure(text.length < 4000, `the refusal has ${text.length} characters`);
  const { message, error } = JSON.parse(text) as { message?: unknown; error?: unknown };
  const words = message ?? error;
  ensure(
    typeof words === 'string' && words.length > 0 && words.length < 1000,
    'the refusal is told in too many words, or in none',
  );
}

/** Names may lead anywhere, which is looked at where a connection is made; numbers are what they are. */
function checkTarget({ href, protocol, hostname, username }: URL, fromHere: boolean): void {
  if (fromHere && /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(hostname) && /^https?:$/.test(protocol)) return;
  ensure(protocol === 'https:' && username === '', `the server went to ${href}`);
  const literal = hostname.replaceAll(/[[\]]/g, '');
  const [a = 0, b = 0] = literal.split('.').map(Number);
  const inside =
    hostname === 'localhost' ||
    (isIPv4(literal) &&
      ([0, 10, 127].includes(a) ||
        a >= 224 ||
        (a === 100 && b >= 64 && b < 128) ||
        (a === 169 && b === 254) ||
        (a === 172 && b >= 16 && b < 32) ||
        (a === 192 && b === 168))) ||
    (isIPv6(literal) && !/^[23]/.test(literal));
  ensure(!inside, `the server went inside, to ${href}`);
}

/** A notice is given once, or four times where nobody takes it; it is the answer of the call. */
function checkHooks(hooks: readonly OutgoingCall[], { status, draws }: ApiCall): void {
  if (hooks.length === 0) return;
  const times = status >= 200 && status < 300 ? 1 : 4;
  ensure(hooks.length === times, `the webhook was told ${hooks.length} times`);
  for (const { json = '' } of hooks) {
    const notice = JSON.parse(json) as {
      status?: unknown;
      id?: unknown;
      output?: unknown;
      message?: unknown;
    };
    ensure(notice.status === (draws ? 'success' : 'failed'), `the notice says ${String(notice.status)}`);
    ensure(typeof notice.id === 'number', 'the notice names no run');
    ensure(draws ? Array.isArray(notice.output) : isText(notice.message), 'the notice tells nothing');
  }
}

interface Success {
  readonly status?: unknown;
  readonly id?: unknown;
  readonly output?: unknown;
  readonly image?: unknown;
  readonly meta?: Readonly<Record<string, unknown>>;
}

/** So many pictures came as were asked for, of the size that was asked for, and a run is there for its owner alone. */
async function checkSuccess(response: Response, bytes: Buffer, body: Body): Promise<void> {
  const samples = Number(body.samples ?? 1);
  if (response.headers.get('content-type')?.startsWith('image/') === true) {
    ensure(samples === 1, 'one picture came of several');
    checkPng(bytes);
    return;
  }
  const success = JSON.parse(bytes.toString('utf8')) as Success;
  const given = success.output ?? success.image;
  const pictures = (Array.isArray(given) ? given : [given]) as string[];
  ensure(pictures.length === samples, `${pictures.length} pictures came, and ${samples} were asked for`);
  const size = success.output === undefined ? undefined : sizeIn(body);
  for (const picture of pictures) checkPng(await pictureAt(picture), size);
  if (success.output === undefined) return;
  ensure(success.status === 'success', `the status is ${String(success.status)}`);
  ensure((await fetched(success.id, 'K')) === 200, 'the run is not there for its owner');
  ensure((await fetched(success.id, 'L')) === 404, 'the run is there for others');
}

function sizeIn({ width, height }: Body): readonly [number, number] {
  return [Number(width ?? 512), Number(height ?? 512)];
}

async function pictureAt(place: string): Promise<Buffer> {
  if (!place.startsWith('http')) return Buffer.from(place, 'base64');
  const response = await api.request(place, {}, {});
  ensure(response.status === 200, `the picture's address is answered with ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

async function fetched(id: unknown, key: string): Promise<number> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key }),
  };
  return (await api.request(`http://localhost/api/v3/fetch/${String(id)}`, init, {})).status;
}

function checkPng(png: Buffer, [width, height]: readonly [number?, number?] = []): void {
  ensure(png.subarray(0, 8).toString('latin1') === '\u0089PNG\r\n\u001A\n', 'a picture is no PNG');
  const size = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [w = size[0], h = size[1]] = [width, height];
  ensure(size[0] === w && size[1] === h, `the picture is ${size.join(' by ')}, not ${w} by ${h}`);
}

/** The API. */
export const API_TARGETS = [fuzzTarget({ name: 'API requests', cost: 2, inputs: apiCall, check: tryApi })];
