/*
 * What is stored when the manifest says something new, and what is found there later.
 */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ManifestFile, ModelEntry } from '../../../../core/manifest/index.ts';
import { openSafetensors } from '../../../../core/weights/index.ts';
import { readRecord } from '../../../../workers/store/record.ts';
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
    await expect(open()).rejects.toMatchObject({ failure: { code: 'bad-weights', message: /has changed/ } });
    expect(await readRecord(bench.store, 'tiny')).toBeDefined();
  });
});
