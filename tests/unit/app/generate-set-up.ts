/* The Generate button's actions with an engine that answers as a test wants. */
import { vi } from 'vitest';
import { createGenerateActions, type Elsewhere } from '../../../app/actions/generate.ts';
import { createJobRunner } from '../../../app/actions/job-runner.ts';
import { createWording, type FillWildcards } from '../../../app/prompts/wording.ts';
import type { CallOptions, WorkerClient } from '../../../app/engine/client.ts';
import { createComparisonStore } from '../../../app/state/comparison.ts';
import { createEmbedStore } from '../../../app/state/embed.ts';
import { createEngineStore } from '../../../app/state/engine.ts';
import { createFigureStore } from '../../../app/state/figure.ts';
import { createFormStore, formFrom } from '../../../app/state/form.ts';
import { createJobStore } from '../../../app/state/job.ts';
import type { LocalSetup } from '../../../app/state/local-setup.ts';
import { createSettingsStore, FIRST_SETTINGS } from '../../../app/state/settings.ts';
import { createStartStore } from '../../../app/state/start.ts';
import type {
  BackendReport,
  CallName,
  LoadRequest,
  Picture,
  StepReport,
} from '../../../core/contract/index.ts';
import { blankImage } from '../../../core/image/index.ts';
import { createModelsStore } from '../../../app/state/models.ts';
import type { ModelEntry } from '../../../core/manifest/index.ts';
import { type GenerateRequest, parseGenerateRequest } from '../../../core/request/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';

export const model: ModelEntry = {
  id: 'armature-256',
  label: 'Armature 256',
  kind: 'model',
  family: 'stable-diffusion-1',
  builtIn: true,
  description: '',
  license: { name: 'MIT' },
  sources: {},
  policies: ['int8'],
  base: 'models/armature-256/',
  files: [{ path: 'controlnet/config.json', bytes: 1, sha256: '0'.repeat(64) }],
  sizes: [128],
  defaults: {
    prompt: 'a woman',
    negativePrompt: '',
    width: 128,
    height: 128,
    steps: 12,
    guidance: 4,
    sampler: 'euler',
    scheduler: 'normal',
  },
};
export const backend: BackendReport = {
  backend: 'wasm',
  why: 'no-webgpu',
  capabilities: { gpuMissing: 'no-webgpu', wasm: { threads: 2, crossOriginIsolated: true, cores: 2 } },
};
export const cancelled = new ArmatureError({ code: 'cancelled', message: 'The work was cancelled.' });

export function pictureOf({ request }: { readonly request: GenerateRequest }): Picture {
  return {
    images: [blankImage(8, 8)],
    request: { ...parseGenerateRequest(request), seed: request.seed ?? -1 },
    modelId: model.id,
    addons: {},
    backend,
    precision: 'float32',
    timings: { total: 1, inference: 1, stages: {} },
  };
}

/** What the engine tells after a step of twelve. */
export function stepOf(step: number): StepReport {
  return {
    trackId: null,
    at: 'step',
    picture: 0,
    pictures: 1,
    step,
    steps: 12,
    sigma: 2,
    modelCalls: step,
    stepMs: 5,
    elapsedMs: 5 * step,
    remainingMs: 60 - 5 * step,
    resume: { picture: 0, step, sigma: 2, latents: Float32Array.of(step), draws: 1 },
  };
}

type Handler = (input: never, options: CallOptions<never>) => Promise<unknown>;

/** The page's parts around a scripted engine. */
export function setUp(generate: Handler) {
  const handlers: Record<CallName, Handler> = {
    probe: () => Promise.resolve(backend.capabilities),
    load: () => Promise.resolve({ modelId: model.id, addons: {}, backend, precision: 'float16' }),
    generate,
  };
  const calls: CallName[] = [];
  const loads: LoadRequest[] = [];
  const client = {
    call: (name: CallName, input: never, options: CallOptions<never> = {}) => {
      calls.push(name);
      if (name === 'load') loads.push(input);
      return handlers[name](input, options);
    },
  } as WorkerClient;
  const restart = vi.fn();
  const engine = { client: () => client, probe: () => Promise.resolve(backend.capabilities), restart };
  const stores = {
    figure: createFigureStore({ width: 512, height: 512, people: [] }),
    form: createFormStore(formFrom(model.defaults)),
    job: createJobStore(),
    embed: createEmbedStore(),
    engineState: createEngineStore(),
    settings: createSettingsStore(FIRST_SETTINGS),
    start: createStartStore(),
    comparison: createComparisonStore(),
  };
  const models = createModelsStore({
    version: 2,
    hub: 'https://hub/',
    models: [model],
    addons: [],
    detectors: [],
    upscalers: [],
  });
  const elsewhere = {
    comesFirst: vi.fn(() => false),
    known: vi.fn(() => Promise.resolve()),
    placeFor: vi.fn<Elsewhere['placeFor']>(() => ({ at: 'here' })),
    placeAt: vi.fn<Elsewhere['placeAt']>((backendId) => ({ at: 'remote', backendId })),
    placeAfter: vi.fn<Elsewhere['placeAfter']>(() => undefined),
    draw: vi.fn<Elsewhere['draw']>(() => Promise.resolve()),
  };
  const modelsKnown = vi.fn<(setup?: LocalSetup) => Promise<void>>(() => Promise.resolve());
  const bringLists = vi.fn<() => Promise<FillWildcards>>(() => Promise.resolve((text) => text));
  const wording = createWording(stores.form, bringLists);
  const actions = createGenerateActions({
    ...stores,
    wording,
    elsewhere,
    runner: createJobRunner(stores.job),
    engine,
    models,
    modelsKnown,
    page: 'https://host/m/',
    drawSeed: () => 99,
  });
  return {
    ...stores,
    models,
    actions,
    wording,
    handlers,
    calls,
    loads,
    restart,
    elsewhere,
    bringLists,
    modelsKnown,
  };
}

export const rejectOnAbort: Handler = (_, { signal }) =>
  new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(cancelled)));
