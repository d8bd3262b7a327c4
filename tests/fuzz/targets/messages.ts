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
const SERVICE = {
  probe: (input: unknown) =>
    (Object(input) as Versioned).protocol === 1
      ? Promise.resolve({ protocol: 1 })
      : Promise.reject(new ArmatureError({ code: 'protocol', message: 'Another version.', next: 'Reload.' })),
  load: () => Promise.reject(new TypeError('no such model')),
  generate: (_input: unknown, { emit }: { readonly emit: (event: object) => void }) => {
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

/** What of a message this side reads. */
interface Message {
  readonly call?: unknown;
  readonly id?: unknown;
  readonly input?: unknown;
  readonly at?: unknown;
  readonly output?: unknown;
}

/** What a message asks for: a call with an answer, a cancel that has none, or nothing that could be understood. */
function kindOf(data: unknown): 'call' | 'cancel' | 'malformed' {
  if (typeof data !== 'object' || data === null) return 'malformed';
  const { call, id } = data as Message;
  if (!Number.isSafeInteger(id)) return 'malformed';
  if (call === 'cancel') return 'cancel';
  const known = ['probe', 'load', 'generate'].some((name) => name === call);
  return known && 'input' in data ? 'call' : 'malformed';
}

/** Every call gets one answer at its end, what is none is told so once, a cancel says nothing, and events come before ends. */
async function tryToWorker(messages: readonly unknown[]): Promise<Outcome> {
  const answers: Message[] = [];
  let hear: (event: { readonly data: unknown }) => void = () => undefined;
  const port: ServedPort = {
    postMessage: (answer) => void answers.push(answer),
    addEventListener: (_type, listener) => void (hear = listener),
  };
  serve(port, SERVICE as unknown as WorkerService, { calls: 'at-once' });
  for (const data of messages) hear({ data });
  await new Promise((resolve) => setImmediate(resolve));
  const ends = answers.filter(({ at }) => at !== 'event');
  const answerable = messages.filter((data) => kindOf(data) !== 'cancel');
  ensure(ends.length === answerable.length, `${ends.length} answers to ${answerable.length} messages`);
  const calls = messages.filter((data) => kindOf(data) === 'call') as Message[];
  const isCancelled = ({ id }: Message): boolean =>
    messages.some((data) => kindOf(data) === 'cancel' && (data as Message).id === id);
  for (const call of calls) checkAnswered(answers, calls, { ...call, cancelled: isCancelled(call) });
  const good = calls.filter(
    ({ call, input }) => call === 'probe' && (Object(input) as Versioned).protocol === 1,
  );
  const done = ends.filter(({ at }) => at === 'done').length;
  const least = good.filter((call) => !isCancelled(call)).length;
  ensure(done >= least && done <= good.length, `${done} calls of ${least} to ${good.length} went well`);
  return calls.length > 0 ? 'accepted' : 'refused';
}

interface Versioned {
  readonly protocol?: unknown;
}

/** Several calls may have one name and number. */
function checkAnswered(
  answers: readonly Message[],
  calls: readonly Message[],
  { call, id, cancelled }: Message & { readonly cancelled: boolean },
): void {
  const same = (other: Message): boolean => other.call === call && Object.is(other.id, id);
  const [asked, told] = [calls.filter(same), answers.filter(same)];
  const ends = told.filter(({ at }) => at === 'done' || at === 'failed');
  ensure(ends.length >= asked.length, `${String(call)} ${String(id)} was not answered`);
  if (call !== 'generate') return;
  const events = told.filter(({ at }) => at === 'event').length;
  ensure(cancelled ? events <= asked.length : events === asked.length, `${events} events came`);
  ensure(told.at(-1)?.at !== 'event', 'an event came after the end');
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

/** The first message of the call's number that is no event ends it as it says; all else changes nothing. */
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
  const own = messages.filter((data) => (Object(data) as Message).id === 1) as Message[];
  const end = own.find(({ at }) => at !== 'event');
  return call.then(
    (output) => {
      ensure(end?.at === 'done', 'the call went well, which nobody said');
      ensure(Object.is(output, end.output), 'another output came back');
      return 'accepted';
    },
    (error: unknown) => {
      ensure(end?.at !== 'done', 'the call failed, although it went well', error);
      ensure(error instanceof ArmatureError && error.message.length > 0, 'the failure is none', error);
      ensure(end !== undefined || error.failure.message === 'It was stopped.', 'it ended too early', error);
      return 'refused';
    },
  );
}

/** A new version is started by the one message that asks for it, and by nothing else. */
function tryShellMessage(data: unknown): Outcome {
  const asked =
    typeof data === 'object' && data !== null && (data as { type?: unknown }).type === 'start-new-version';
  ensure(
    isStartNewVersion(data) === asked,
    asked ? 'the page was not heard' : 'a new version would be started',
  );
  return asked ? 'accepted' : 'refused';
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
    askAbout: () => Promise.resolve(),
    tellLost: () => undefined,
    takeFragment: () => undefined,
    shortcuts,
  });
  const left = new URL(href);
  ensure(left.href.startsWith(page), `the page went to ${href}`);
  // What was shared stays until it is answered.
  ensure(!left.searchParams.has('open'), 'it would be opened again');
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
    inputs: fc.oneof(nearValid([{ type: 'start-new-version' }]), nastyValue),
    check: tryShellMessage,
  }),
  fuzzTarget({ name: 'addresses of the page', inputs: searchText, check: tryLaunch }),
];
