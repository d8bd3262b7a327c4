/*
 * What services and own servers answer: each reader of each back end, their websockets, and what is told beside.
 */
import fc from 'fast-check';
import { bytesFromBase64 } from '../../../app/remote/calls/base64.ts';
import { askRelay } from '../../../app/remote/back-ends/relay.ts';
import {
  type Account,
  answerError,
  baseAddress,
  type HttpAnswer,
  type HttpCall,
  isWholePicture,
  mediaOf,
  type RemoteBackend,
  REMOTE_BACKENDS,
  type RemoteOrder,
  type RunState,
  textOf,
  waitAsked,
  wasRefused,
  withoutSecrets,
} from '../../../core/remote/index.ts';
import { parseGenerateRequest } from '../../../core/request/index.ts';
import { utf8 } from '../inputs/bytes.ts';
import { nearValidText } from '../inputs/documents.ts';
import { nastyText } from '../inputs/nasty.ts';
import { attempt, ensure, ensureFinite, fuzzTarget, type FuzzTarget, type Outcome } from '../target.ts';

const ACCOUNT: Account = { key: 'secret-4711', checkpoint: 'c', controlNet: 'n' };
const ORDER: RemoteOrder = {
  request: parseGenerateRequest({
    ...{ prompt: 'a dancer', negativePrompt: '', seed: 7, width: 512, height: 512, steps: 12, guidance: 4 },
    ...{ sampler: 'euler', scheduler: 'normal', control: { kind: 'none' }, controlStrength: 1, samples: 2 },
  }),
  control: 'AAAA',
  ...{ enhancePrompt: false, safetyChecker: true, runId: 'run' },
};
const LINK = 'https://images.segmind.com/a.png';

/** Answers as each service is known to give them, by its name; now and then those of others are tried as well. */
const ANSWERS: Readonly<Record<string, readonly unknown[]>> = {
  a1111: [
    {
      images: ['AAAA', 'BBBB'],
      info: JSON.stringify({ seed: 5, extra_generation_params: { 'ControlNet 0': 'x' } }),
    },
    { progress: 0.5, eta_relative: 3.5, current_image: 'AAAA' },
    [{ title: 'model [abc]', model_name: 'model', name: 'Euler' }],
    { model_list: ['None', 'control [1]'] },
    { error: 'OutOfMemoryError', detail: '', errors: 'CUDA out of memory' },
    { detail: [{ loc: ['body', 'steps'], msg: 'too many', type: 'value_error' }] },
  ],
  comfyui: [
    { prompt_id: 'abc', number: 3, node_errors: {} },
    {
      run: {
        status: { status_str: 'success', messages: [] },
        outputs: { save: { images: [{ filename: 'a.png', subfolder: '', type: 'output' }] } },
      },
    },
    {
      run: {
        status: { status_str: 'error', messages: [['execution_error', { exception_message: 'no' }]] },
        outputs: {},
      },
    },
    {
      error: { message: 'bad' },
      node_errors: { 4: { class_type: 'KSampler', errors: [{ message: 'no', details: 'x' }] } },
    },
    {
      CheckpointLoaderSimple: { input: { required: { ckpt_name: [['a.safetensors'], {}] } } },
      KSampler: { input: { required: { sampler_name: ['COMBO', { options: ['euler'] }] } } },
    },
    { queue_running: [[0, 'run', {}, { client_id: 'run' }, []]], queue_pending: [[1, 'other', {}, {}, []]] },
    { name: 'a.png', subfolder: 's', type: 'input' },
  ],
  segmind: [
    { image: 'AAAA' },
    { images: [LINK, LINK], metrics: { cost: 0.01, remaining_credits: 3 } },
    { status: 'QUEUED', request_id: 'r1', response_url: 'https://api.segmind.com/v2/requests/r1' },
    { status: 'COMPLETED', request_id: 'r1', output: [LINK], metrics: { cost: 0.01 } },
    { status: 'FAILED', request_id: 'r1', error: { message: 'no' } },
    { credits: 12.5 },
    { error: 'Unauthorized' },
  ],
  modelslab: [
    { status: 'success', id: 12, output: ['https://pub.r2.dev/a.png'], proxy_links: [], meta: { seed: 7 } },
    {
      status: 'processing',
      id: 12,
      eta: 4.5,
      fetch_result: 'https://modelslab.com/api/v6/images/fetch/12',
      output: [],
      future_links: ['https://a.example/x.png'],
    },
    { status: 'error', message: 'Invalid API Key' },
    { status: 'failed', messege: { prompt: ['required'] }, retry_after: 3 },
    { data: { balance: 3.5 } },
  ],
};

