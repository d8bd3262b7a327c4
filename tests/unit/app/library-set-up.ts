/* A library whose answers the test gives, and the page's side of models around it. */
import { vi } from 'vitest';
import { createLibraryActions } from '../../../app/actions/library.ts';
import { createChoiceActions } from '../../../app/actions/model-choice.ts';
import type { CallOptions, WorkerClient } from '../../../app/engine/client.ts';
import { createFormStore, formFrom } from '../../../app/state/form.ts';
import { createJobStore } from '../../../app/state/job.ts';
import { activeModel, createModelsStore, type ModelChoice } from '../../../app/state/models.ts';
import type {
  ImportRequest,
  LibraryCalls,
  StoredItem,
  StoreProgress,
  StoreReport,
  StoreRequest,
} from '../../../core/contract/index.ts';
import { parseManifest, type StorableEntry } from '../../../core/manifest/index.ts';
import { ArmatureError, type FailureCode } from '../../../core/result/index.ts';

const license = { name: 'MIT' };
const common = { family: 'stable-diffusion-1', license };
const sources = { hub: { repo: 'someone/model', revision: 'abc', license } };
const files = [{ path: 'controlnet/config.json', source: 'hub' }];
const loraFiles = [{ path: 'lora.safetensors', source: 'hub' }];
const small = {
  ...common,
  ...{ id: 'small', label: 'Small', builtIn: true, base: 'models/small/', sizes: [128] },
  files: [{ path: 'controlnet/config.json', bytes: 1, sha256: '0'.repeat(64) }],
  defaults: {
    ...{ prompt: 'a woman', negativePrompt: '', width: 128, height: 128 },
    ...{ steps: 12, guidance: 4, sampler: 'dpmpp_2m', scheduler: 'karras' },
  },
};
const large = {
  ...common,
  ...{ id: 'large', label: 'Large', sources, files, sizes: [512], policies: ['int4', 'int8'] },
  defaults: {
    ...{ prompt: 'a dancer', negativePrompt: 'blurry', width: 512, height: 512 },
    ...{ steps: 20, guidance: 7, sampler: 'euler', scheduler: 'normal' },
  },
};
const fast = {
  ...common,
  ...{ id: 'fast', label: 'Fast', kind: 'lora', sources, files: loraFiles },
  preset: { label: 'Fast', weight: 0.8, steps: 6, guidance: 1.5, sampler: 'lcm', scheduler: 'sgm_uniform' },
};
/** For the built-in model alone, and beside it. */
const quick = {
  ...common,
  ...{
    id: 'quick',
    label: 'Quick',
    kind: 'lora',
    builtIn: true,
    models: ['small'],
    base: 'models/small/lora/',
  },
  files: [{ path: 'lora.safetensors', bytes: 1, sha256: '0'.repeat(64) }],
  preset: { label: 'Quick', steps: 4, guidance: 1, sampler: 'ddim', scheduler: 'sgm_uniform' },
};
const style = { ...common, id: 'style', label: 'Style', kind: 'lora', sources, files: loraFiles };
const preview = {
  ...common,
  id: 'preview',
  label: 'Preview',
  kind: 'preview-decoder',
  sources,
  files,
};
export const manifest = parseManifest({
  ...{ version: 2, hub: 'https://hub.example/' },
  models: [small, large],
  addons: [fast, quick, style, preview],
});
export const LARGE = { steps: 20, guidance: 7, sampler: 'euler', scheduler: 'normal' };

type Call = {
  [Name in keyof LibraryCalls]: { name: Name; input: LibraryCalls[Name]['input'] };
}[keyof LibraryCalls];

export const failureOf = (code: FailureCode, message = 'It went wrong.'): ArmatureError =>
  new ArmatureError({ code, message });

export function itemOf(id: string, complete = true): StoredItem {
  const entry = [...manifest.models, ...manifest.addons].find((one) => one.id === id) as StorableEntry;
  return { entry, complete, policy: 'int8', storedBytes: 10, files: [] };
}

export const reportOf = (...items: StoredItem[]): StoreReport => ({
  items,
  unreadable: [],
  room: { used: 1, quota: 100 },
});

/** A call of `store` that the test drives. */
interface Storing {
  readonly input: StoreRequest;
  readonly emit: (progress: Partial<StoreProgress>) => void;
  readonly done: (item?: StoredItem) => void;
  readonly fail: (error: ArmatureError) => void;
}

export function setUp(chosen: Partial<ModelChoice> = {}) {
  const calls: Call[] = [];
  const storing: Storing[] = [];
  const device = { report: reportOf(), persists: true, replaced: 0 };
  const imports: ((request: ImportRequest) => Promise<unknown>)[] = [];
  const handlers = {
    list: () => Promise.resolve(device.report),
    store: (input: StoreRequest, { onEvent, signal }: CallOptions<'store', LibraryCalls>) =>
      new Promise<StoredItem>((resolve, reject) => {
        const { id } = input.entry;
        signal?.addEventListener('abort', () => reject(failureOf('cancelled')));
        storing.push({
          input,
          emit: (progress) =>
            onEvent?.({ id, phase: 'fetching', item: 'unet', bytes: 0, totalBytes: 100, ...progress }),
          done: (item = itemOf(id)) => {
            device.report = reportOf(...device.report.items.filter(({ entry }) => entry.id !== id), item);
            resolve(item);
          },
          fail: reject,
        });
      }),
    import: (input: ImportRequest) => imports.shift()?.(input) ?? Promise.reject(failureOf('internal')),
    remove: ({ id }: { id: string }) => {
      device.report = reportOf(...device.report.items.filter(({ entry }) => entry.id !== id));
      return Promise.resolve(device.report);
    },
  };
  const client = {
    call: (name: keyof LibraryCalls, input: never, options = {} as never) => {
      calls.push({ name, input });
      return (handlers[name] as (i: never, o: never) => Promise<unknown>)(input, options);
    },
  } as unknown as WorkerClient<LibraryCalls>;
  const models = createModelsStore(manifest, chosen);
  const form = createFormStore(formFrom(activeModel(models.getState()).defaults));
  const job = createJobStore();
  const generate = { prepare: vi.fn(() => Promise.resolve()), reload: vi.fn() };
  const choice = createChoiceActions({ models, form, job, generate });
  const persist = vi.fn(() => Promise.resolve(device.persists));
  const library = createLibraryActions({
    library: { client: () => client, replace: () => (device.replaced += 1) },
    ...{ models, choice, persist, page: 'https://page.example/' },
  });
  const busy = (): void => job.setState({ job: { status: 'running', stage: 'text' } });
  const stored = async (...ids: string[]): Promise<void> => {
    device.report = reportOf(...ids.map((id) => itemOf(id)));
    await library.refresh();
  };
  return {
    calls,
    storing,
    device,
    imports,
    models,
    form,
    job,
    generate,
    choice,
    library,
    persist,
    busy,
    stored,
  };
}

export const named = (calls: readonly Call[], name: Call['name']): Call[] =>
  calls.filter((call) => call.name === name);
