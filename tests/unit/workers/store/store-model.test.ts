/*
 * A model on its way into the store, over a server that does what servers and networks do. Each fault ends in a correct
 * model or in a clear error with nothing half stored.
 */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoreProgress } from '../../../../core/contract/index.ts';
import { addressOf, type ManifestFile, type ModelEntry } from '../../../../core/manifest/index.ts';
import { openSafetensors } from '../../../../core/weights/index.ts';
import { createLibraryService } from '../../../../workers/library-service.ts';
import { describeStore } from '../../../../workers/store/describe.ts';
import { readRecord } from '../../../../workers/store/record.ts';
import { FETCH_MANNER, type FetchManner } from '../../../../workers/store/remote/attempts.ts';
import { openRemote } from '../../../../workers/store/remote/remote-file.ts';
import { storeModel, type StoreOrder } from '../../../../workers/store/store-model.ts';
import { openStored } from '../../../../workers/store/stored-folder.ts';
import { type FaultyHost, startFaultyHost } from '../../../drivers/faulty-host.ts';
import { type MemoryStore, memoryStore } from '../../../drivers/memory-store.ts';
import { hostedPipeline } from '../../../drivers/store-fixture.ts';

const UNET = 'unet/diffusion_pytorch_model.safetensors';
const MANNER: FetchManner = {
  ...FETCH_MANNER,
  delaysMs: [1, 1, 1, 1],
  stallMs: 200,
  firstBytes: 64 * 1024,
  partBytes: 16 * 1024,
};

let files: ReadonlyMap<string, Uint8Array>;
let entry: ModelEntry;
let host: FaultyHost;
let store: MemoryStore;
/** What a run without faults stores. */
let good: ReadonlyMap<string, Uint8Array>;

beforeAll(async () => {
  ({ files, entry } = await hostedPipeline());
  host = await startFaultyHost(files);
  store = memoryStore();
  await run();
  good = new Map(weightsOf(store));
  await host.close();
});

beforeEach(async () => {
  host = await startFaultyHost(files);
  store = memoryStore();
});
afterEach(() => host.close());

function orderOf(change: Partial<StoreOrder> = {}, manner: FetchManner = MANNER): StoreOrder {
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
}
const run = (change: Partial<StoreOrder> = {}): ReturnType<typeof storeModel> => storeModel(orderOf(change));
const changed = (path: string, change: Partial<ManifestFile>): ModelEntry => ({
  ...entry,
  files: entry.files.map((file) => (file.path === path ? { ...file, ...change } : file)),
});
const weightsOf = ({ files: stored }: MemoryStore): [string, Uint8Array][] =>
  [...stored].filter(([path]) => path.endsWith('.safetensors'));
const isUnet = (path: string): boolean => path.endsWith(UNET);

function expectComplete(): void {
  for (const [path, bytes] of good)
    expect(Buffer.from(store.files.get(path)!).equals(bytes), path).toBe(true);
  expect(store.files.has('models/tiny/record.json')).toBe(true);
  expect(store.files.has('models/tiny/journal.json')).toBe(false);
}

function expectNotListed(): void {
  expect(store.files.has('models/tiny/record.json')).toBe(false);
}

