/*
 * A model on its way into the store, over a server that does what servers and networks do. Each fault ends in a correct
 * model or in a clear error with nothing half stored.
 */
import { describe, expect, it, vi } from 'vitest';
import type { StoreProgress } from '../../../../core/contract/index.ts';
import { openSafetensors } from '../../../../core/weights/index.ts';
import { createLibraryService } from '../../../../workers/library-service.ts';
import { describeStore } from '../../../../workers/store/describe.ts';
import { openStored } from '../../../../workers/store/stored-folder.ts';
import { noLocks } from '../../../drivers/no-locks.ts';
import { turns } from '../../../drivers/turns.ts';
import { isUnet, storeBench, UNET } from '../../../drivers/store-bench.ts';

const bench = storeBench();

describe('storeModel', () => {
  it('packs the weights on the way, copies the rest, and opens as a model folder', async () => {
    const seen: StoreProgress[] = [];
    const record = await bench.run({ onProgress: (progress) => seen.push(progress) });
    bench.expectComplete();
    const unet = await bench.store.open(`models/tiny/${UNET}`);
    const packed = await openSafetensors(unet!, 'unet');
    expect(packed.metadata).toMatchObject({ policy: 'int8' });
    expect(unet!.size).toBeLessThan(bench.files.get(`tiny/model/resolve/abc/${UNET}`)!.length * 0.75);
    expect(record.files.find(({ path }) => path === UNET)!.source).toMatchObject({
      learnt: false,
      sha256: bench.entry.files.find(({ path }) => path === UNET)!.sha256,
    });
    const signal = new AbortController().signal;
    const folder = await openStored({
      store: bench.store,
      entry: bench.entry,
      signal,
      onProgress: () => undefined,
    });
    expect(await folder.open('scheduler/scheduler_config.json')).toBeDefined();
    const total = [...bench.files.values()].reduce((sum, { length }) => sum + length, 0);
    expect(seen.at(-1)).toMatchObject({ totalBytes: total });
    const fetching = seen.filter(({ phase }) => phase === 'fetching').map(({ bytes }) => bytes);
    expect(fetching).toEqual([...fetching].sort((a, b) => a - b));
  });

  it('fetches in parts and none of them twice', async () => {
    await bench.run();
    const parts = bench.host.log.filter((line) => isUnet(line));
    // The header is looked at before the first weight is fetched.
    expect(parts.filter((part, i) => parts.indexOf(part) !== i)).toHaveLength(1);
    expect(parts.length).toBeGreaterThan(20);
  });

  it('does nothing when the model is there', async () => {
    await bench.run();
    bench.host.log.length = 0;
    await bench.run();
    expect(bench.host.log).toEqual([]);
  });

  describe('a connection that', () => {
    it.each([
      ['is cut again and again', { cutAfter: 5000 }],
      ['ends right after the first byte', { cutAfter: 1 }],
    ])('%s', async (_what, change) => {
      bench.host.fault = (asked) => asked.answer(asked.count % 2 === 1 ? change : {});
      await bench.run();
      bench.expectComplete();
    });

    it('falls silent', async () => {
      let silent = 0;
      bench.hurry(200);
      bench.host.fault = (asked) => {
        if (!isUnet(asked.path) || asked.count !== 3) asked.answer();
        else {
          silent += 1;
          const [start] = asked.range!;
          const headers = { 'Content-Length': 100, 'Content-Range': `bytes ${start}-${start + 99}/429112` };
          asked.response.writeHead(206, headers);
          asked.response.write(asked.content.subarray(start, start + 1));
        }
      };
      await bench.run();
      expect(silent).toBe(1);
      bench.expectComplete();
    });

    it('is never there ends in an error that says how to go on, and goes on', async () => {
      bench.host.fault = (asked) =>
        isUnet(asked.path) && asked.count > 8 ? asked.response.destroy() : asked.answer();
      await expect(bench.run()).rejects.toMatchObject({
        failure: { code: 'network', next: expect.stringMatching(/resume/) as string },
      });
      bench.expectNotListed();
      const [item] = (await describeStore(bench.store)).items;
      expect(item).toMatchObject({ complete: false });
      expect(item!.progress!.bytes).toBeGreaterThan(0);
      bench.host.fault = (asked) => asked.answer();
      bench.host.log.length = 0;
      await bench.run();
      bench.expectComplete();
      // What had arrived whole is not fetched again.
      expect(bench.host.log.filter((line) => line.includes('text_encoder'))).toEqual([]);
    });
  });

  describe('a server that', () => {
    it.each([500, 503, 429])('answers %i now and then', async (status) => {
      bench.host.fault = (asked) =>
        asked.count % 3 === 1
          ? asked.response.writeHead(status, { 'Retry-After': '0' }).end()
          : asked.answer();
      await bench.run();
      bench.expectComplete();
    });

    it('refuses ranges', async () => {
      bench.host.fault = ({ path, content, response, count }) => {
        response.writeHead(200, { ETag: '"one"', 'Content-Length': content.length });
        // And breaks off once.
        if (isUnet(path) && count === 2)
          response.write(content.subarray(0, 100_000), () => response.destroy());
        else response.end(content);
      };
      await bench.run();
      bench.expectComplete();
    });

    it('tells no length and refuses ranges', async () => {
      bench.host.fault = ({ content, response }) => {
        response.writeHead(200, { 'Transfer-Encoding': 'chunked' });
        response.end(content);
      };
      // The manifest knows it.
      await bench.run();
      bench.expectComplete();
    });

    it('stops giving ranges half-way', async () => {
      bench.host.fault = (asked) => {
        if (!isUnet(asked.path) || asked.count < 6) asked.answer();
        else
          asked.response
            .writeHead(200, { ETag: '"one"', 'Content-Length': asked.content.length })
            .end(asked.content);
      };
      await bench.run();
      bench.expectComplete();
    });

    it('gives another part than was asked for', async () => {
      bench.host.fault = (asked) =>
        asked.answer(
          isUnet(asked.path) && asked.count === 3
            ? { headers: { 'Content-Range': `bytes 0-16383/${asked.content.length}` } }
            : {},
        );
      await bench.run();
      bench.expectComplete();
    });

    it.each([401, 403, 404])('answers %i', async (status) => {
      bench.host.fault = (asked) =>
        isUnet(asked.path) ? asked.response.writeHead(status).end() : asked.answer();
      await expect(bench.run()).rejects.toMatchObject({ failure: { code: 'network' } });
      bench.expectNotListed();
    });

    it('sends another length than the manifest says', async () => {
      bench.host.fault = (asked) =>
        asked.answer(isUnet(asked.path) ? { content: asked.content.subarray(0, 400_000) } : {});
      await expect(bench.run()).rejects.toMatchObject({
        failure: {
          code: 'bad-weights',
          message: expect.stringMatching(/400000 bytes instead of 429112/) as string,
        },
      });
      bench.expectNotListed();
    });

    it('sends wrong bytes: nothing of the file stays', async () => {
      bench.host.fault = (asked) => {
        const content = asked.content.slice();
        if (isUnet(asked.path)) content[content.length - 3]! ^= 1;
        asked.answer({ content });
      };
      await expect(bench.run()).rejects.toMatchObject({
        failure: { code: 'bad-weights', message: expect.stringMatching(/SHA-256/) as string },
      });
      bench.expectNotListed();
      expect(bench.store.files.has(`models/tiny/${UNET}`)).toBe(false);
      bench.host.fault = (asked) => asked.answer();
      await bench.run();
      bench.expectComplete();
    });

    it('has another file half-way: starts it over, and says so', async () => {
      bench.host.fault = (asked) =>
        asked.answer({ etag: isUnet(asked.path) && asked.count > 5 ? '"two"' : '"one"' });
      const seen: StoreProgress[] = [];
      await bench.run({ onProgress: (progress) => seen.push(progress) });
      bench.expectComplete();
      expect(seen.some(({ startedOver, item }) => startedOver && isUnet(item))).toBe(true);
    });

    it('has another file each time: gives up', async () => {
      bench.host.fault = (asked) => asked.answer({ etag: isUnet(asked.path) ? `"${asked.count}"` : '"one"' });
      await expect(bench.run()).rejects.toMatchObject({
        failure: { code: 'network', message: expect.stringMatching(/changes on its server/) as string },
      });
      bench.expectNotListed();
    });
  });

  describe('after', () => {
    it('a pause goes on where it was', async () => {
      await bench.runAndPause();
      bench.expectNotListed();
      bench.host.fault = (asked) => asked.answer();
      bench.host.log.length = 0;
      await bench.run();
      bench.expectComplete();
      const again = bench.host.log.filter((line) => isUnet(line));
      expect(again.length).toBeLessThan(24);
      expect(again.some((line) => line.endsWith(' 65536-81920'))).toBe(false);
    });

    it('the end of its worker loses what came after the last entry of the journal only', async () => {
      let writes = 0;
      const killed = new Error('killed');
      bench.store.beforeWrite = (path) => {
        if (isUnet(path)) writes += 1;
        // A worker that is ended writes no journal either.
        if (writes > 200) throw killed;
      };
      await expect(bench.run({ journalBytes: 10_000 })).rejects.toBe(killed);
      bench.store.beforeWrite = () => undefined;
      bench.host.log.length = 0;
      await bench.run();
      bench.expectComplete();
      expect(bench.host.log.some((line) => isUnet(line) && line.endsWith(' 65536-81920'))).toBe(false);
    });

    it('the file has changed on its server: starts over', async () => {
      await bench.runAndPause();
      bench.host.fault = (asked) => asked.answer({ etag: '"two"' });
      await bench.run();
      bench.expectComplete();
    });

    it('what was stored has vanished: fetches it again', async () => {
      await bench.runAndPause();
      bench.store.files.delete(`models/tiny/${UNET}`);
      bench.store.files.delete('models/tiny/text_encoder/model.safetensors');
      bench.host.fault = (asked) => asked.answer();
      await bench.run();
      bench.expectComplete();
    });

    it('the end of its worker in the middle of its journal loses nothing', async () => {
      await bench.runAndPause();
      const journal = bench.store.files.get('models/tiny/journal.json')!;
      bench.store.files.set('models/tiny/journal.json', journal.subarray(0, journal.length - 5));
      bench.host.fault = (asked) => asked.answer();
      bench.host.log.length = 0;
      await bench.run();
      bench.expectComplete();
      expect(bench.host.log.filter((line) => line.includes('text_encoder'))).toEqual([]);
    });

    it('an update of the hash: begins the file anew', async () => {
      await bench.runAndPause();
      const path = 'models/tiny/journal.json';
      const journal = JSON.parse(new TextDecoder().decode(bench.store.files.get(path))) as {
        current: { hash: string };
      };
      journal.current.hash = btoa('of another version');
      bench.store.files.set(path, new TextEncoder().encode(JSON.stringify(journal)));
      bench.host.fault = (asked) => asked.answer();
      await bench.run();
      bench.expectComplete();
    });

    it('a failure no request goes on', async () => {
      bench.host.fault = (asked) =>
        isUnet(asked.path) && asked.count > 4 ? asked.response.writeHead(404).end() : asked.answer();
      const fetched = vi.spyOn(globalThis, 'fetch');
      await expect(bench.run()).rejects.toMatchObject({ failure: { code: 'network' } });
      const asked = fetched.mock.calls.length;
      expect(asked).toBeGreaterThan(4);
      await turns(100);
      expect(fetched).toHaveBeenCalledTimes(asked);
    });

    it('another policy was chosen: begins anew', async () => {
      await bench.runAndPause({ policy: 'int4' });
      bench.host.fault = (asked) => asked.answer();
      await bench.run();
      bench.expectComplete();
    });
  });

  describe('room', () => {
    it('is asked for before the first weight is fetched', async () => {
      bench.store.quota = 300_000;
      await expect(bench.run()).rejects.toMatchObject({
        failure: {
          code: 'storage-full',
          message: expect.stringMatching(
            /1 MB are to be stored and 100 MB must stay free, but the browser has 1 MB left/,
          ) as string,
        },
      });
      expect(bench.host.log.filter((line) => isUnet(line))).toHaveLength(1);
    });

    it('that runs out half-way keeps what is there', async () => {
      bench.store.room = () => Promise.resolve(undefined);
      bench.store.quota = 450_000;
      await expect(bench.run()).rejects.toMatchObject({ failure: { code: 'storage-full' } });
      bench.expectNotListed();
      bench.store.quota = 1e9;
      await bench.run();
      bench.expectComplete();
    });

    it('comes back when a model is removed', async () => {
      await bench.run();
      const context = { signal: new AbortController().signal, emit: () => undefined };
      const { items } = await createLibraryService(bench.store, noLocks).remove({ id: 'tiny' }, context);
      expect(items).toEqual([]);
      expect([...bench.store.files.keys()].filter((path) => path.startsWith('models/'))).toEqual([]);
    });
  });
});
