/*
 * A safety checker from a hub to its first picture.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressOf, type AddonEntry } from '../../../../core/manifest/index.ts';
import { memorySource, openSafetensors } from '../../../../core/weights/index.ts';
import { FETCH_MANNER } from '../../../../workers/store/remote/attempts.ts';
import { openRemote } from '../../../../workers/store/remote/remote-file.ts';
import { storedCheckers } from '../../../../workers/store/stored-checker.ts';
import { storeModel } from '../../../../workers/store/store-model.ts';
import { type FaultyHost, startFaultyHost } from '../../../drivers/faulty-host.ts';
import { type MemoryStore, memoryStore } from '../../../drivers/memory-store.ts';
import { noLocks } from '../../../drivers/no-locks.ts';
import { picture, readSafetyReference } from '../../safety/pictures.ts';
import { watchedRuntime } from '../engine/watched-runtime.ts';

const FIXTURE = 'tests/fixtures/models/safety-checker-quick-gelu';
const FILES = ['config.json', 'model.safetensors'];
const WEIGHTS = 'models/checker/safety_checker/model.safetensors';
const { pictures } = await readSafetyReference();
const { signal } = new AbortController();

async function hosted(): Promise<{ files: Map<string, Uint8Array>; entry: AddonEntry }> {
  const license = { name: 'MIT' };
  const files = new Map<string, Uint8Array>();
  for (const name of FILES)
    files.set(`t/c/resolve/abc/${name}`, new Uint8Array(await readFile(`${FIXTURE}/${name}`)));
  const entry: AddonEntry = {
    ...{ id: 'checker', kind: 'safety-checker', label: 'Checker', description: '', license },
    sources: { here: { repo: 't/c', revision: 'abc', license } },
    files: [...files].map(([path, content]) => ({
      path: path.replace('t/c/resolve/abc', 'safety_checker'),
      at: path.replace('t/c/resolve/abc/', ''),
      source: 'here',
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
  };
  return { files, entry };
}

describe('a stored checker', () => {
  let host: FaultyHost;
  let store: MemoryStore;
  let entry: AddonEntry;

  beforeEach(async () => {
    const { files, ...rest } = await hosted();
    ({ entry } = rest);
    host = await startFaultyHost(files);
    store = memoryStore();
    const urlOf = (file: AddonEntry['files'][number]): string =>
      addressOf(entry, file, { page: '', hub: host.url });
    await storeModel({
      ...{ store, entry, policy: 'int8', sourceName: urlOf, signal, clock: () => 0 },
      open: (file, expected, onBytes) =>
        openRemote({
          ...{ url: urlOf(file), label: file.path, listedBytes: file.bytes },
          ...{ signal, manner: FETCH_MANNER, expected, onBytes },
        }),
      onProgress: () => undefined,
    });
  });
  afterEach(() => host.close());

  const flag = (index: number, checker = 'checker'): Promise<boolean> => {
    const { width, height } = pictures[index]!;
    const screening = storedCheckers(store, () => noLocks)({ checker, withhold: false }, signal);
    return screening.look(picture(index, width, height), watchedRuntime('wasm').runtime);
  };

  it('lies in 8 bits, whole, with a digest that was checked', async () => {
    const file = await openSafetensors(memorySource(store.files.get(WEIGHTS)!), 'stored');
    expect(file.metadata['policy']).toBe('int8');
    const names = [...file.entries.keys()];
    expect(names).toContain('visual_projection.weight.q');
    expect(names).toContain('concept_embeds_weights');
    expect(store.files.get(WEIGHTS)!.length).toBeLessThan(entry.files[1]!.bytes!);
  });

  it('flags what diffusers flags, in 8 bits as well', async () => {
    const flags = [await flag(0), await flag(1), await flag(3)];
    expect(flags).toEqual([false, true, false]);
  });

  it('is not used when it was changed', async () => {
    const bytes = store.files.get(WEIGHTS)!;
    bytes[bytes.length - 5]! ^= 1;
    await expect(flag(0)).rejects.toMatchObject({ failure: { code: 'bad-weights' } });
  });

  it('says that it is not there', async () => {
    await expect(flag(0, 'other')).rejects.toMatchObject({
      failure: {
        code: 'file-missing',
        message: 'The safety checker is not stored on this device.',
        next: 'Download it first.',
      },
    });
    const none = storedCheckers(store, () => noLocks)({ withhold: true }, signal);
    await expect(none.look(picture(0, 20, 20), watchedRuntime('wasm').runtime)).rejects.toMatchObject({
      failure: { code: 'file-missing' },
    });
  });

  it('holds it only while it looks, and reads it whole but once', async () => {
    const held: string[] = [];
    const locks = {
      ...noLocks,
      using: (ids: readonly string[]) => {
        held.push(`+${ids.join()}`);
        return Promise.resolve(() => void held.push('-'));
      },
    };
    let opened = 0;
    const counting = {
      ...store,
      open: (path: string) => {
        if (path === WEIGHTS) opened += 1;
        return store.open(path);
      },
    };
    const screeningOf = storedCheckers(counting, () => locks);
    const { runtime } = watchedRuntime('wasm');
    const screening = screeningOf({ checker: 'checker', withhold: false }, signal);
    await screening.look(picture(0, 97, 64), runtime);
    const first = opened;
    await screening.look(picture(1, 40, 70), runtime);
    expect(held).toEqual(['+checker', '-', '+checker', '-']);
    expect(opened).toBe(first);
  });
});
