/*
 * Every back end through every fault of its service, over real HTTP: what the person is told, that the call which may cost
 * is sent once, and that a run which has a name can be fetched again when the service is well.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { fetchPictures } from '../../../app/remote/run-files.ts';
import { fetchAgain, startRun } from '../../../app/remote/run-remote.ts';
import type { Account } from '../../../core/remote/index.ts';
import { failureFrom, type FailureCode } from '../../../core/result/index.ts';
import { A1111_CONTROLNETS, startA1111 } from '../../doubles/a1111.ts';
import { COMFY_CHECKPOINTS, COMFY_CONTROLNETS } from '../../doubles/comfyui-nodes.ts';
import { startComfyui } from '../../doubles/comfyui.ts';
import type { Fault, ServiceDouble } from '../../doubles/double.ts';
import { startModelslab } from '../../doubles/modelslab.ts';
import { servicePicture } from '../../doubles/picture.ts';
import { startSegmind } from '../../doubles/segmind.ts';
import { order } from '../remote/orders.ts';
import { runOn } from './remote-runs.ts';

interface Service {
  readonly start: () => Promise<ServiceDouble>;
  readonly account: Account;
  readonly create: RegExp;
  readonly poll?: RegExp;
  readonly view?: RegExp;
}

const KEY = 'K-1234567890';
const segmind = { start: () => startSegmind({ key: KEY }), account: { key: KEY } };
const modelslab = {
  start: () => startModelslab({ key: KEY }),
  account: { key: KEY },
  view: /^\/generations\//,
};
const SERVICES: Readonly<Record<string, Service>> = {
  a1111: { start: startA1111, account: { controlNet: A1111_CONTROLNETS[1]! }, create: /txt2img/ },
  comfyui: {
    start: startComfyui,
    account: { checkpoint: COMFY_CHECKPOINTS[0]!, controlNet: COMFY_CONTROLNETS[0]! },
    create: /^\/prompt/,
    poll: /^\/history/,
    view: /^\/view/,
  },
  segmind: { ...segmind, create: /^\/v1\/sd3/ },
  'segmind-queue': { ...segmind, create: /^\/v2\/sd3/, poll: /^\/v2\/requests/ },
  'modelslab-text': { ...modelslab, create: /dreambooth$/ },
  'modelslab-controlnet': { ...modelslab, create: /controlnet$/, poll: /\/fetch\// },
};

const doubles = new Map<string, ServiceDouble>();
async function doubleOf(id: string): Promise<ServiceDouble> {
  const double = doubles.get(id) ?? (await SERVICES[id]!.start());
  doubles.set(id, double);
  return double;
}
afterAll(async () => {
  for (const double of doubles.values()) await double.close();
});

/** Runs into the fault; `made` counts the creating calls of this run. */
async function meet(id: string, fault: Fault, path: RegExp) {
  const double = await doubleOf(id);
  const before = double.creating();
  double.fail(fault, path);
  const started = runOn(id, double, SERVICES[id]!.account);
  const failure = await startRun(started.run, order()).then(
    () => undefined,
    (error: unknown) => failureFrom(error),
  );
  double.fail();
  return {
    double,
    ticket: started.tickets[0],
    links: started.links[0],
    failure,
    made: () => double.creating() - before,
  };
}

const STATUSES = [400, 401, 402, 403, 404, 406, 429, 500, 502, 503, 504] as const;
/** What each refusal means, unless the service uses it in a way of its own. */
const MEANINGS: Readonly<Record<(typeof STATUSES)[number], readonly [FailureCode, string]>> = {
  400: ['bad-request', 'did not take the request'],
  401: ['bad-key', 'does not know this'],
  402: ['no-credit', 'has no credit left'],
  403: ['bad-key', 'does not allow this with this key'],
  404: ['remote-failed', 'does not have what was asked for'],
  406: ['bad-request', 'did not take the request'],
  429: ['rate-limited', 'too many requests'],
  500: ['remote-failed', 'has a failure of its own'],
  502: ['remote-failed', 'has a failure of its own'],
  503: ['remote-failed', 'has a failure of its own'],
  504: ['remote-failed', 'has a failure of its own'],
};
const SEGMIND = {
  404: ['no-credit', 'No credits found for the user'],
  406: ['no-credit', 'Insufficient credits'],
} as const;
const OWN: Readonly<Record<string, Partial<typeof MEANINGS>>> = {
  a1111: {
    403: ['remote-failed', 'does not allow this page to ask'],
    404: ['remote-failed', 'its API is off'],
  },
  comfyui: { 403: ['remote-failed', 'does not allow this page to ask'] },
  segmind: SEGMIND,
  'segmind-queue': SEGMIND,
};

