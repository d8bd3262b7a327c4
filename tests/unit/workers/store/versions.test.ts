/*
 * What is stored when the manifest says something new, and what is found there later.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { ManifestFile, ModelEntry } from '../../../../core/manifest/index.ts';
import { openSafetensors } from '../../../../core/weights/index.ts';
import { readRecord } from '../../../../workers/store/record.ts';
import { FETCH_MANNER } from '../../../../workers/store/remote/attempts.ts';
import { openRemote } from '../../../../workers/store/remote/remote-file.ts';
import { openStored } from '../../../../workers/store/stored-folder.ts';
import { isUnet, storeBench, UNET } from '../../../drivers/store-bench.ts';

const bench = storeBench();

describe('storeModel', () => {
  it('learns what nobody has published', async () => {
    const unknown = bench.changed(UNET, { bytes: undefined, sha256: undefined });
    const record = await bench.run({ entry: unknown });
    const { sha256 } = bench.entry.files.find(({ path }) => path === UNET)!;
    expect(record.files.find(({ path }) => path === UNET)!.source).toMatchObject({ learnt: true, sha256 });
    bench.host.log.length = 0;
    // Now it is published, and it is the same: nothing to fetch.
    await bench.run({ entry: bench.entry });
    expect(bench.host.log).toEqual([]);
  });

  describe('another version', () => {
    const newer = (change: Partial<ManifestFile> = {}): ModelEntry => ({
      ...bench.changed(UNET, change),
      sources: { here: { ...bench.entry.sources['here']!, revision: 'def' } },
    });
    const publish = (): void => {
      for (const [path, content] of bench.files) bench.hosted.set(path.replace('/abc/', '/def/'), content);
    };

    it('takes the place of a complete one', async () => {
      await bench.run();
      publish();
      bench.host.log.length = 0;
      await bench.run({ entry: newer() });
      expect(bench.host.log.some((line) => line.includes('/def/') && line.includes(UNET))).toBe(true);
      bench.expectComplete();
    });

    it('is not mixed with one that was begun', async () => {
      publish();
      await bench.runAndPause();
      bench.host.fault = (asked) => asked.answer();
      const record = await bench.run({ entry: newer() });
      expect(record.files.every(({ source }) => source.from.includes('/def/'))).toBe(true);
      bench.expectComplete();
    });

    it('of one file leaves the others where they are', async () => {
      await bench.run();
      bench.host.log.length = 0;
      const tensors = new Uint8Array(bench.files.get(`tiny/model/resolve/abc/${UNET}`)!);
      tensors[tensors.length - 3]! ^= 1;
      bench.hosted.set(`tiny/model/resolve/abc/${UNET}`, tensors);
      const sha256 = createHash('sha256').update(tensors).digest('hex');
      await bench.run({ entry: bench.changed(UNET, { sha256 }) });
      expect(bench.host.log.every((line) => isUnet(line))).toBe(true);
    });
  });

  it('copies weights that are packed already, byte by byte', async () => {
    const base = 'public/models/armature-256/';
    const path = 'vae/diffusion_pytorch_model.safetensors';
    const packed: ModelEntry = { ...bench.entry, id: 'packed', base: 'packed/', sources: {}, files: [] };
    for (const name of ['vae/config.json', path]) {
      const content = new Uint8Array(await readFile(base + name));
      bench.hosted.set(`packed/${name}`, content);
      packed.files.push({ path: name, bytes: content.length });
    }
    const { files } = await bench.run({
      entry: packed,
      open: (file, expected, onBytes) =>
        openRemote({
          ...{ url: `${bench.host.url}packed/${file.path}`, label: file.path, listedBytes: file.bytes },
          ...{ signal: new AbortController().signal, manner: FETCH_MANNER, expected, onBytes },
        }),
    });
    expect(bench.store.files.get(`models/packed/${path}`)).toEqual(bench.hosted.get(`packed/${path}`));
    const digest = createHash('sha256')
      .update(bench.hosted.get(`packed/${path}`)!)
      .digest('hex');
    expect(files.find((file) => file.path === path)!.source).toMatchObject({ learnt: true, sha256: digest });
  });

  it('begins anew when the server has a shorter file by now', async () => {
    const unknown = bench.changed(UNET, { bytes: undefined, sha256: undefined });
    await bench.runAndPause({ entry: unknown });
    // Nothing is where the next part should be.
    bench.host.fault = (asked) =>
      isUnet(asked.path) && asked.range && asked.range[0] > 100_000 && asked.count < 14
        ? asked.response.writeHead(416).end()
        : asked.answer();
    await bench.run({ entry: unknown });
    bench.expectComplete();
  });

  it('keeps the halves of an autoencoder apart, and fetches the second one on demand', async () => {
    const vae = bench.entry.files.find(
      ({ path }) => path.startsWith('vae/') && path.endsWith('.safetensors'),
    )!;
    const halves: ModelEntry = {
      ...bench.entry,
      files: [
        ...bench.entry.files.map((file) => (file === vae ? { ...file, half: 'decoder' as const } : file)),
        { ...vae, path: 'vae/encoder.safetensors', at: vae.path, half: 'encoder', onDemand: true },
      ],
    };
    const first = await bench.run({ entry: halves });
    expect(first.files.some(({ path }) => path === 'vae/encoder.safetensors')).toBe(false);
    const decoder = await openSafetensors((await bench.store.open(`models/tiny/${vae.path}`))!, 'vae');
    expect([...decoder.entries.keys()].some((name) => name.startsWith('encoder.'))).toBe(false);
    const second = await bench.run({ entry: halves, also: ['vae/encoder.safetensors'] });
    expect(second.files.length).toBe(first.files.length + 1);
    const encoder = await openSafetensors(
      (await bench.store.open('models/tiny/vae/encoder.safetensors'))!,
      'vae',
    );
    expect([...encoder.entries.keys()].every((name) => !name.startsWith('decoder.'))).toBe(true);
  });
});

describe('openStored', () => {
  const open = (): ReturnType<typeof openStored> =>
    openStored({
      store: bench.store,
      entry: bench.entry,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });

  it('refuses a model that is not complete', async () => {
    await expect(open()).rejects.toMatchObject({ failure: { code: 'file-missing' } });
  });

  it('notices a changed byte', async () => {
    await bench.run();
    bench.store.files.get(`models/tiny/${UNET}`)![12_345]! ^= 1;
    await expect(open()).rejects.toMatchObject({
      failure: { code: 'bad-weights', message: expect.stringMatching(/has changed/) as string },
    });
    expect(await readRecord(bench.store, 'tiny')).toBeDefined();
  });
});
