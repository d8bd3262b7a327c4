/*
 * Files that the person brings, and weights made from stored ones.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  componentState,
  type CheckpointComponent,
  mergeLoras,
  recognise,
} from '../../../../core/checkpoints/index.ts';
import type { ImportRequest, LoadProgress, LoraChoice } from '../../../../core/contract/index.ts';
import type { ModelEntry } from '../../../../core/manifest/index.ts';
import { unpackedStateDict, type WeightPolicy } from '../../../../core/quantize/index.ts';
import {
  memorySource,
  openSafetensors,
  stateDictOf,
  type StateDict,
} from '../../../../core/weights/index.ts';
import { type ModelFolder, readJson } from '../../../../workers/engine/model-folder.ts';
import { openModel } from '../../../../workers/engine/model.ts';
import { weightRequests } from '../../../../workers/engine/weight-requests.ts';
import { openDerived } from '../../../../workers/store/derived.ts';
import { describeStore } from '../../../../workers/store/describe.ts';
import { importFile } from '../../../../workers/store/import.ts';
import { openStored, storeFolder } from '../../../../workers/store/stored-folder.ts';
import { type FaultyHost, startFaultyHost } from '../../../drivers/faulty-host.ts';
import { type MemoryStore, memoryStore } from '../../../drivers/memory-store.ts';
import { noLocks } from '../../../drivers/no-locks.ts';
import { hostedPipeline } from '../../../drivers/store-fixture.ts';

const CHECKPOINTS = resolve(import.meta.dirname, '../../../fixtures/checkpoints');
const signal = new AbortController().signal;

let host: FaultyHost;
let store: MemoryStore;
let like: ModelEntry;

beforeEach(async () => {
  const { files, entry } = await hostedPipeline();
  like = entry;
  host = await startFaultyHost(files);
  store = memoryStore();
});
afterEach(() => host.close());

const read = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(resolve(CHECKPOINTS, name)));

function bring(name: string, bytes: Uint8Array, policy: WeightPolicy = 'f32'): ReturnType<typeof importFile> {
  const file: ImportRequest['file'] = new File([bytes as Uint8Array<ArrayBuffer>], name);
  return importFile({
    ...{ file, like, policy, store, signal, locks: noLocks },
    places: { page: '', hub: host.url },
    onProgress: () => undefined,
    clock: () => performance.now(),
  });
}

const bringFixture = async (name: string, policy?: WeightPolicy): ReturnType<typeof importFile> =>
  bring(name, await read(name), policy);

const folderOf = (id: string): Promise<ModelFolder> =>
  openStored({ store, entry: { id, label: id }, signal, onProgress: () => undefined });

/** A file with more in its header. */
function marked(
  file: Uint8Array,
  metadata: Readonly<Record<string, string>>,
  tensors: object = {},
): Uint8Array {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))) as Record<
    string,
    unknown
  >;
  const known = header['__metadata__'] as object | undefined;
  const text = JSON.stringify({ ...header, ...tensors, __metadata__: { ...known, ...metadata } });
  const bytes = new TextEncoder().encode(text.padEnd(8 * Math.ceil(text.length / 8)));
  const made = new Uint8Array(8 + bytes.length + file.length - 8 - length);
  new DataView(made.buffer).setBigUint64(0, BigInt(bytes.length), true);
  made.set(bytes, 8);
  made.set(file.subarray(8 + length), 8 + bytes.length);
  return made;
}

/** What a stored network holds, as floats. */
async function stateOf(
  folder: ModelFolder,
  network: 'unet' | 'text_encoder',
  policy: WeightPolicy = 'f32',
): Promise<StateDict> {
  const path =
    network === 'unet' ? 'unet/diffusion_pytorch_model.safetensors' : 'text_encoder/model.safetensors';
  const file = await openSafetensors((await folder.open(path))!, path);
  const config = await readJson(folder, `${network}/config.json`);
  return unpackedStateDict(file, weightRequests({ network, config, file: 'config.json', policy }));
}

async function fixtureState(name: string, component: CheckpointComponent): Promise<StateDict> {
  const file = await openSafetensors(memorySource(await read(name)), name);
  return componentState(stateDictOf(file), recognise(file), component);
}

/** The largest difference between two states, relative to the largest value. */
async function distance(a: StateDict, b: StateDict): Promise<number> {
  let worst = 0;
  for (const name of a.names()) {
    const [left, right] = [await a.floats(name), await b.floats(name)];
    const scale = right.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-12);
    left.forEach((value, i) => (worst = Math.max(worst, Math.abs(value - right[i]!) / scale)));
  }
  return worst;
}

