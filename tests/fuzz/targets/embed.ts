/*
 * What the pages around an embedded page say: where they come from, what they ask for, and the address they write.
 */
import fc from 'fast-check';
import { createStore } from 'zustand/vanilla';
import { createDoor } from '../../../app/embed/door.ts';
import { createOlderHost } from '../../../app/embed/older-host.ts';
import type { Services } from '../../../app/services.ts';
import {
  allowsHost,
  checkCall,
  EMBED_CALLS,
  type EmbedCallName,
  readEmbedAddress,
  readOlderMessage,
} from '../../../core/embed/index.ts';
import { type Pose, presetPose } from '../../../core/pose/index.ts';
import type { Failure } from '../../../core/result/index.ts';
import { nearValid } from '../inputs/documents.ts';
import { nastyText, nastyValue } from '../inputs/nasty.ts';
import { attempt, ensure, ensureFinite, fuzzTarget, type Outcome } from '../target.ts';

const OWN = 'https://page.example';
const HOST = 'https://host.example';
const CANVAS = { width: 512, height: 512 };

const REQUEST = { prompt: 'a cat', steps: 8, guidance: 4.5, width: 256, height: 256, seed: 7, samples: 1 };
/** Of each call something that it takes. */
const GIVEN: Readonly<Record<EmbedCallName, unknown>> = {
  getPose: undefined,
  setPose: '{"people":[]}',
  getParameters: undefined,
  setParameters: REQUEST,
  generate: { parameters: REQUEST, trackId: 'run-1' },
  cancel: undefined,
  detect: { bytes: new Uint8Array(4), place: 'add', maxPeople: 3, threshold: 0.2 },
  setTheme: 'dark',
  setPanels: ['editor', 'picture'],
};

const calls = fc
  .constantFrom(...EMBED_CALLS)
  .chain((name) =>
    fc.tuple(
      fc.constant(name),
      fc.oneof(
        { weight: 4, arbitrary: nearValid([GIVEN[name]]) },
        { weight: 1, arbitrary: nearValid(Object.values(GIVEN)) },
        { weight: 1, arbitrary: nastyValue },
      ),
    ),
  );

async function tryCall([name, input]: readonly [EmbedCallName, unknown]): Promise<Outcome> {
  const tried = await attempt(() => checkCall(name, input));
  if ('refusal' in tried) return 'refused';
  ensureFinite(tried.value);
  return 'accepted';
}

const OLDER = {
  modalId: 'dialog-1',
  imageURL: 'data:image/png;base64,iVBORw0KGgo=',
  poseURL: `data:application/json;base64,${Buffer.from('{"people":[]}').toString('base64')}`,
  poses: [{ people: [{ pose_keypoints_2d: [1, 2, 1, 3, 4, 1] }], canvas_width: 512, canvas_height: 512 }],
};

const fromAround = fc.record({
  data: fc.oneof(
    { weight: 4, arbitrary: nearValid([{ type: 'armature:connect', version: 1 }, OLDER]) },
    { weight: 1, arbitrary: nastyValue },
  ),
  origin: fc.constantFrom(HOST, OWN, 'null', '', 'https://evil.example', 'https://host.example.evil.example'),
  withPort: fc.boolean(),
});

/** Whoever is let in is on the list, and is the same origin from the first to the last message. */
function tryDoor(messages: readonly { data: unknown; origin: string; withPort: boolean }[]): Outcome {
  const letIn: string[] = [];
  let from = '';
  const door = createDoor({
    rules: [HOST, 'self'],
    own: OWN,
    onHost: (_port, refusal) => {
      if (!refusal) letIn.push(from);
    },
    onOlder: (_message, origin) => void letIn.push(origin),
  });
  for (const { data, origin, withPort } of messages) {
    from = origin;
    door({ data, origin, ports: withPort ? [{} as MessagePort] : [] });
  }
  ensure(new Set(letIn).size <= 1, `${letIn.join(', ')} were let in`);
  ensure(
    letIn.every((origin) => origin === HOST || origin === OWN),
    `${letIn.join(', ')} was let in`,
  );
  return letIn.length > 0 ? 'accepted' : 'refused';
}

/** A pose is taken over whole or not at all, what is wrong is told, and the answer goes to who asked alone. */
function tryOlderMessage([data, origin]: readonly [unknown, string]): Outcome {
  const message = readOlderMessage(data);
  if (!message) return 'refused';
  const told: Failure[] = [];
  const poses: Pose[] = [];
  const figure = createStore<{ pose: Pose }>(() => ({ pose: presetPose('standing', CANVAS) }));
  const embed = createStore<{ send?: () => void }>(() => ({}));
  const stores = {
    figure,
    embed,
    intake: {
      setState: (change: (state: { failures: Failure[] }) => { failures: Failure[] }) =>
        void told.push(...change({ failures: [] }).failures),
    },
  };
  const actions = {
    figure: { replacePose: (pose: Pose) => void poses.push(pose) },
    reference: { openImage: () => Promise.resolve(), place: () => undefined },
  };
  const services = { stores, actions } as unknown as Services;
  const posted: { said: unknown; to: string }[] = [];
  const post = (said: unknown, to: string): void => void posted.push({ said, to });
  createOlderHost({ services, panelsChosen: false, post })(message, origin);
  const early = posted.length;
  ensure(early === 0, 'the pose was sent before anybody wanted it');
  embed.getState().send?.();
  if (origin === 'null') ensure(posted.length === 0 && told.length > 0, 'nobody was answered');
  else checkReply(posted, { origin, modalId: message.modalId, pose: figure.getState().pose });
  for (const pose of poses) ensureFinite(pose);
  for (const { message: words, code } of told) {
    ensure(code !== 'internal' && words.length > 0 && words.length <= 1000, `it tells: ${words}`);
  }
  return poses.length > 0 ? 'accepted' : 'refused';
}

