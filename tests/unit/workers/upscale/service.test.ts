/*
 * The upscaler's worker on networks with random weights, whose single outputs tests/parity compares with torch.
 */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { BackendReport, UpscaleProgress, UpscaleRequest } from '../../../../core/contract/index.ts';
import type { UpscalerEntry } from '../../../../core/manifest/index.ts';
import { createUpscaleService, type UpscaleSurroundings } from '../../../../workers/upscale-service.ts';
import { openUpscaler } from '../../../../workers/upscale/upscaler.ts';
import { folderWith } from '../../../drivers/detect-fixture.ts';
import { fixturePicture, withAlpha } from '../../../drivers/detect-picture.ts';
import { watchedRuntime } from '../engine/watched-runtime.ts';

const REPORT: BackendReport = {
  backend: 'wasm',
  why: 'no-webgpu',
  capabilities: { wasm: { threads: 1, cores: 2, crossOriginIsolated: false } },
};
const ENTRY: UpscalerEntry = {
  ...{ kind: 'upscaler', id: 'compact', label: 'Compact', description: '', builtIn: false },
  ...{ license: { name: 'MIT' }, sources: {}, files: [{ path: 'config.json' }] },
};
const IMAGE = withAlpha(fixturePicture(50, 30));

async function filesOf(name: string): Promise<Record<string, Uint8Array>> {
  const read = (path: string): Promise<Buffer> =>
    readFile(new URL(`../../../fixtures/models/${name}/${path}`, import.meta.url));
  const [config, weights] = await Promise.all([read('config.json'), read('model.safetensors')]);
  return { 'config.json': new Uint8Array(config), 'model.safetensors': new Uint8Array(weights) };
}

/** A service over the files of a fixture, and what it did. */
async function bench(name: string, change: Partial<UpscaleSurroundings> = {}) {
  const watched = watchedRuntime('wasm');
  const files = await filesOf(name);
  const ended: string[] = [];
  const seen: UpscaleProgress[] = [];
  const service = createUpscaleService({
    report: () => Promise.resolve(REPORT),
    openRuntime: () => Promise.resolve({ ...watched.runtime, dispose: () => void ended.push('runtime') }),
    openSource: () => Promise.resolve({ folder: folderWith(files), release: () => ended.push('files') }),
    ...change,
  });
  const upscale = (part: Partial<UpscaleRequest> = {}, signal = new AbortController().signal) =>
    service.upscale(
      { upscaler: ENTRY, page: '', backend: 'auto', image: IMAGE, factor: 2, ...part },
      { signal, emit: (progress) => void seen.push(progress) },
    );
  return { upscale, watched, ended, seen };
}

/** The same without a worker, in tiles of any size. */
async function directly(name: string, factor: 2 | 4, tileSide?: number) {
  const { runtime } = watchedRuntime('wasm');
  const upscaler = await openUpscaler(folderWith(await filesOf(name)), runtime);
  const { signal } = new AbortController();
  return upscaler.enlarge(IMAGE, {
    ...{ factor, signal, onProgress: () => undefined },
    ...(tileSide !== undefined && { tileSide }),
  });
}