const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'content-type': 'application/json' },
  { 'content-type': 'image/png', 'x-seed-value': '77', 'x-cost': '0.017', 'x-remaining-credits': '12' },
  { 'content-type': 'text/html', 'x-seed-value': '1e400', 'x-cost': '9'.repeat(400) },
  {},
];
const PICTURE = Uint8Array.from([
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
]);

/** An answer as it is shown where it makes something fail: with its body as text. */
interface Told extends Omit<HttpAnswer, 'body'> {
  readonly body: string | Uint8Array;
}

function answerFrom({ body, ...rest }: Told): HttpAnswer {
  return { ...rest, body: typeof body === 'string' ? utf8(body) : body };
}

function answersOf(documents: readonly unknown[]): fc.Arbitrary<Told> {
  const body = fc.oneof(
    { weight: 12, arbitrary: nearValidText(documents) },
    { weight: 1, arbitrary: fc.constantFrom(PICTURE, '<html>no</html>', '') },
    {
      weight: 1,
      arbitrary: fc.tuple(nastyText, fc.constantFrom(1, 50)).map(([text, times]) => text.repeat(times)),
    },
  );
  const status = fc.constantFrom(
    200,
    200,
    200,
    200,
    200,
    200,
    201,
    204,
    302,
    400,
    401,
    402,
    403,
    404,
    406,
    422,
    429,
    500,
    503,
  );
  return fc.record({ status, headers: fc.constantFrom(...HEADERS), body });
}

/** Hosts of the services, to which a key may be sent. */
const TRUSTED = ['api.segmind.com', 'modelslab.com', 'www.modelslab.com', 'stablediffusionapi.com'];
/** More pictures than any back end draws at once. */
const MOST_PICTURES = 16;

/** Calls that were made of an answer go to the service and to nobody else. */
function checkCall({ url, body, headers }: HttpCall, backend: RemoteBackend): void {
  const { protocol, hostname, port } = new URL(url);
  if (backend.kind === 'own') {
    ensure(hostname === '127.0.0.1' && port !== '', `the call goes to ${url}`);
    return;
  }
  ensure(
    protocol === 'https:' && TRUSTED.includes(hostname),
    `the call goes to ${url}, which is not TRUSTED`,
  );
  ensure(typeof body !== 'string' || body.length < 10_000, 'the call is long');
  ensure(!url.includes('secret-4711'), 'the key is in the address');
  ensure(
    Object.values(headers).every((value) => !/[\r\n]/.test(value)),
    'a header has two lines',
  );
}

