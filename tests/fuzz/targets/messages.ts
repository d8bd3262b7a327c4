/*
 * Messages between page and workers, and the addresses with which the page is opened.
 */
import fc from 'fast-check';
import { createWorkerClient } from '../../../app/engine/client.ts';
import { takeLaunches } from '../../../app/shell/launches.ts';
import { type FromWorker, isStartNewVersion } from '../../../core/contract/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';
import { serve, type ServedPort, type WorkerService } from '../../../workers/serve.ts';
import { nearValid } from '../inputs/documents.ts';
import { nastyText, nastyValue } from '../inputs/nasty.ts';
import { ensure, fuzzTarget, type Outcome } from '../target.ts';

/** A service that is as picky as the real one, and as quick as none. */
const SERVICE: WorkerService = {
  probe: () =>
    Promise.reject(new ArmatureError({ code: 'protocol', message: 'Another version.', next: 'Reload.' })),
  load: () => Promise.reject(new TypeError('no such model')),
  generate: (_input, { emit }) => {
    emit({ trackId: null, at: 'stage', stage: 'text' });
    return Promise.reject(new ArmatureError({ code: 'cancelled', message: 'The work was cancelled.' }));
  },
};

const TO_WORKER: readonly unknown[] = [
  { call: 'probe', id: 1, input: { protocol: 1 } },
  { call: 'generate', id: 2, input: { request: { prompt: 'x' }, previewEvery: 1 } },
  { call: 'load', id: 3, input: { model: {}, page: 'https://page.example/', backend: 'auto' } },
  { call: 'cancel', id: 2 },
];

/** Every message gets at most one answer at its end, and those that are none are told so. */
async function tryToWorker(messages: readonly unknown[]): Promise<Outcome> {
  const answers: { at?: string; id?: unknown; call?: unknown }[] = [];
  let hear: (event: { readonly data: unknown }) => void = () => undefined;
  const port: ServedPort = {
    postMessage: (answer) => void answers.push(answer),
    addEventListener: (_type, listener) => void (hear = listener),
  };
  serve(port, SERVICE, { calls: 'at-once' });
  for (const data of messages) hear({ data });
  await new Promise((resolve) => setImmediate(resolve));
  const ends = answers.filter(({ at }) => at !== 'event');
  ensure(ends.length <= messages.length, `${ends.length} answers to ${messages.length} messages`);
  for (const { id, call } of answers) {
    ensure(
      typeof id === 'number' && typeof call === 'string' && Object.hasOwn(SERVICE, call),
      'an answer to nobody',
    );
  }
  return answers.some(({ at }) => at === 'event') ? 'accepted' : 'refused';
}

const FROM_WORKER: readonly unknown[] = [
  { call: 'generate', id: 1, at: 'event', event: { at: 'stage', stage: 'text', trackId: null } },
  { call: 'generate', id: 1, at: 'done', output: { images: [] } },
  {
    call: 'generate',
    id: 1,
    at: 'failed',
    failure: { code: 'bad-output', message: 'Black.', next: 'Again.' },
  },
];

/** A call ends well, with a failure in proper form, or not yet; nothing breaks the listener. */
async function tryFromWorker(messages: readonly unknown[]): Promise<Outcome> {
  let hear: (event: MessageEvent<FromWorker>) => void = () => undefined;
  const client = createWorkerClient({
    postMessage: () => undefined,
    addEventListener: (type: string, listener: (event: never) => void): void => {
      if (type === 'message') hear = listener as typeof hear;
    },
    terminate: () => undefined,
  });
  const call = client.call('generate', {} as never);
  for (const data of messages) hear({ data } as MessageEvent<FromWorker>);
  client.kill({ code: 'worker-died', message: 'It was stopped.', next: 'Try again.' });
  return call.then(
    () => 'accepted',
    (error: unknown) => {
      ensure(
        error instanceof ArmatureError && typeof error.message === 'string',
        'the failure is none',
        error,
      );
      return 'refused';
    },
  );
}

function tryShellMessage(data: unknown): Outcome {
  return isStartNewVersion(data) ? 'accepted' : 'refused';
}

const searchText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'open=poses',
        '&open=models',
        'shared=1',
        'open',
        'shared',
        '=',
        '&',
        '?',
        '#',
        'poses',
        'models',
        'detect',
        '__proto__',
        'constructor',
        '%',
        '%00',
        '%ff',
        '+',
        '1',
      ),
      nastyText,
    ),
    {
      maxLength: 9,
    },
  )
  .map((parts) => parts.join(''));

/** The page opens whatever its address says, does at most what its shortcuts do, and leaves nothing behind to do again. */
function tryLaunch(search: string): Outcome {
  const page = 'https://page.example/app/';
  let href = new URL(`?${search}`, page).href;
  const opened: string[] = [];
  const host = {
    location: { href },
    history: { replaceState: (_state: unknown, _title: string, url: URL) => void (href = url.href) },
  } as unknown as Window;
  const shortcuts = Object.fromEntries(
    ['poses', 'detect', 'models'].map((name) => [name, () => void opened.push(name)]),
  );
  takeLaunches(host, page, {
    takeFiles: () => Promise.resolve(),
    tellLost: () => undefined,
    takeFragment: () => undefined,
    shortcuts,
  });
  const left = new URL(href);
  ensure(left.href.startsWith(page), `the page went to ${href}`);
  ensure(!left.searchParams.has('open') && !left.searchParams.has('shared'), 'it would be opened again');
  ensure(opened.length <= 1, `${opened.join(', ')} were opened`);
  return opened.length > 0 ? 'accepted' : 'refused';
}

const several = (documents: readonly unknown[]): fc.Arbitrary<unknown[]> =>
  fc.array(fc.oneof({ weight: 5, arbitrary: nearValid(documents) }, { weight: 1, arbitrary: nastyValue }), {
    minLength: 1,
    maxLength: 4,
  });

/** Messages and addresses. */
export const MESSAGE_TARGETS = [
  fuzzTarget({ name: 'messages to workers', inputs: several(TO_WORKER), check: tryToWorker }),
  fuzzTarget({ name: 'messages of workers', inputs: several(FROM_WORKER), check: tryFromWorker }),
  fuzzTarget({
    name: 'messages of the shell',
    inputs: nearValid([{ type: 'start-new-version' }]),
    check: tryShellMessage,
  }),
  fuzzTarget({ name: 'addresses of the page', inputs: searchText, check: tryLaunch }),
];
