/*
 * What an embedding page hears of the page in its frame: events and answers of another version, or of something else that
 * answers there. They come over a port, as they do between windows.
 */
import { isDeepStrictEqual } from 'node:util';
import { serialize } from 'node:v8';
import { connect, PortMessenger } from 'penpal';
import fc from 'fast-check';
import { type Armature, ArmatureFailure, createArmature } from '../../../app/embed/sdk/armature.ts';
import { nearValid } from '../inputs/documents.ts';
import { nastyValue } from '../inputs/nasty.ts';
import { ensure, fuzzTarget, type Outcome } from '../target.ts';

const POSE = { people: [{ pose_keypoints_2d: [1, 2, 1] }], canvas_width: 512, canvas_height: 512 };
const RESULT = {
  ...{
    trackId: 'run-1',
    seed: 7,
    images: [new Uint8Array(4)],
    safety: ['clear'],
    parameters: { prompt: 'x' },
  },
  ...{ pose: POSE, model: 'a model', drawnBy: 'page', milliseconds: 1500 },
};
const PREVIEW = { width: 2, height: 1, data: new Uint8ClampedArray(8) };
const FAILURE = { code: 'bad-request', message: 'It is wrong.', next: 'Try again.' };
const EVENTS: Readonly<Record<string, unknown>> = {
  pose: POSE,
  parameters: { prompt: 'x' },
  progress: { trackId: 'run-1', stage: 'denoise', share: 0.5, step: 1, steps: 2, preview: PREVIEW },
  result: RESULT,
  failure: { trackId: 'run-1', failure: FAILURE },
};
const NAMES = ['pose', 'parameters', 'progress', 'result', 'failure'] as const;
type EventName = (typeof NAMES)[number];
const ANSWERS: Readonly<Record<'getPose' | 'getParameters' | 'generate' | 'detect', unknown>> = {
  getPose: POSE,
  getParameters: { prompt: 'x' },
  generate: RESULT,
  detect: { people: 1, pose: POSE, notes: ['The file is cut off.'] },
};
type CallName = keyof typeof ANSWERS;

/** In bytes. What a browser cannot carry over a port for want of memory never comes to this code. */
const LONGEST = 500_000;

const mostly = (document: unknown): fc.Arbitrary<unknown> =>
  fc
    .oneof({ weight: 5, arbitrary: nearValid([document]) }, { weight: 1, arbitrary: nastyValue })
    .filter((message) => serialize(message).length < LONGEST);
const told = fc
  .constantFrom<string>(...NAMES, '__proto__', 'constructor', 'toString')
  .chain((name) => fc.tuple(fc.constant(name), mostly(Object.hasOwn(EVENTS, name) ? EVENTS[name] : POSE)));
const answered = fc
  .constantFrom(...(Object.keys(ANSWERS) as CallName[]))
  .chain((name) =>
    fc.tuple(fc.constant(name), fc.oneof(mostly({ value: ANSWERS[name] }), mostly({ failure: FAILURE }))),
  );

/** Takes what browsers take. */
class StrictImageData {
  readonly data: Uint8ClampedArray;

  constructor(data: Uint8ClampedArray, width: number, height: number) {
    const whole = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
    if (!whole || data.length !== 4 * width * height) throw new RangeError('no picture has that size');
    this.data = data;
  }
}

interface Line {
  readonly host: Armature;
  /** Tells of an event, and fails where the host's side threw. */
  readonly tell: (name: string, message: unknown) => Promise<unknown>;
  readonly heard: { readonly name: EventName; readonly event: unknown }[];
}

let answer: unknown = {};
let line: Promise<Line> | undefined;

/** A host and a page over one port, made when they are first wanted and left to end with the process. */
async function opened(): Promise<Line> {
  let page: Promise<Pick<Line, 'tell'>> | undefined;
  const frame = Object.assign(new EventTarget(), {
    style: {},
    remove: () => undefined,
    contentWindow: {
      postMessage(_hello: unknown, _origin: string, [port]: [MessagePort]) {
        const give = (): unknown => answer;
        const methods = {
          setParameters: give,
          ...Object.fromEntries(Object.keys(ANSWERS).map((name) => [name, give])),
        };
        page = connect<Pick<Line, 'tell'>>({ messenger: new PortMessenger({ port }), methods }).promise;
      },
    },
  });
  const element = { append: () => frame.dispatchEvent(new Event('load')) } as unknown as Element;
  const document = { createElement: () => frame, baseURI: 'https://host.example/' };
  return withGlobal('document', document, async () => {
    answer = { value: {} };
    const host = await createArmature(element, { src: 'https://page.example/' });
    const { tell } = await (page ?? Promise.reject(new Error('no hello was said')));
    const heard: Line['heard'] = [];
    for (const name of NAMES) host.on(name, (event) => void heard.push({ name, event }));
    return { host, tell, heard };
  });
}

