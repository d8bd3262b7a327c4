/*
 * A whole StableDiffusionControlNetPipeline against torch: same seed, same control picture, Euler, 5 steps, guidance 5.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StepReport } from '../../core/contract/index.ts';
import type { RgbaImage } from '../../core/image/index.ts';
import { decodePng } from '../../core/png/index.ts';
import type { GenerateRequest } from '../../core/request/index.ts';
import { memorySource, openSafetensors, type StateDict, stateDictOf } from '../../core/weights/index.ts';
import { type NodeEngine, openNodeEngine } from '../../tools/cli/node-engine.ts';
import { nodeFolder } from '../../tools/cli/node-folder.ts';
import type { ModelFolder } from '../../workers/engine/model-folder.ts';
import { peakSignalToNoise, relativeError } from './closeness.ts';

const FOLDER = resolve(import.meta.dirname, '../fixtures/models/pipeline');

interface FixtureRequest {
  readonly prompt: string;
  readonly negative_prompt: string;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly steps: number;
  readonly guidance: number;
  readonly control_strength: number;
}

async function picture(name: string): Promise<RgbaImage> {
  const { width, height, data } = decodePng(await readFile(resolve(FOLDER, name)));
  return { width, height, data: new Uint8ClampedArray(data) };
}

async function fixtureRequest(): Promise<GenerateRequest> {
  const json = await readFile(resolve(FOLDER, 'request.json'), 'utf8');
  const { negative_prompt, control_strength, ...request } = JSON.parse(json) as FixtureRequest;
  return {
    ...request,
    negativePrompt: negative_prompt,
    controlStrength: control_strength,
    sampler: 'euler',
    scheduler: 'normal',
    control: { kind: 'image', image: await picture('control.png') },
  };
}

/** The fixture with one float16 tensor filled with a value, given by its bits. */
async function withTensor(path: string, tensor: string, bits: number): Promise<ModelFolder> {
  const bytes = new Uint8Array(await readFile(resolve(FOLDER, path)));
  const entry = (await openSafetensors(memorySource(bytes), path)).entries.get(tensor);
  if (entry?.dtype !== 'F16') throw new Error(`${tensor} is not float16`);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < entry.byteLength; at += 2) view.setUint16(entry.offset + at, bits, true);
  const folder = nodeFolder(FOLDER);
  return {
    label: 'broken',
    open: (file) => (file === path ? Promise.resolve(memorySource(bytes)) : folder.open(file)),
  };
}

describe('the pipeline', () => {
  let request: GenerateRequest;
  let expected: RgbaImage;
  let reference: StateDict;
  let engine: NodeEngine;

  beforeAll(async () => {
    request = await fixtureRequest();
    expected = await picture('picture.png');
    const bytes = await readFile(resolve(FOLDER, 'reference.safetensors'));
    reference = stateDictOf(
      await openSafetensors(memorySource(new Uint8Array(bytes)), 'reference.safetensors'),
    );
    engine = await openNodeEngine({ model: nodeFolder(FOLDER), policy: 'f32', threads: 1 });
  });

  afterAll(() => engine.release());

  it("draws torch's picture", async () => {
    const { image, latents } = await engine.generate(request);
    const steps = await reference.floats('latents');
    const last = steps.subarray(steps.length - latents.data.length);
    expect(relativeError(latents.data, last)).toBeLessThan(1e-4);
    expect(peakSignalToNoise(image, expected)).toBeGreaterThan(60);
  });

  it('draws the same picture again, and another one for another seed, prompt or pose', async () => {
    const first = (await engine.generate(request)).image;
    expect((await engine.generate(request)).image.data).toEqual(first.data);
    for (const change of [{ seed: 1 }, { prompt: 'a tree' }, { controlStrength: 0 }, { guidance: 1 }]) {
      const { image } = await engine.generate({ ...request, ...change });
      expect(peakSignalToNoise(image, first)).toBeLessThan(35);
    }
  });

  it.each([
    ['int8', 45],
    ['int4', 38],
  ] as const)('stays close to it with weights in %s', async (policy, decibels) => {
    const quantized = await openNodeEngine({ model: nodeFolder(FOLDER), policy, threads: 1 });
    const { image } = await quantized.generate(request);
    await quantized.release();
    expect(peakSignalToNoise(image, expected)).toBeGreaterThan(decibels);
  });

  it('reports stages and steps in order', async () => {
    const reports: StepReport[] = [];
    const { timings } = await engine.generate(request, { onReport: (report) => reports.push(report) });
    const places = reports.map((report) => (report.at === 'stage' ? report.stage : report.step));
    expect(places).toEqual(['preparing', 'text', 'control', 'denoising', 1, 2, 3, 4, 5, 'decoding']);
    expect(Object.keys(timings.stages)).toEqual(['preparing', 'text', 'control', 'denoising', 'decoding']);
    expect(timings.inference).toBeGreaterThan(0);
    expect(timings.inference).toBeLessThan(timings.total);
  });

  it('stops at the next run after a cancel', async () => {
    const stop = new AbortController();
    let steps = 0;
    const run = engine.generate(request, {
      signal: stop.signal,
      onReport: ({ at }) => {
        if (at === 'step' && ++steps === 2) stop.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    expect(steps).toBe(2);
  });

  it('tells how many tokens were too many', async () => {
    const { prompt } = request;
    const short = await engine.generate(request);
    const long = await engine.generate({ ...request, prompt: `${prompt}${' red'.repeat(30)}`, steps: 1 });
    expect(short.cutPrompts?.negativePrompt ?? 0).toBe(0);
    expect(long.cutPrompts).toEqual({
      prompt: 30 * 1 + (short.cutPrompts?.prompt ?? 0),
      negativePrompt: 0,
    });
  });

  it.each([
    ['NaN', 'unet', 'conv_out.bias', 0x7e00, 'with values that are no numbers', 0],
    ['black', 'vae', 'decoder.conv_out.bias', 0xfbff, 'entirely black', 5],
  ] as const)('calls a %s picture a failure', async (_what, network, tensor, half, words, stepsDone) => {
    const model = await withTensor(`${network}/diffusion_pytorch_model.safetensors`, tensor, half);
    const broken = await openNodeEngine({ model, policy: 'f32', threads: 1 });
    const steps: number[] = [];
    const run = broken.generate(request, {
      onReport: (report) => {
        if (report.at === 'step') steps.push(report.step);
      },
    });
    await expect(run).rejects.toMatchObject({
      failure: { code: 'bad-output', message: `The picture came out ${words}.` },
    });
    expect(steps).toHaveLength(stepsDone);
    await broken.release();
  });

  it('refuses sizes that the autoencoder cannot give', async () => {
    await expect(engine.generate({ ...request, width: 100 })).rejects.toMatchObject({
      failure: { code: 'bad-request' },
    });
  });
});