describe('the upscaler', () => {
  it.each([
    ['srvgg-compact-double', 2],
    ['srvgg-compact-double', 4],
    ['srvgg-compact-quadruple', 2],
    ['srvgg-compact-quadruple', 4],
  ] as const)(
    'enlarges by %s %i times, tells how far it is, and lets everything go',
    async (name, factor) => {
      const { upscale, watched, ended, seen } = await bench(name);
      const { image, backend } = await upscale({ factor });
      expect([image.width, image.height, backend]).toEqual([50 * factor, 30 * factor, REPORT]);
      expect(image.data).toHaveLength(4 * image.width * image.height);
      const total = name === 'srvgg-compact-double' && factor === 4 ? 2 : 1;
      expect(seen).toEqual(Array.from({ length: total + 1 }, (_, done) => ({ done, total })));
      expect(watched.alive()).toEqual([]);
      expect(ended).toEqual(['runtime', 'files']);
    },
  );

  it.each(['srvgg-compact-double', 'srvgg-compact-quadruple'])(
    'gives by %s in tiles what it gives for the whole',
    async (name) => {
      const whole = await directly(name, 4, 4096);
      const tiled = await directly(name, 4, 24);
      expect(tiled.data.length).toBe(whole.data.length);
      // The runtime may add up in another order in a graph of another size.
      const off = tiled.data.reduce((most, value, i) => Math.max(most, Math.abs(value - whole.data[i]!)), 0);
      expect(off).toBeLessThanOrEqual(1);
      expect(new Set(whole.data).size).toBeGreaterThan(100);
    },
  );

  it('averages what a larger network gives too much', async () => {
    const four = await directly('srvgg-compact-quadruple', 4);
    const two = await directly('srvgg-compact-quadruple', 2);
    expect([two.width, four.width]).toEqual([100, 200]);
    const boxes = Array.from({ length: two.width * two.height }, (_, i) => {
      const [x, y] = [2 * (i % two.width), 2 * Math.floor(i / two.width)];
      const box = [0, 1, four.width, four.width + 1].map((by) => four.data[4 * (y * four.width + x + by)]!);
      return { box, average: two.data[4 * i]! };
    });
    // A value that was clamped before would pull the average.
    const inside = boxes.filter(({ box }) => box.every((value) => value > 0 && value < 255));
    expect(inside.length).toBeGreaterThan(100);
    for (const { box, average } of inside) {
      expect(Math.abs(box.reduce((sum, value) => sum + value / 4, 0) - average)).toBeLessThanOrEqual(1);
    }
  });

  it('stops between two tiles when it is cancelled, and lets everything go', async () => {
    const stop = new AbortController();
    const { upscale, watched, ended, seen } = await bench('srvgg-compact-double');
    const image = withAlpha(fixturePicture(500, 30));
    stop.abort();
    await expect(upscale({ image }, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen).toEqual([
      { done: 0, total: 3 },
      { done: 1, total: 3 },
    ]);
    expect(watched.alive()).toEqual([]);
    expect(ended).toEqual(['runtime', 'files']);
  });

  it.each([
    [
      'is too large for it',
      { image: { width: 1025, height: 1, data: new Uint8ClampedArray(4100) }, factor: 4 },
    ],
    ['is to be enlarged by another factor', { factor: 3 as 2 }],
  ] as const)('refuses a picture that %s before it opens anything', async (_, part) => {
    const { upscale, ended } = await bench('srvgg-compact-double');
    const refused = upscale(part);
    await expect(refused).rejects.toMatchObject({ code: 'bad-request' });
    await expect(refused).rejects.toMatchObject({
      failure: { next: expect.stringMatching(/^Choose/) as unknown },
    });
    expect(ended).toEqual([]);
  });

  it('refuses what is no picture', async () => {
    const { upscale } = await bench('srvgg-compact-double');
    const image = { width: 3, height: 3, data: new Uint8ClampedArray(8) };
    await expect(upscale({ image })).rejects.toMatchObject({ code: 'bad-image' });
  });

  it('tells what a network that gives no numbers has done', async () => {
    const { runtime } = watchedRuntime('wasm');
    const { upscale } = await bench('srvgg-compact-double', {
      openRuntime: () =>
        Promise.resolve({
          ...runtime,
          async createSession(source) {
            const session = await runtime.createSession(source);
            return {
              ...session,
              async run(inputs) {
                const { enlarged } = await session.run(inputs);
                if (enlarged?.at === 'cpu') enlarged.data[5] = NaN;
                return enlarged ? { enlarged } : {};
              },
            };
          },
        }),
    });
    await expect(upscale()).rejects.toMatchObject({ code: 'bad-output' });
  });

  it('names the field of a config that it cannot follow', async () => {
    const files = await filesOf('srvgg-compact-double');
    const config = { ...(JSON.parse(new TextDecoder().decode(files['config.json'])) as object), upscale: 3 };
    const other = { ...files, 'config.json': new TextEncoder().encode(JSON.stringify(config)) };
    const { upscale } = await bench('srvgg-compact-double', {
      openSource: () => Promise.resolve({ folder: folderWith(other), release: () => undefined }),
    });
    await expect(upscale()).rejects.toMatchObject({
      code: 'bad-config',
      message: expect.stringContaining('upscale') as unknown,
    });
  });
});