/** Other suites run in the same process, and may have put their own there. */
async function withGlobal<T>(name: string, value: unknown, run: () => Promise<T>): Promise<T> {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
  try {
    return await run();
  } finally {
    if (before) Object.defineProperty(globalThis, name, before);
    else Reflect.deleteProperty(globalThis, name);
  }
}

/** The host hears what is an event as such, and nothing of what is none; nothing of it throws in the host's page. */
async function tryEvent([name, message]: readonly [string, unknown]): Promise<Outcome> {
  const { tell, heard } = await (line ??= opened());
  heard.length = 0;
  await withGlobal('ImageData', StrictImageData, () => tell(name, message));
  const [first, ...more] = heard;
  ensure(more.length === 0, 'the host heard of it more than once');
  if (!first) {
    const whole = Object.hasOwn(EVENTS, name) && isDeepStrictEqual(message, EVENTS[name]);
    ensure(!whole, `the host did not hear of ${name}`);
    return 'refused';
  }
  ensure(first.name === name, `the host heard ${first.name}, and ${name} was told`);
  CHECKS[first.name](first.event as Fields);
  return 'accepted';
}

/** A call is answered as its types say, or fails with a failure of ours. */
async function tryAnswer([name, given]: readonly [CallName, unknown]): Promise<Outcome> {
  const { host } = await (line ??= opened());
  answer = given;
  const call = name === 'detect' ? host.detect(new Blob(['x'])) : host[name]();
  const outcome = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome) {
    const { error } = outcome;
    ensure(error instanceof ArmatureFailure, 'the failure is none of ours', error);
    ensure(typeof error.message === 'string' && typeof error.code === 'string', 'the failure has no words');
    return 'refused';
  }
  const value = outcome.value as Fields;
  if (name === 'getPose') checkPose(value);
  else if (name === 'generate') checkResult(value);
  else if (name === 'getParameters') ensure(isObject(value), 'the parameters are none');
  else {
    ensure(typeof value['people'] === 'number', 'nobody counted the people');
    const { notes } = value;
    ensure(Array.isArray(notes) && notes.every((note) => typeof note === 'string'), 'the notes are none');
    checkPose(value['pose'] as Fields);
  }
  return 'accepted';
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

function checkPose({ people, canvas_width: width, canvas_height: height }: Fields): void {
  ensure(Array.isArray(people) && people.every(isObject), 'the people are none');
  ensure(typeof width === 'number' && typeof height === 'number', 'the canvas has no size');
}

function checkResult({ images, seed, model, pose, parameters }: Fields): void {
  ensure(Array.isArray(images), 'there is no list of pictures');
  ensure(
    images.every((image) => image instanceof Blob && image.type === 'image/png'),
    'a picture is no file',
  );
  ensure(typeof seed === 'number' && typeof model === 'string' && isObject(parameters), 'a field is wrong');
  if (pose !== undefined) checkPose(pose as Fields);
}

const CHECKS: Readonly<Record<EventName, (event: Fields) => void>> = {
  pose: checkPose,
  parameters: (event) => ensure(isObject(event), 'the parameters are none'),
  result: checkResult,
  progress({ stage, preview, share = 0, step = 0, steps = 0 }) {
    ensure(typeof stage === 'string', 'the stage has no name');
    ensure(
      [share, step, steps].every((value) => typeof value === 'number'),
      'a number is none',
    );
    ensure(preview === undefined || preview instanceof StrictImageData, 'the preview is no picture');
  },
  failure({ failure }) {
    const { code, message } = failure as Fields;
    ensure(typeof code === 'string' && typeof message === 'string', 'the failure has no words');
  },
};

/** The host's side of an embedded page. */
export const SDK_TARGETS = [
  fuzzTarget({ name: 'events of an embedded page', inputs: told, check: tryEvent }),
  fuzzTarget({ name: 'answers of an embedded page', inputs: answered, check: tryAnswer }),
];