function checkState(state: RunState, backend: RemoteBackend): void {
  if (state.state === 'waiting') {
    ensure(
      state.etaMs === undefined || (Number.isFinite(state.etaMs) && state.etaMs >= 0),
      `it takes ${state.etaMs} ms`,
    );
    if (backend.poll) checkCall(backend.poll(ACCOUNT, state.ticket), backend);
    backend.cancel?.(ACCOUNT, state.ticket).forEach((call) => checkCall(call, backend));
    return;
  }
  const { pictures, seed = 0, bill = {} } = state;
  ensure(pictures.length <= MOST_PICTURES, `there are ${pictures.length} pictures`);
  for (const picture of pictures) {
    if (picture.kind !== 'link') continue;
    ensure(
      picture.urls.every((url) => /^https?:\/\//.test(url)),
      `a picture lies at ${picture.urls.join(' ')}`,
    );
  }
  ensure(Number.isSafeInteger(seed) && seed >= 0, `the seed is ${seed}`);
  checkAmounts({ dollars: bill.dollars ?? 0, left: bill.left?.amount ?? 0 });
}

function checkAmounts(amounts: object): void {
  ensureFinite(amounts, 'bill');
  for (const [name, amount] of Object.entries(amounts))
    ensure(typeof amount === 'number' && amount >= 0, `${name} is ${String(amount)}`);
}

/** Gives an answer to all readers of a back end. */
async function tryAnswer(backend: RemoteBackend, told: Told): Promise<Outcome> {
  const answer = answerFrom(told);
  let outcome: Outcome = 'refused';
  const tried = async <T>(read: (() => T) | undefined, checked: (value: T) => void): Promise<void> => {
    if (!read) return;
    const result = await attempt(read);
    if ('refusal' in result) return;
    outcome = 'accepted';
    checked(result.value);
  };
  const ticket = { id: 'run', url: 'https://api.segmind.com/v2/requests/run' };
  const { readPolled, readProgress, readLists, readBalance, cancel, queue } = backend;
  await tried(
    () => backend.readCreated(answer, ORDER),
    (state) => checkState(state, backend),
  );
  if (readPolled) {
    await tried(
      () => readPolled(answer, ticket, ACCOUNT),
      (state) => checkState(state, backend),
    );
    await tried(
      () => readPolled(answer, { id: '__proto__' }, ACCOUNT),
      (state) => checkState(state, backend),
    );
    await tried(
      () => readPolled(answer, { id: 'constructor' }, ACCOUNT),
      (state) => checkState(state, backend),
    );
  }
  const upload = await attempt(() => backend.readUpload(answer));
  if ('value' in upload) ensure(typeof upload.value === 'string', 'the name is no text');
  if (readProgress)
    await tried(
      () => readProgress(answer),
      ({ share, etaMs = 0 }) => {
        ensure(share >= 0 && share <= 1, `the share is ${share}`);
        ensure(Number.isFinite(etaMs) && etaMs >= 0, `it takes ${etaMs} ms`);
      },
    );
  if (readLists)
    await tried(
      () => readLists([answer, answer, answer]),
      (lists) => Object.values(lists).forEach(ensureNames),
    );
  if (readBalance)
    await tried(
      () => readBalance(answer),
      (balance) => ensureFinite(balance, 'balance'),
    );
  if (cancel && queue)
    await tried(
      () => cancel(ACCOUNT, ticket, { runId: 'run', queue: answer }),
      (calls) => {
        calls.forEach((call) => checkCall(call, backend));
      },
    );
  return outcome;
}

function ensureNames(names: readonly string[] | undefined): void {
  ensure(names === undefined || names.every((name) => typeof name === 'string'), 'a name is no text');
}

const ALL_ANSWERS = Object.values(ANSWERS).flat();
const anyAnswer = answersOf(ALL_ANSWERS);

async function tryFailure(told: Told): Promise<Outcome> {
  const answer = answerFrom(told);
  const failed = await attempt(() => Promise.reject(answerError('The service', answer)));
  ensure('refusal' in failed, 'it is no failure');
  wasRefused(answer);
  isWholePicture(answer.body);
  const secrets = ['secret-4711', 'abc', 'dancer'];
  const struck = withoutSecrets(answer, secrets);
  const shown = mediaOf(answer).startsWith('image/') ? '' : textOf(struck);
  ensure(!shown.includes('secret-4711') && !shown.includes('dancer'), 'a secret is left');
  return 'refused';
}

const MESSAGES: readonly unknown[] = [
  { type: 'status', data: { status: { exec_info: { queue_remaining: 2 } }, sid: 'x' } },
  { type: 'progress', data: { value: 3, max: 20, prompt_id: 'a', node: 'sampler' } },
  { type: 'executing', data: { node: null, prompt_id: 'a' } },
  { type: 'execution_success', data: { prompt_id: 'a' } },
];
const message: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 4, arbitrary: nearValidText(MESSAGES) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom(0, 1, 2, 3, 2 ** 31),
        fc.constantFrom(0, 1, 2, 3),
        fc.uint8Array({ maxLength: 20 }),
      )
      .map(([event, type, rest]) => {
        const bytes = new Uint8Array(8 + rest.length);
        new DataView(bytes.buffer).setUint32(0, event);
        new DataView(bytes.buffer).setUint32(4, type);
        bytes.set(rest, 8);
        return bytes;
      }),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 9 }) },
);

function tryMessage(data: string | Uint8Array): Outcome {
  const readers = REMOTE_BACKENDS.flatMap(({ readMessage }) => readMessage ?? []);
  const read = readers.flatMap((reader) => reader(data) ?? []);
  for (const news of read) {
    if (news.kind === 'progress') ensure(news.share >= 0 && news.share <= 1, `the share is ${news.share}`);
    if (news.kind === 'queue')
      ensure(Number.isSafeInteger(news.remaining) && news.remaining >= 0, `${news.remaining} wait`);
    if (news.kind === 'preview')
      ensure(news.bytes.length <= data.length, 'the preview is larger than the message');
  }
  return read.length > 0 ? 'accepted' : 'refused';
}

