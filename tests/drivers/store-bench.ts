import { afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { addressOf, type ManifestFile, type ModelEntry } from '../../core/manifest/index.ts';
import { FETCH_MANNER, type FetchManner } from '../../workers/store/remote/attempts.ts';
import { openRemote } from '../../workers/store/remote/remote-file.ts';
import { storeModel, type StoreOrder } from '../../workers/store/store-model.ts';
import { type FaultyHost, startFaultyHost } from './faulty-host.ts';
import { type MemoryStore, memoryStore } from './memory-store.ts';
import { hostedPipeline } from './store-fixture.ts';

/** The largest file of the small model. */
export const UNET = 'unet/diffusion_pytorch_model.safetensors';

/** As long as the page waits: no busy machine makes a host fall silent. */
const MANNER: FetchManner = {
  ...FETCH_MANNER,
  delaysMs: [1, 1, 1, 1],
  firstBytes: 64 * 1024,
  partBytes: 16 * 1024,
};

/** A host and a store, new for each test of the file that makes it. */
export interface StoreBench {
  readonly entry: ModelEntry;
  /** The model's files by path on the host, as published. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What the host has now. */
  readonly hosted: Map<string, Uint8Array>;
  readonly host: FaultyHost;
  readonly store: MemoryStore;
  /** Waits no longer than that for a silent host, in the rest of the test. */
  hurry(stallMs: number): void;
  run(change?: Partial<StoreOrder>): ReturnType<typeof storeModel>;
  /** The entry with one file described otherwise. */
  changed(path: string, change: Partial<ManifestFile>): ModelEntry;
  /** Runs until the ninth request for the largest file, then pauses. */
  runAndPause(change?: Partial<StoreOrder>): Promise<void>;
  /** Everything is as a run without faults stores it. */
  expectComplete(): void;
  expectNotListed(): void;
}

/** Is it a path, or a line of the host's log, of the largest file? */
export function isUnet(line: string): boolean {
  return line.split(' ')[0]?.endsWith(UNET) ?? false;
}

/** Sets up a bench for the tests of one file. */
export function storeBench(): StoreBench {
  let files: ReadonlyMap<string, Uint8Array> = new Map();
  let hosted = new Map<string, Uint8Array>();
  let entry: ModelEntry;
  let host: FaultyHost;
  let store: MemoryStore;
  let manner = MANNER;
  let good: readonly (readonly [string, Uint8Array])[] = [];

  const orderOf = (change: Partial<StoreOrder>): StoreOrder => {
    const model = change.entry ?? entry;
    const signal = change.signal ?? new AbortController().signal;
    const sourceName = (file: ManifestFile): string => addressOf(model, file, { page: '', hub: host.url });
    return {
      store,
      entry: model,
      policy: 'int8',
      open: (file, expected, onBytes) =>
        openRemote({
          ...{ url: sourceName(file), label: file.path, listedBytes: file.bytes },
          ...{ signal, manner, expected, onBytes },
        }),
      sourceName,
      signal,
      onProgress: () => undefined,
      clock: () => performance.now(),
      ...change,
    };
  };
  const run = (change: Partial<StoreOrder> = {}): ReturnType<typeof storeModel> =>
    storeModel(orderOf(change));

  beforeAll(async () => {
    ({ files, entry } = await hostedPipeline());
    host = await startFaultyHost(files);
    store = memoryStore();
    await run();
    good = [...store.files].filter(([path]) => path.endsWith('.safetensors'));
    await host.close();
  });
  beforeEach(async () => {
    hosted = new Map(files);
    manner = MANNER;
    host = await startFaultyHost(hosted);
    store = memoryStore();
  });
  afterEach(() => host.close());

  return {
    get entry() {
      return entry;
    },
    get files() {
      return files;
    },
    get hosted() {
      return hosted;
    },
    get host() {
      return host;
    },
    get store() {
      return store;
    },
    hurry: (stallMs) => void (manner = { ...MANNER, stallMs }),
    run,
    changed: (path, change) => ({
      ...entry,
      files: entry.files.map((file) => (file.path === path ? { ...file, ...change } : file)),
    }),
    async runAndPause(change = {}) {
      const stop = new AbortController();
      host.fault = (asked) => {
        if (isUnet(asked.path) && asked.count === 9) stop.abort();
        asked.answer();
      };
      await expect(run({ ...change, signal: stop.signal })).rejects.toMatchObject({
        failure: { code: 'cancelled' },
      });
      host.fault = (asked) => asked.answer();
      host.log.length = 0;
    },
    expectComplete() {
      for (const [path, bytes] of good) {
        expect(Buffer.from(store.files.get(path)!).equals(bytes), path).toBe(true);
      }
      expect(store.files.has('models/tiny/record.json')).toBe(true);
      expect(store.files.has('models/tiny/journal.json')).toBe(false);
    },
    expectNotListed() {
      expect(store.files.has('models/tiny/record.json')).toBe(false);
    },
  };
}
