import { beforeAll, describe, expect, it } from 'vitest';
import { parseAutoencoderTinyConfig, authorTinyDecoder } from '../../../../core/models/index.ts';
import { packToMemory, planPacking } from '../../../../core/quantize/index.ts';
import { memorySource, openSafetensors, stateDictOf } from '../../../../core/weights/index.ts';
import { nodeFolder } from '../../../../tools/cli/node-folder.ts';
import { type Component, openComponent, readConfig } from '../../../../workers/engine/component.ts';
import { blobFile, type ModelFolder, type OpenedFile } from '../../../../workers/engine/model-folder.ts';
import { floats } from '../../../../workers/runtime/index.ts';
import { MODEL_FIXTURES } from '../../../parity/fixture-files.ts';
import { watchedRuntime } from './watched-runtime.ts';

const FOLDER = nodeFolder(`${MODEL_FIXTURES}autoencoder-tiny-two-stages`);
const WEIGHTS = 'diffusion_pytorch_model.safetensors';
const MIB = 2 ** 20;

/** A file of which only some ranges were read, and how often each. */
interface Watched {
  readonly file: OpenedFile;
  readonly wholeReads: () => number;
}

function watchReads(file: OpenedFile): Watched {
  let wholes = 0;
  return {
    file: {
      ...file,
      read: (start, end) => {
        if (end - start === file.size) wholes += 1;
        return file.read(start, end);
      },
    },
    wholeReads: () => wholes,
  };
}

function folderOf(file: OpenedFile): ModelFolder {
  return { label: 'packed', open: (path) => Promise.resolve(path === WEIGHTS ? file : undefined) };
}

describe('the weights of a packed file', () => {
  let author: () => ReturnType<typeof authorTinyDecoder>;
  let small: Uint8Array<ArrayBuffer>;
  /** The same, with a tensor beside it that no graph asks for. */
  let large: Uint8Array<ArrayBuffer>;

  const sourceOf = (component: Component): ReturnType<Component['sourceFor']> =>
    component.sourceFor(author());

  beforeAll(async () => {
    const config = parseAutoencoderTinyConfig(await readConfig(FOLDER), 'config.json');
    author = () => authorTinyDecoder(config, { policy: 'f32', batch: 1, height: 4, width: 4 });
    const raw = (await FOLDER.open(WEIGHTS))!;
    const state = stateDictOf(await openSafetensors(raw, WEIGHTS));
    const ballast = 'ballast';
    const shape = [17 * MIB];
    const padded = {
      ...state,
      names: () => [...state.names(), ballast],
      shapeOf: (name: string) => (name === ballast ? shape : state.shapeOf(name)),
      floats: (name: string) =>
        name === ballast ? Promise.resolve(new Float32Array(17 * MIB)) : state.floats(name),
    };
    const requests = author().weights;
    const stored = { name: ballast, role: 'values', dtype: 'float32', shape, byteLength: 68 * MIB } as const;
    const extra = {
      tensor: ballast,
      shape,
      format: { format: 'plain', dtype: 'float32' },
      stored: [stored],
    } as const;
    const metadata = { policy: 'f32' };
    small = (await packToMemory(planPacking(requests, state, metadata))).file;
    large = (await packToMemory(planPacking([...requests, extra], padded, metadata))).file;
  });

  it('stay in memory when they are small', async () => {
    const { file, wholeReads } = watchReads(blobFile(new Blob([small])));
    const component = await openComponent(folderOf(file), { policy: 'f32' });
    expect(component.bytes).toBe(small.length);
    for (let i = 0; i < 2; i++) expect((await sourceOf(component)).weights.data).toEqual(small);
    expect(wholeReads()).toBe(1);
  });

  it('are read for each session when they are large', async () => {
    const { file, wholeReads } = watchReads(memorySource(large));
    const component = await openComponent(folderOf(file), { policy: 'f32' });
    expect(wholeReads()).toBe(0);
    await sourceOf(component);
    await sourceOf(component);
    expect(wholeReads()).toBe(2);
  });

  it('are left to the runtime when they are large and in a blob, with the same result', async () => {
    const blob = new Blob([large]);
    const { file, wholeReads } = watchReads(blobFile(blob));
    const fromBlob = await sourceOf(await openComponent(folderOf(file), { policy: 'f32' }));
    const fromMemory = await sourceOf(await openComponent(folderOf(memorySource(small)), { policy: 'f32' }));
    expect(fromBlob.weights.data).toBe(blob);
    expect(wholeReads()).toBe(0);
    const { runtime } = watchedRuntime('wasm');
    const results = [];
    for (const source of [fromBlob, fromMemory]) {
      const session = await runtime.createSession(source);
      results.push(await session.run({ latents: floats(new Float32Array(6 * 16).fill(0.3), [1, 6, 4, 4]) }));
      await session.release();
    }
    expect(results[0]).toEqual(results[1]);
  });
});