describe('storeModel', () => {
  it('packs the weights on the way, copies the rest, and opens as a model folder', async () => {
    const seen: StoreProgress[] = [];
    const record = await run({ onProgress: (progress) => seen.push(progress) });
    expectComplete();
    const unet = await store.open(`models/tiny/${UNET}`);
    const packed = await openSafetensors(unet!, 'unet');
    expect(packed.metadata).toMatchObject({ policy: 'int8' });
    expect(unet!.size).toBeLessThan(files.get(`tiny/model/resolve/abc/${UNET}`)!.length * 0.75);
    expect(record.files.find(({ path }) => path === UNET)!.source).toMatchObject({
      learnt: false,
      sha256: entry.files.find(({ path }) => path === UNET)!.sha256,
    });
    const signal = new AbortController().signal;
    const folder = await openStored({ store, entry, signal, onProgress: () => undefined });
    expect(await folder.open('scheduler/scheduler_config.json')).toBeDefined();
    const total = [...files.values()].reduce((sum, { length }) => sum + length, 0);
    expect(seen.at(-1)).toMatchObject({ totalBytes: total });
    const fetching = seen.filter(({ phase }) => phase === 'fetching').map(({ bytes }) => bytes);
    expect(fetching).toEqual([...fetching].sort((a, b) => a - b));
  });

  it('fetches in parts and none of them twice', async () => {
    await run();
    const parts = host.log.filter((line) => isUnet(line.split(' ')[0]!));
    // The header is looked at before the first weight is fetched.
    expect(parts.filter((part, i) => parts.indexOf(part) !== i)).toHaveLength(1);
    expect(parts.length).toBeGreaterThan(20);
  });

  it('does nothing when the model is there', async () => {
    await run();
    host.log.length = 0;
    await run();
    expect(host.log).toEqual([]);
  });

  describe('a connection that', () => {
    it.each([
      ['is cut again and again', { cutAfter: 5000 }],
      ['ends before the announced length', { cutAfter: 1 }],
    ])('%s', async (_what, change) => {
      host.fault = (asked) => asked.answer(asked.count % 2 === 1 ? change : {});
      await run();
      expectComplete();
    });

    it('falls silent', async () => {
      let silent = 0;
      host.fault = (asked) => {
        if (!isUnet(asked.path) || asked.count !== 3) asked.answer();
        else {
          silent += 1;
          const [start] = asked.range!;
          const headers = { 'Content-Length': 100, 'Content-Range': `bytes ${start}-${start + 99}/429112` };
          asked.response.writeHead(206, headers);
          asked.response.write(asked.content.subarray(start, start + 1));
        }
      };
      await run();
      expect(silent).toBe(1);
      expectComplete();
    });

    it('is never there ends in an error that says how to go on, and goes on', async () => {
      host.fault = (asked) =>
        isUnet(asked.path) && asked.count > 8 ? asked.response.destroy() : asked.answer();
      await expect(run()).rejects.toMatchObject({ failure: { code: 'network', next: /resume/ } });
      expectNotListed();
      const [item] = (await describeStore(store)).items;
      expect(item).toMatchObject({ complete: false });
      expect(item!.progress!.bytes).toBeGreaterThan(0);
      host.fault = (asked) => asked.answer();
      host.log.length = 0;
      await run();
      expectComplete();
      // What had arrived whole is not fetched again.
      expect(host.log.filter((line) => line.includes('text_encoder'))).toEqual([]);
    });
  });

  describe('a server that', () => {
    it.each([500, 503, 429])('answers %i now and then', async (status) => {
      host.fault = (asked) =>
        asked.count % 3 === 1
          ? asked.response.writeHead(status, { 'Retry-After': '0' }).end()
          : asked.answer();
      await run();
      expectComplete();
    });

    it('refuses ranges', async () => {
      host.fault = ({ path, content, response, count }) => {
        response.writeHead(200, { ETag: '"one"', 'Content-Length': content.length });
        // And breaks off once.
        if (isUnet(path) && count === 2)
          response.write(content.subarray(0, 100_000), () => response.destroy());
        else response.end(content);
      };
      await run();
      expectComplete();
    });

    it('tells no length and refuses ranges', async () => {
      host.fault = ({ content, response }) => {
        response.writeHead(200, { 'Transfer-Encoding': 'chunked' });
        response.end(content);
      };
      // The manifest knows it.
      await run();
      expectComplete();
    });

    it('stops giving ranges half-way', async () => {
      host.fault = (asked) => {
        if (!isUnet(asked.path) || asked.count < 6) asked.answer();
        else
          asked.response
            .writeHead(200, { ETag: '"one"', 'Content-Length': asked.content.length })
            .end(asked.content);
      };
      await run();
      expectComplete();
    });

    it('gives another part than was asked for', async () => {
      host.fault = (asked) =>
        asked.answer(
          isUnet(asked.path) && asked.count === 3
            ? { headers: { 'Content-Range': `bytes 0-16383/${asked.content.length}` } }
            : {},
        );
      await run();
      expectComplete();
    });

    it.each([401, 403, 404])('answers %i', async (status) => {
      host.fault = (asked) => (isUnet(asked.path) ? asked.response.writeHead(status).end() : asked.answer());
      await expect(run()).rejects.toMatchObject({ failure: { code: 'network' } });
      expectNotListed();
    });

    it('sends another length than the manifest says', async () => {
      host.fault = (asked) =>
        asked.answer(isUnet(asked.path) ? { content: asked.content.subarray(0, 400_000) } : {});
      await expect(run()).rejects.toMatchObject({
        failure: { code: 'bad-weights', message: /400000 bytes instead of 429112/ },
      });
      expectNotListed();
    });

    it('sends wrong bytes: nothing of the file stays', async () => {
      host.fault = (asked) => {
        const content = asked.content.slice();
        if (isUnet(asked.path)) content[content.length - 3]! ^= 1;
        asked.answer({ content });
      };
      await expect(run()).rejects.toMatchObject({ failure: { code: 'bad-weights', message: /SHA-256/ } });
      expectNotListed();
      expect(store.files.has(`models/tiny/${UNET}`)).toBe(false);
      host.fault = (asked) => asked.answer();
      await run();
      expectComplete();
    });

    it('has another file half-way: starts it over, and says so', async () => {
      host.fault = (asked) =>
        asked.answer({ etag: isUnet(asked.path) && asked.count > 5 ? '"two"' : '"one"' });
      const seen: StoreProgress[] = [];
      await run({ onProgress: (progress) => seen.push(progress) });
      expectComplete();
      expect(seen.some(({ startedOver, item }) => startedOver && isUnet(item))).toBe(true);
    });

    it('has another file each time: gives up', async () => {
      host.fault = (asked) => asked.answer({ etag: isUnet(asked.path) ? `"${asked.count}"` : '"one"' });
      await expect(run()).rejects.toMatchObject({
        failure: { code: 'network', message: /changes on its server/ },
      });
      expectNotListed();
    });
  });

  describe('after', () => {
    it('a pause goes on where it was', async () => {
      const stop = new AbortController();
      host.fault = (asked) => {
        if (isUnet(asked.path) && asked.count === 9) stop.abort();
        asked.answer();
      };
      await expect(run({ signal: stop.signal })).rejects.toMatchObject({ failure: { code: 'cancelled' } });
      expectNotListed();
      host.fault = (asked) => asked.answer();
      host.log.length = 0;
      await run();
      expectComplete();
      const again = host.log.filter((line) => isUnet(line.split(' ')[0]!));
      expect(again.length).toBeLessThan(24);
      expect(again.some((line) => line.endsWith(' 65536-81920'))).toBe(false);
    });

    it('the end of its worker loses what came after the last entry of the journal only', async () => {
      let writes = 0;
      const killed = new Error('killed');
      store.beforeWrite = (path) => {
        if (isUnet(path)) writes += 1;
        // A worker that is ended writes no journal either.
        if (writes > 200) throw killed;
      };
      await expect(run({ journalBytes: 10_000 })).rejects.toBe(killed);
      store.beforeWrite = () => undefined;
      host.log.length = 0;
      await run();
      expectComplete();
      expect(host.log.some((line) => isUnet(line.split(' ')[0]!) && line.endsWith(' 65536-81920'))).toBe(
        false,
      );
    });

    it('the file has changed on its server: starts over', async () => {
      const stop = new AbortController();
      host.fault = (asked) => {
        if (isUnet(asked.path) && asked.count === 9) stop.abort();
        asked.answer();
      };
      await expect(run({ signal: stop.signal })).rejects.toMatchObject({ failure: { code: 'cancelled' } });
      host.fault = (asked) => asked.answer({ etag: '"two"' });
      await run();
      expectComplete();
    });

    it('another policy was chosen: begins anew', async () => {
      const stop = new AbortController();
      host.fault = (asked) => {
        if (isUnet(asked.path) && asked.count === 9) stop.abort();
        asked.answer();
      };
      await expect(run({ signal: stop.signal, policy: 'int4' })).rejects.toMatchObject({
        failure: { code: 'cancelled' },
      });
      host.fault = (asked) => asked.answer();
      await run();
      expectComplete();
    });
  });

  describe('what nobody has published', () => {
    const unknown = (): ModelEntry => changed(UNET, { bytes: undefined, sha256: undefined });

    it('is learnt at the first download, and holds after the model was removed', async () => {
      const record = await run({ entry: unknown() });
      expect(record.files.find(({ path }) => path === UNET)!.source).toMatchObject({
        learnt: true,
        sha256: entry.files.find(({ path }) => path === UNET)!.sha256,
      });
      await createLibraryService(store).remove(
        { id: 'tiny' },
        { signal: new AbortController().signal, emit: () => undefined },
      );
      host.fault = (asked) => {
        const content = asked.content.slice();
        if (isUnet(asked.path)) content[content.length - 3]! ^= 1;
        asked.answer({ content });
      };
      await expect(run({ entry: unknown() })).rejects.toMatchObject({ failure: { code: 'bad-weights' } });
    });
  });

  describe('room', () => {
    it('is asked for before the first weight is fetched', async () => {
      store.quota = 300_000;
      await expect(run()).rejects.toMatchObject({
        failure: { code: 'storage-full', message: /takes 1 MB, but the browser has 1 MB left/ },
      });
      expect(host.log.filter((line) => isUnet(line.split(' ')[0]!))).toHaveLength(1);
    });

    it('that runs out half-way keeps what is there', async () => {
      store.room = () => Promise.resolve(undefined);
      store.quota = 450_000;
      await expect(run()).rejects.toMatchObject({ failure: { code: 'storage-full' } });
      expectNotListed();
      store.quota = 1e9;
      await run();
      expectComplete();
    });

    it('comes back when a model is removed', async () => {
      await run();
      const context = { signal: new AbortController().signal, emit: () => undefined };
      const { items } = await createLibraryService(store).remove({ id: 'tiny' }, context);
      expect(items).toEqual([]);
      expect([...store.files.keys()].filter((path) => path.startsWith('models/'))).toEqual([]);
    });
  });

  it('keeps the halves of an autoencoder apart, and fetches the second one on demand', async () => {
    const vae = entry.files.find(({ path }) => path.startsWith('vae/') && path.endsWith('.safetensors'))!;
    const halves: ModelEntry = {
      ...entry,
      files: [
        ...entry.files.map((file) => (file === vae ? { ...file, half: 'decoder' as const } : file)),
        { ...vae, path: 'vae/encoder.safetensors', at: vae.path, half: 'encoder', onDemand: true },
      ],
    };
    const first = await run({ entry: halves });
    expect(first.files.some(({ path }) => path === 'vae/encoder.safetensors')).toBe(false);
    const decoder = await openSafetensors((await store.open(`models/tiny/${vae.path}`))!, 'vae');
    expect([...decoder.entries.keys()].some((name) => name.startsWith('encoder.'))).toBe(false);
    const second = await run({ entry: halves, also: ['vae/encoder.safetensors'] });
    expect(second.files.length).toBe(first.files.length + 1);
    const encoder = await openSafetensors((await store.open('models/tiny/vae/encoder.safetensors'))!, 'vae');
    expect([...encoder.entries.keys()].every((name) => !name.startsWith('decoder.'))).toBe(true);
  });
});

describe('openStored', () => {
  const open = (): ReturnType<typeof openStored> =>
    openStored({ store, entry, signal: new AbortController().signal, onProgress: () => undefined });

  it('refuses a model that is not complete', async () => {
    await expect(open()).rejects.toMatchObject({ failure: { code: 'file-missing' } });
  });

  it('notices a changed byte', async () => {
    await run();
    store.files.get(`models/tiny/${UNET}`)![12_345]! ^= 1;
    await expect(open()).rejects.toMatchObject({ failure: { code: 'bad-weights', message: /has changed/ } });
    expect(await readRecord(store, 'tiny')).toBeDefined();
  });
});