interface Asker {
  readonly origin: string;
  readonly modalId: unknown;
  readonly pose: Pose;
}

/** Who asked is answered by name, under the number of the dialog, with the figure as it is. */
function checkReply(
  posted: readonly { said: unknown; to: string }[],
  { origin, modalId, pose }: Asker,
): void {
  const [first, ...more] = posted;
  ensure(first !== undefined && more.length === 0, `${posted.length} answers were sent`);
  ensure(first.to === origin, `the answer went to ${first.to}`);
  const {
    modalId: named,
    poseURL = '',
    poses,
  } = first.said as {
    modalId?: unknown;
    poseURL?: string;
    poses?: { people?: readonly unknown[]; canvas_width?: unknown };
  };
  ensure(Object.is(named, modalId), 'the answer is for another dialog');
  ensure(poses?.people?.length === pose.people.length, 'the answer has other people');
  ensure(poses.canvas_width === pose.width, 'the answer has another canvas');
  const text = Buffer.from(poseURL.replace('data:application/json;base64,', ''), 'base64').toString();
  ensure(text === JSON.stringify(poses), 'the two forms of the answer differ');
}

const SETTINGS = [
  'panels=editor,picture',
  'theme=dark',
  'backends=wasm,segmind',
  'memory=mine',
  'pose=sitting',
  'prompt=a%20cat',
  'steps=8',
  'seed=7',
  'width=256',
  'guidance=1e999',
];

const search = fc
  .array(
    fc.oneof(fc.constantFrom(...SETTINGS, '__proto__=1', 'constructor=1', 'steps=', 'seed=-0'), nastyText),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join('&'));

function tryAddress(text: string): Outcome {
  const address = readEmbedAddress(new URLSearchParams(text));
  ensureFinite(address.parameters);
  ensure(Object.getPrototypeOf(address.parameters) === Object.prototype, 'a prototype was set');
  for (const problem of address.problems) ensure(problem.length <= 1000, 'a problem without end');
  return address.problems.length === 0 ? 'accepted' : 'refused';
}

const HOSTS = [
  'host.example',
  'a.host.example',
  'evil-host.example',
  'host.example.evil',
  '[::1]',
  'localhost',
];
const origins = fc
  .tuple(
    fc.constantFrom('https', 'https', 'https', 'http', 'ftp'),
    fc.constantFrom(...HOSTS),
    fc.constantFrom('', '', ':443', ':80', ':'),
  )
  .map(([scheme, host, port]) => `${scheme}://${host}${port}`);
const rules = fc.oneof(
  origins,
  origins.map((origin) => origin.replace('://', '://*.')),
  nastyText,
  fc.constantFrom('none', 'self'),
);

interface Place {
  readonly scheme: string;
  readonly name: string;
  readonly port: string;
}

/** The parts of an origin, of which a port that goes without saying is said; undefined where it is none. */
function placeOf(origin: string): Place | undefined {
  if (!URL.canParse(origin)) return undefined;
  const { protocol, hostname, port } = new URL(origin);
  return { scheme: protocol, name: hostname, port: port || (protocol === 'https:' ? '443' : '80') };
}

/** Does the rule mean this page? Scheme and port count, and a star stands for what is below. */
function means(rule: string, host: string): boolean {
  if (rule === 'self') return host === OWN;
  const star = rule.includes('://*.');
  const [named, asking] = [placeOf(rule.replace('://*.', '://')), placeOf(host)];
  if (!named || !asking) return rule.toLowerCase() === host.toLowerCase();
  if (named.scheme !== asking.scheme || named.port !== asking.port) return false;
  return star ? asking.name.endsWith(`.${named.name}`) : asking.name === named.name;
}

/** Without a star for all, those are let in whom the list means, and nobody else. */
function tryHosts([list, host]: readonly [readonly string[], string]): Outcome {
  const rulesHeld = list.filter((rule) => rule !== '*');
  const allowed = allowsHost(rulesHeld, host, OWN);
  const meant = rulesHeld.some((rule) => means(rule, host));
  ensure(!allowed || meant, `${host} was let in by ${rulesHeld.join(' ')}`);
  // Lists are of names in the web, as browsers write their origins.
  const usual = /^https?:\/\/[a-z.-]+(?::\d+)?$/;
  const named = rulesHeld.some((rule) => usual.test(rule.replace('*.', '')) && means(rule, host));
  ensure(allowed || !usual.test(host) || !named, `${host} was kept out by ${rulesHeld.join(' ')}`);
  return allowed ? 'accepted' : 'refused';
}

/** The pages around. */
export const EMBED_TARGETS = [
  fuzzTarget({ name: 'calls of an embedding page', inputs: calls, check: tryCall }),
  fuzzTarget({
    name: 'who embeds the page',
    inputs: fc.array(fromAround, { minLength: 1, maxLength: 5 }),
    check: tryDoor,
  }),
  fuzzTarget({
    name: 'messages of older hosts',
    inputs: fc.tuple(nearValid([OLDER]), fc.constantFrom(HOST, OWN, 'null', 'http://localhost:7860')),
    check: tryOlderMessage,
  }),
  fuzzTarget({ name: 'addresses of an embedded page', inputs: search, check: tryAddress }),
  fuzzTarget({
    name: 'lists of embedding pages',
    inputs: fc.tuple(
      fc.array(rules, { minLength: 1, maxLength: 8 }),
      fc.oneof(
        { weight: 6, arbitrary: origins },
        { weight: 1, arbitrary: fc.constant(OWN) },
        { weight: 1, arbitrary: nastyText },
      ),
    ),
    check: tryHosts,
  }),
];
