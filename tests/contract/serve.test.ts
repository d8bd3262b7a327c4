import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Capabilities,
  type FromWorker,
  type Picture,
  PROTOCOL_VERSION,
  type StepReport,
  type ToWorker,
} from '../../core/contract/index.ts';
import { blankImage } from '../../core/image/index.ts';
import { type GenerateRequest, parseGenerateRequest } from '../../core/request/index.ts';
import type { EngineCalls } from '../../core/contract/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { type WorkerService, serve } from '../../workers/serve.ts';

const REQUEST: GenerateRequest = {
  prompt: 'a figure',
  negativePrompt: '',
  seed: 7,
  width: 64,
  height: 64,
  steps: 2,
  guidance: 1,
  sampler: 'euler',
  scheduler: 'normal',
  controlStrength: 0,
  control: { kind: 'image', image: blankImage(64, 64) },
};
const CAPABILITIES: Capabilities = {
  wasm: { threads: 1, cores: 2, crossOriginIsolated: false },
  gpuMissing: 'no-webgpu',
};
const PICTURE: Omit<Picture, 'images'> = {
  request: { ...parseGenerateRequest(REQUEST), seed: 7 },
  modelId: 'tiny',
  backend: { backend: 'wasm', why: 'no-webgpu', capabilities: CAPABILITIES },
  precision: 'float32',
  addons: {},
  timings: { total: 3, inference: 2, stages: { denoising: 2 } },
};

const STEP: StepReport = {
  trackId: null,
  at: 'step',
  picture: 0,
  pictures: 1,
  step: 1,
  steps: 2,
  sigma: 3,
  modelCalls: 1,
  stepMs: 1,
  elapsedMs: 1,
  remainingMs: 1,
  resume: { picture: 0, step: 1, sigma: 3, latents: new Float32Array(4), draws: 1 },
};

/** The page's end of a channel whose other end is served. */
interface Page {
  send(message: ToWorker | object): void;
  /** All messages of one call up to its answer. */
  answersTo(id: number): Promise<FromWorker[]>;
  close(): void;
}

function connect(service: WorkerService): Page {
  const { port1, port2 } = new MessageChannel();
  const received: FromWorker[] = [];
  const waiting = new Set<() => void>();
  port1.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    received.push(data);
    for (const look of waiting) look();
  };
  serve<EngineCalls>(port2, service, { calls: 'in-turn' });
  port2.start();
  return {
    send: (message) => port1.postMessage(message),
    answersTo: (id) =>
      new Promise((resolve) => {
        const look = (): void => {
          const own = received.filter((message) => message.id === id);
          const last = own.at(-1);
          if (!last || last.at === 'event') return;
          waiting.delete(look);
          resolve(own);
        };
        waiting.add(look);
        look();
      }),
    close: () => port1.close(),
  };
}

/** A call that ends when the test says so. */
interface Gate {
  readonly open: () => void;
  readonly passed: Promise<void>;
}

function gate(): Gate {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), passed };
}

