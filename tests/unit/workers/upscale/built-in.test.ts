/*
 * The upscaler that comes with the page, on a drawing that it was not trained on: against torch, and against what everybody has.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { decodePng, type PngPixels } from '../../../../core/png/index.ts';
import { nodeFolder } from '../../../../tools/cli/node-folder.ts';
import { openUpscaler } from '../../../../workers/upscale/upscaler.ts';
import { watchedRuntime } from '../engine/watched-runtime.ts';

const MODEL = fileURLToPath(new URL('../../../../public/models/armature-upscaler', import.meta.url));

async function fixture(name: string): Promise<PngPixels> {
  const bytes = await readFile(new URL(`../../../fixtures/upscaling/${name}.png`, import.meta.url));
  return decodePng(new Uint8Array(bytes));
}

/** Peak signal to noise in dB. */
function psnr(made: PngPixels, truth: PngPixels): number {
  const squares = made.data.reduce((sum, value, i) => sum + (value - truth.data[i]!) ** 2, 0);
  // A quarter of the values are alphas, which are all the same.
  return 10 * Math.log10(255 ** 2 / (squares / (made.data.length * 0.75)));
}

it('gives what torch gives, and is nearer to the drawing than Lanczos by more than 1 dB', async () => {
  const [small, drawn, torch, lanczos] = await Promise.all(
    ['small', 'drawn', 'torch', 'lanczos'].map((name) => fixture(name)),
  );
  const upscaler = await openUpscaler(nodeFolder(MODEL), watchedRuntime('wasm').runtime);
  const { signal } = new AbortController();
  const image = { ...small!, data: new Uint8ClampedArray(small!.data) };
  const made = await upscaler.enlarge(image, { factor: 2, signal, onProgress: () => undefined });
  expect([made.width, made.height]).toEqual([drawn!.width, drawn!.height]);
  const off = made.data.reduce((most, value, i) => Math.max(most, Math.abs(value - torch!.data[i]!)), 0);
  expect(off).toBeLessThanOrEqual(1);
  expect(psnr(made, drawn!) - psnr(lanczos!, drawn!)).toBeGreaterThan(1);
});