const ids = Object.keys(SERVICES);
const withStatus = ids.flatMap((id) => STATUSES.map((status) => [id, status] as const));

describe('the call that starts a run', () => {
  it.each(withStatus)(
    'of %s, refused with %i, is not repeated and says what it means',
    async (id, status) => {
      const { failure, made, ticket } = await meet(id, status, SERVICES[id]!.create);
      const [code, words] = OWN[id]?.[status] ?? MEANINGS[status];
      expect(failure).toMatchObject({ code, message: expect.stringContaining(words) as string });
      expect(failure?.next).toBeTruthy();
      // Too many requests is the one refusal that bills nothing for certain.
      expect(made()).toBe(status === 429 ? 4 : 1);
      expect(ticket).toBeUndefined();
    },
  );

  it.each(ids)('of %s is repeated where the service says when', async (id) => {
    const { failure, made } = await meet(id, 'retry-after', SERVICES[id]!.create);
    expect(failure?.code).toBe('rate-limited');
    expect(made()).toBe(4);
  });

  it.each(
    ids.flatMap((id) => (['reset', 'cut-off', 'redirect'] as const).map((fault) => [id, fault] as const)),
  )('of %s, broken by %s, is not repeated', async (id, fault) => {
    const { failure, made } = await meet(id, fault, SERVICES[id]!.create);
    const isOwn = id === 'a1111' || id === 'comfyui';
    expect(failure).toMatchObject(
      isOwn
        ? { code: 'network', message: expect.stringContaining('did not answer') as string }
        : { code: 'remote-failed', message: expect.stringContaining('may have drawn and billed') as string },
    );
    expect(made()).toBe(1);
  });

  it.each(ids.flatMap((id) => (['html', 'html-200'] as const).map((fault) => [id, fault] as const)))(
    'of %s, answered by a page (%s), is a failure without the page in its words',
    async (id, fault) => {
      const { failure, made } = await meet(id, fault, SERVICES[id]!.create);
      expect(failure).toMatchObject({ code: 'remote-failed' });
      expect(failure?.message).toMatch(/has a failure of its own|answer that is no picture/);
      expect(failure?.message).not.toContain('<');
      expect(made()).toBe(1);
    },
  );

  it.each([
    ['a1111', 'remote-failed', 'CUDA out of memory'],
    ['comfyui', 'remote-failed', 'The server is busy.'],
    ['segmind', 'remote-failed', 'Prompt is Mandatory'],
    ['segmind-queue', 'bad-request', 'Prompt is Mandatory'],
    ['modelslab-text', 'no-credit', 'Insufficient credits'],
    ['modelslab-controlnet', 'no-credit', 'Insufficient credits'],
  ])('of %s, with a failure under status 200, is one', async (id, code, words) => {
    const { failure, made } = await meet(id, 'spoken-error', SERVICES[id]!.create);
    expect(failure).toMatchObject({ code, message: expect.stringContaining(words) as string });
    expect(made()).toBe(1);
  });

  it.each(ids)('of %s is read under a wrong content type', async (id) => {
    const { failure, made } = await meet(id, 'wrong-type', SERVICES[id]!.create);
    expect(failure).toBeUndefined();
    expect(made()).toBe(1);
  });

  it.each(['a1111', 'segmind'])('of %s does not pass half a picture off as whole', async (id) => {
    const { failure, made } = await meet(id, 'half-picture', SERVICES[id]!.create);
    expect(failure).toMatchObject({
      code: 'remote-failed',
      message: expect.stringContaining('cut off') as string,
    });
    expect(made()).toBe(1);
  });

  it.each(ids)('of %s may take its time', async (id) => {
    const double = await doubleOf(id);
    const before = double.creating();
    double.fail('slow', SERVICES[id]!.create);
    const started = runOn(id, double, SERVICES[id]!.account);
    const attempt = startRun(started.run, order());
    await started.until(({ at }) => at === 'sent');
    setTimeout(() => double.fail(), 50);
    expect((await attempt).files).toEqual([new Uint8Array(servicePicture())]);
    expect(double.creating() - before).toBe(1);
  });
});