describe('importFile', () => {
  it('stores a single-file checkpoint as a model, with the tokenizer of the one it is like', async () => {
    const { item, what, unused } = await bringFixture('checkpoint.safetensors');
    expect(what).toMatch(/^A checkpoint with .*UNet/);
    expect(unused).toEqual(['somebody.elses']);
    expect(item).toMatchObject({
      complete: true,
      entry: { kind: 'model', label: 'checkpoint', builtIn: false },
    });
    const folder = await folderOf(item.entry.id);
    expect(
      await distance(await stateOf(folder, 'unet'), await fixtureState('checkpoint.safetensors', 'unet')),
    ).toBe(0);
    const model = await openModel({ model: folder, policy: 'f32' });
    expect(model.controlNet).toBeUndefined();
    expect(model.trained).toBeDefined();
    // Only the tokenizer came over the network.
    expect(host.log.every((line) => /\/(?:tokenizer|scheduler)\//.test(line))).toBe(true);
  });

  it('reads from its marks what it was trained to predict', async () => {
    const file = await read('checkpoint.safetensors');
    const { item } = await bring('v.safetensors', marked(file, { 'modelspec.prediction_type': 'v' }));
    const model = await openModel({ model: await folderOf(item.entry.id), policy: 'f32' });
    expect(model.trained.prediction).toBe('v');
    const empty = { dtype: 'F32', shape: [0], data_offsets: [0, 0] };
    const other = await bring('w.safetensors', marked(file, {}, { v_pred: empty }));
    expect(
      (await openModel({ model: await folderOf(other.item.entry.id), policy: 'f32' })).trained.prediction,
    ).toBe('v');
    await expect(bring('z.safetensors', marked(file, {}, { v_pred: empty, ztsnr: empty }))).rejects.toThrow(
      'zero terminal SNR',
    );
  });

  it('knows a file again', async () => {
    const first = await bringFixture('checkpoint.safetensors');
    const writes: string[] = [];
    store.beforeWrite = (path) => void writes.push(path);
    const second = await bringFixture('checkpoint.safetensors');
    expect(second.item).toEqual(first.item);
    expect(writes).toEqual([]);
  });

  it.each([
    ['controlnet.safetensors', 'controlnet', /^A ControlNet/],
    ['lora-kohya.safetensors', 'lora', /^A LoRA that changes \d+ layers of /],
  ])('stores %s as an addon', async (name, kind, words) => {
    const { item, what } = await bringFixture(name, 'int8');
    expect(item).toMatchObject({ complete: true, entry: { kind } });
    expect(what).toMatch(words);
  });

  it.each([
    ['model.ckpt', Uint8Array.from([0x80, 2, 0x7d]), 'unsupported-model', /ckpt/],
    ['model.safetensors', Uint8Array.from([0x50, 0x4b, 3, 4]), 'unsupported-model', /./],
    ['cut.safetensors', 'checkpoint.safetensors', 'bad-weights', /cut\.safetensors/],
  ])('refuses %s and keeps nothing', async (name, content, code, words) => {
    const bytes = typeof content === 'string' ? (await read(content)).subarray(0, 1_000_000) : content;
    await expect(bring(name, bytes)).rejects.toMatchObject({ failure: { code, message: words } });
    expect((await describeStore(store)).items).toEqual([]);
  });

  it('asks for the model that has the parts which a file lacks', async () => {
    const unet = new Uint8Array(
      await readFile(resolve(CHECKPOINTS, '../models/pipeline/unet/diffusion_pytorch_model.safetensors')),
    );
    await expect(bring('unet.safetensors', unet)).rejects.toMatchObject({
      failure: { code: 'unsupported-model', next: expect.stringMatching(/Download Tiny first/) as string },
    });
  });
});

describe('openDerived', () => {
  const seen: LoadProgress[] = [];
  const derive = async (
    id: string,
    loras: readonly LoraChoice[],
    policy?: WeightPolicy,
  ): Promise<ModelFolder> =>
    openDerived({
      ...{ store, id, loras, policy, signal, locks: noLocks },
      folder: storeFolder(store, `models/${id}`, 'own'),
      onProgress: (progress) => void seen.push(progress),
    });

  it('adds LoRAs to the stored weights', async () => {
    const { item } = await bringFixture('checkpoint.safetensors');
    const lora = await bringFixture('lora-kohya.safetensors');
    const folder = await derive(item.entry.id, [{ id: lora.item.entry.id, weight: 0.7 }]);
    const file = await openSafetensors(memorySource(await read('lora-kohya.safetensors')), 'lora');
    const expected = mergeLoras(await fixtureState('checkpoint.safetensors', 'unet'), 'unet', [
      { state: stateDictOf(file), weight: 0.7, metadata: file.metadata },
    ]);
    const plain = await stateOf(await folderOf(item.entry.id), 'unet');
    expect(await distance(await stateOf(folder, 'unet'), expected)).toBe(0);
    expect(await distance(plain, expected)).toBeGreaterThan(1e-3);
  });

  it('keeps what it made, and makes anew for another choice', async () => {
    const { item } = await bringFixture('checkpoint.safetensors');
    const lora = await bringFixture('lora-kohya.safetensors');
    const choose = (weight: number): Promise<ModelFolder> =>
      derive(item.entry.id, [{ id: lora.item.entry.id, weight }]);
    await choose(1);
    const writes: string[] = [];
    store.beforeWrite = (path) => void writes.push(path);
    await choose(1);
    expect(writes).toEqual([]);
    await choose(0.5);
    expect(writes.length).toBeGreaterThan(0);
    // A damaged one is not believed.
    store.beforeWrite = () => undefined;
    const path = [...store.files.keys()].filter((name) => /derived.*unet\/diff/.test(name)).at(-1)!;
    store.files.get(path)![store.files.get(path)!.length - 1]! ^= 1;
    store.beforeWrite = (written) => void writes.push(written);
    writes.length = 0;
    await choose(0.5);
    expect(writes.length).toBeGreaterThan(0);
  });

  it('stores a model in fewer bits', async () => {
    const { item } = await bringFixture('checkpoint.safetensors', 'int8');
    const folder = await derive(item.entry.id, [], 'int4');
    const model = await openModel({ model: folder, policy: 'f32' });
    expect(model.unet.weights.policy).toBe('int4');
    const before = await stateOf(await folderOf(item.entry.id), 'unet', 'int8');
    const error = await distance(await stateOf(folder, 'unet', 'int4'), before);
    expect(error).toBeGreaterThan(0.01);
    expect(error).toBeLessThan(0.2);
  });

  it('says when a LoRA is not stored', async () => {
    const { item } = await bringFixture('checkpoint.safetensors');
    await expect(derive(item.entry.id, [{ id: 'gone', weight: 1 }])).rejects.toMatchObject({
      failure: { code: 'file-missing' },
    });
  });
});