const dateText = fc.oneof(
  fc.constantFrom(
    'Wed, 21 Oct 2026 07:28:00 GMT',
    '2026-01-31T12:00:00Z',
    '0',
    '30',
    '1e9',
    '+5',
    '-5',
    '9'.repeat(400),
    '275760-09-13',
    'soon',
  ),
  nastyText,
  fc.nat().map(String),
);
const waitInput = fc.record({
  status: fc.constantFrom(200, 429, 503),
  headers: fc
    .record({ 'retry-after': dateText, 'x-rate-limit-reset-at-utc': dateText }, { requiredKeys: [] })
    .map((headers) => headers as Record<string, string>),
  body: nearValidText([{ retry_after: 5 }, { retry_after: 0.5, status: 'error' }]),
});

function tryWait(told: Told): Outcome {
  const ms = waitAsked(answerFrom(told), Date.UTC(2026, 0, 31));
  ensure(ms === undefined || (Number.isFinite(ms) && ms > 0), `the wait is ${ms} ms`);
  return ms === undefined ? 'refused' : 'accepted';
}

const RELAY_STATUS = {
  providers: [{ id: 'segmind', backends: ['segmind'], dollars: 0.017, address: '/relay/segmind' }],
  budget: { dollarsPerDay: 1, dollarsLeft: 0.5, renewsAt: '2026-02-01T00:00:00.000Z' },
  events: true,
};

async function tryRelay(told: Told): Promise<Outcome> {
  const answer = answerFrom(told);
  const page = 'https://page.example/app/';
  const relay = await askRelay(() => Promise.resolve(answer), page, AbortSignal.timeout(1e6));
  if (!relay) return 'refused';
  ensureFinite(relay, 'relay');
  for (const { address } of Object.values(relay.backends)) {
    ensure(new URL(address).origin === new URL(page).origin, `the relay leads to ${address}`);
  }
  return 'accepted';
}

const addressText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'http://',
        'https://',
        'http://127.0.0.1:7860',
        'http',
        '://',
        '//',
        ':',
        '@',
        '/',
        '?',
        '#',
        '\\',
        '127.0.0.1',
        'host',
        ':7860',
        '[::1]',
        '.',
        '..',
        ' ',
        '%2f',
        '\t',
      ),
      nastyText,
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

async function tryAddress(text: string): Promise<Outcome> {
  const base = await attempt(() => baseAddress(text));
  if ('refusal' in base) return 'refused';
  const address = base.value;
  ensure(/^https?:\/\/[^/@]+/i.test(address) && !/[\s?#]/.test(address), `${address} was taken`);
  ensure(!URL.canParse(address) || new URL(address).username === '', 'there is a name in the address');
  return 'accepted';
}

function tryBase64(text: string): Outcome {
  try {
    ensure(bytesFromBase64(text).length <= text.length, 'it became longer');
    return 'accepted';
  } catch (error) {
    ensure(error instanceof DOMException, 'something else than the refusal of the browser', error);
    return 'refused';
  }
}

function targetOf(backend: RemoteBackend): FuzzTarget {
  const service = backend.id.replace(/-.*/, '');
  const known = ANSWERS[service];
  ensure(known !== undefined, `give ANSWERS in tests/fuzz/targets/remote.ts what ${service} answers`);
  const inputs = fc.oneof({ weight: 4, arbitrary: answersOf(known) }, { weight: 1, arbitrary: anyAnswer });
  return fuzzTarget({
    name: `answers: ${backend.id}`,
    inputs,
    check: (answer) => tryAnswer(backend, answer),
  });
}

/** Everything that comes over the network to the page. */
export const REMOTE_TARGETS = [
  ...REMOTE_BACKENDS.map(targetOf),
  fuzzTarget({ name: 'answers: failures', inputs: anyAnswer, check: tryFailure }),
  fuzzTarget({ name: 'answers: relay status', inputs: answersOf([RELAY_STATUS]), check: tryRelay }),
  fuzzTarget({ name: 'answers: when to ask again', inputs: waitInput, check: tryWait }),
  fuzzTarget({ name: 'websocket messages', inputs: message, check: tryMessage }),
  fuzzTarget({ name: 'addresses of servers', inputs: addressText, check: tryAddress }),
  fuzzTarget({
    name: 'base64',
    inputs: fc.oneof(
      fc.base64String(),
      nastyText,
      fc.base64String().map((text) => `data:image/png;base64,${text}`),
    ),
    check: tryBase64,
  }),
];