type Later = readonly [id: string, stage: 'poll' | 'view', fault: Fault];
const BREAKING: readonly Fault[] = [
  ...STATUSES,
  'retry-after',
  'reset',
  'cut-off',
  'html',
  'html-200',
  'redirect',
];
const later = ids.flatMap((id) =>
  (['poll', 'view'] as const)
    .filter((stage) => SERVICES[id]![stage])
    .flatMap((stage) => BREAKING.map((fault): Later => [id, stage, fault])),
);
const half = ['comfyui', 'modelslab-text', 'modelslab-controlnet'].map((id): Later => [
  id,
  'view',
  'half-picture',
]);
const spoken = ['comfyui', 'segmind-queue', 'modelslab-controlnet'].map((id): Later => [
  id,
  'poll',
  'spoken-error',
]);
const endless = ['comfyui', 'segmind-queue', 'modelslab-controlnet'].map((id): Later => [
  id,
  'poll',
  'endless',
]);

describe('a run that has a name or pictures', () => {
  it.each([...later, ...half, ...spoken, ...endless])(
    'of %s, whose %s fails by %s, is not started again and can be fetched later',
    async (id, stage, fault) => {
      const { double, ticket, links, failure, made } = await meet(id, fault, SERVICES[id]![stage]!);
      expect(failure?.code).toBe(codeOf(id, stage, fault));
      if (stage === 'view')
        expect(failure?.message).toContain('has drawn the picture, but it cannot be fetched');
      if (fault === 'endless') expect(failure?.message).toContain('at work for 15 minutes');
      expect(made()).toBe(1);
      const { run } = runOn(id, double, SERVICES[id]!.account);
      const files = ticket ? (await fetchAgain(run, ticket)).files : await fetchPictures(run, links!);
      expect(files).toEqual([new Uint8Array(servicePicture())]);
      expect(made()).toBe(1);
    },
  );

  it.each(['comfyui', 'segmind-queue', 'modelslab-controlnet'])(
    'of %s is read under a wrong content type',
    async (id) => {
      expect((await meet(id, 'wrong-type', SERVICES[id]!.poll!)).failure).toBeUndefined();
    },
  );

  it.each(['comfyui', 'modelslab-text'])('of %s has its picture under a wrong content type', async (id) => {
    expect((await meet(id, 'wrong-type', SERVICES[id]!.view!)).failure).toBeUndefined();
  });
});

function codeOf(id: string, stage: 'poll' | 'view', fault: Fault): FailureCode {
  if (stage === 'view') return 'network';
  if (fault === 'reset' || fault === 'cut-off' || fault === 'redirect') return 'network';
  if (fault === 'retry-after') return 'rate-limited';
  if (fault === 'spoken-error') return SPOKEN[id] ?? 'remote-failed';
  return typeof fault === 'number' && fault in MEANINGS
    ? (OWN[id]?.[fault] ?? MEANINGS[fault])[0]
    : 'remote-failed';
}

/** What the doubles say under status 200 when they are asked for a run. */
const SPOKEN: Readonly<Record<string, FailureCode>> = {
  'segmind-queue': 'bad-request',
  'modelslab-controlnet': 'no-credit',
};