describe('serve', () => {
  let page: Page;
  let started: (number | null)[];
  let finish: Gate;
  let begun: Gate;

  const service: WorkerService = {
    probe: ({ protocol }) => {
      if (protocol === PROTOCOL_VERSION) return Promise.resolve(CAPABILITIES);
      return Promise.reject(
        new ArmatureError({ code: 'protocol', message: 'Another version.', next: 'Reload.' }),
      );
    },
    load: () => Promise.reject(new TypeError('undefined is no model')),
    async generate({ request }, { signal, emit }) {
      started.push(request.seed);
      begun.open();
      emit({ trackId: null, at: 'stage', stage: 'denoising' });
      const preview = blankImage(8, 8);
      emit({ ...STEP, preview });
      expect(preview.data.byteLength).toBe(0);
      await finish.passed;
      signal.throwIfAborted();
      const image = blankImage(64, 64);
      image.data.fill(9);
      return { ...PICTURE, images: [image] };
    },
  };

  beforeEach(() => {
    started = [];
    finish = gate();
    begun = gate();
    page = connect(service);
  });

  afterEach(() => page.close());

  it('gives a call its events in order, then its output, with the pixels moved', async () => {
    finish.open();
    page.send({ call: 'generate', id: 4, input: { request: REQUEST } });
    const answers = await page.answersTo(4);
    expect(answers.map(({ at }) => at)).toEqual(['event', 'event', 'done']);
    expect(answers[0]).toEqual({
      call: 'generate',
      id: 4,
      at: 'event',
      event: { trackId: null, at: 'stage', stage: 'denoising' },
    });
    expect(answers[1]).toMatchObject({ event: { at: 'step', step: 1, preview: { width: 8, height: 8 } } });
    const done = answers[2];
    if (done?.call !== 'generate' || done.at !== 'done') throw new Error('no picture');
    expect(done.output.images[0].data).toEqual(new Uint8ClampedArray(64 * 64 * 4).fill(9));
    expect(done.output.request).toMatchObject(REQUEST);
  });

  it('carries a failure unchanged, and turns other exceptions into one', async () => {
    page.send({ call: 'probe', id: 1, input: { protocol: 99 } });
    expect(await page.answersTo(1)).toEqual([
      {
        call: 'probe',
        id: 1,
        at: 'failed',
        failure: { code: 'protocol', message: 'Another version.', next: 'Reload.' },
      },
    ]);
    page.send({ call: 'load', id: 2, input: {} });
    expect(await page.answersTo(2)).toMatchObject([
      {
        call: 'load',
        at: 'failed',
        failure: { code: 'internal', message: 'TypeError: undefined is no model' },
      },
    ]);
  });

  it('runs calls one after the other', async () => {
    page.send({ call: 'generate', id: 1, input: { request: { ...REQUEST, seed: 1 } } });
    page.send({ call: 'generate', id: 2, input: { request: { ...REQUEST, seed: 2 } } });
    await begun.passed;
    expect(started).toEqual([1]);
    finish.open();
    await page.answersTo(2);
    expect(started).toEqual([1, 2]);
    expect((await page.answersTo(1)).at(-1)?.at).toBe('done');
  });

  it('cancels the running call, and serves the next', async () => {
    page.send({ call: 'generate', id: 1, input: { request: REQUEST } });
    await begun.passed;
    page.send({ call: 'cancel', id: 1 });
    page.send({ call: 'probe', id: 2, input: { protocol: PROTOCOL_VERSION } });
    setTimeout(finish.open, 0);
    expect((await page.answersTo(1)).at(-1)).toMatchObject({ at: 'failed', failure: { code: 'cancelled' } });
    expect(await page.answersTo(2)).toEqual([{ call: 'probe', id: 2, at: 'done', output: CAPABILITIES }]);
  });

  it('cancels a call that waits, before it starts', async () => {
    page.send({ call: 'generate', id: 1, input: { request: { ...REQUEST, seed: 1 } } });
    page.send({ call: 'generate', id: 2, input: { request: { ...REQUEST, seed: 2 } } });
    await begun.passed;
    page.send({ call: 'cancel', id: 2 });
    setTimeout(finish.open, 0);
    expect((await page.answersTo(2)).at(-1)).toMatchObject({ at: 'failed', failure: { code: 'cancelled' } });
    expect(started).toEqual([1]);
  });

  it('ignores a cancel of a call that has ended', async () => {
    page.send({ call: 'cancel', id: 77 });
    page.send({ call: 'probe', id: 78, input: { protocol: PROTOCOL_VERSION } });
    expect((await page.answersTo(78)).map(({ at }) => at)).toEqual(['done']);
  });

  it.each([
    [
      { call: 'paint', id: 5, input: {} },
      { call: 'probe', id: 5 },
    ],
    [
      { call: 'generate', id: 5 },
      { call: 'generate', id: 5 },
    ],
    [
      { call: 'toString', id: 5, input: {} },
      { call: 'probe', id: 5 },
    ],
    [
      { call: 'probe', id: 'five', input: {} },
      { call: 'probe', id: -1 },
    ],
    [[], { call: 'probe', id: -1 }],
  ])('answers the malformed message %j with a protocol failure', async (message, trace) => {
    page.send(message);
    expect(await page.answersTo(trace.id)).toMatchObject([
      { ...trace, at: 'failed', failure: { code: 'protocol', next: 'Reload the page.' } },
    ]);
  });
});
