/*
 * A whole StableDiffusionControlNetPipeline against torch: same seed, same control picture, Euler, 5 steps, guidance 5.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResumePoint, StepReport } from '../../core/contract/index.ts';
import { blankImage, type RgbaImage } from '../../core/image/index.ts';
import { decodePng } from '../../core/png/index.ts';
import type { GenerateRequest } from '../../core/request/index.ts';
import { memorySource, openSafetensors, type StateDict, stateDictOf } from '../../core/weights/index.ts';
import { type NodeEngine, openNodeEngine } from '../../tools/cli/node-engine.ts';
import { nodeFolder } from '../../tools/cli/node-folder.ts';
import { builtInModel } from '../../tools/cli/read-inputs.ts';
import { type ModelFolder, readJson } from '../../workers/engine/model-folder.ts';
import { weightRequests } from '../../workers/engine/weight-requests.ts';
import { packToMemory, planPacking } from '../../core/quantize/index.ts';
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

/** The fixture, one network of it packed, with one tensor of that filled with a value: raw weights would be refused. */
async function withTensor(network: 'unet' | 'vae', tensor: string, value: number): Promise<ModelFolder> {
  const path = `${network}/diffusion_pytorch_model.safetensors`;
  const folder = nodeFolder(FOLDER);
  const raw = await openSafetensors((await folder.open(path))!, path);
  const config = await readJson(folder, `${network}/config.json`);
  const requests = weightRequests({ network, config, file: 'config.json', policy: 'f32' });
  const { file: bytes } = await packToMemory(planPacking(requests, stateDictOf(raw), { policy: 'f32' }));
  const { offset, byteLength } = (await openSafetensors(memorySource(bytes), path)).entries.get(tensor)!;
  new Float32Array(bytes.buffer, offset, byteLength / 4).fill(value);
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
    const [{ image, latents }] = (await engine.generate(request)).pictures;
    const steps = await reference.floats('latents');
    const last = steps.subarray(steps.length - latents.data.length);
    expect(relativeError(latents.data, last)).toBeLessThan(1e-4);
    expect(peakSignalToNoise(image, expected)).toBeGreaterThan(60);
  });

  it('draws the same picture again, and another one for another seed, prompt or pose', async () => {
    const [{ image: first }] = (await engine.generate(request)).pictures;
    expect((await engine.generate(request)).pictures[0].image.data).toEqual(first.data);
    for (const change of [{ seed: 1 }, { prompt: 'a tree' }, { controlStrength: 0 }, { guidance: 1 }]) {
      const [{ image }] = (await engine.generate({ ...request, ...change })).pictures;
      expect(peakSignalToNoise(image, first)).toBeLessThan(35);
    }
  });

  it.each([
    ['int8', 45],
    ['int4', 38],
  ] as const)('stays close to it with weights in %s', async (policy, decibels) => {
    const quantized = await openNodeEngine({ model: nodeFolder(FOLDER), policy, threads: 1 });
    const [{ image }] = (await quantized.generate(request)).pictures;
    await quantized.release();
    expect(peakSignalToNoise(image, expected)).toBeGreaterThan(decibels);
  });

  it('reports stages and steps in order', async () => {
    const reports: StepReport[] = [];
    const { timings } = await engine.generate(request, { onReport: (report) => reports.push(report) });
    const places = reports.map((report) =>
      report.at === 'stage' ? report.stage : report.at === 'step' ? report.step : report.at,
    );
    expect(places).toEqual([
      'preparing',
      'text',
      'control',
      'denoising',
      1,
      2,
      3,
      4,
      5,
      'decoding',
      'picture',
    ]);
    expect(Object.keys(timings.stages)).toEqual(['preparing', 'text', 'control', 'denoising', 'decoding']);
    expect(timings.inference).toBeGreaterThan(0);
    expect(timings.inference).toBeLessThan(timings.total);
  });

  it('makes several pictures, each as the tools that share the seed number it', async () => {
    const batch = await engine.generate({ ...request, samples: 3, noise: 'gpu', trackId: 'mine' });
    expect(batch.pictures).toHaveLength(3);
    const seed = request.seed! + 2;
    const [alone] = (await engine.generate({ ...request, seed, noise: 'gpu' })).pictures;
    expect(batch.pictures[2]!.image.data).toEqual(alone.image.data);
    const [one] = (await engine.generate(request)).pictures;
    const cpu = await engine.generate({ ...request, samples: 2 });
    expect(cpu.pictures[0].image.data).toEqual(one.image.data);
    expect(cpu.pictures[1]!.image.data).not.toEqual(one.image.data);
  });

  it('draws a seed where none is given, and tells it', async () => {
    const drawn = await engine.generate({ ...request, seed: null });
    expect(Number.isSafeInteger(drawn.request.seed)).toBe(true);
    const again = await engine.generate({ ...request, seed: drawn.request.seed });
    expect(again.pictures[0].image.data).toEqual(drawn.pictures[0].image.data);
  });

  it('gives every event the name of its request', async () => {
    const names: (string | null)[] = [];
    await engine.generate(
      { ...request, trackId: 'order 7' },
      { onReport: ({ trackId }) => names.push(trackId) },
    );
    expect(new Set(names)).toEqual(new Set(['order 7']));
  });

  describe('from a picture', () => {
    const last = async (change: Partial<GenerateRequest>): Promise<RgbaImage> =>
      (await engine.generate({ ...request, ...change })).pictures[0].image;

    it('strays further from it the stronger it is told to', async () => {
      const at = (strength: number): Promise<RgbaImage> => last({ init: { image: expected, strength } });
      const kept = await at(0);
      const distances = await Promise.all(
        [0.2, 0.6, 1].map(async (strength) => peakSignalToNoise(await at(strength), kept)),
      );
      expect(distances).toEqual(distances.toSorted((a, b) => b - a));
    });

    it('paints where the mask is white and keeps the rest to the pixel', async () => {
      const { width, height } = expected;
      const mask = blankImage(width, height);
      for (let i = 0; i < width * height; i++)
        mask.data.fill(i % width < width / 2 ? 255 : 0, 4 * i, 4 * i + 3);
      const painted = await last({ seed: 5, init: { image: expected, strength: 1, mask } });
      let changed = 0;
      for (let i = 0; i < width * height; i++) {
        const pixels = [painted, expected].map(({ data }) => [...data.subarray(4 * i, 4 * i + 3)]);
        if (i % width >= width / 2) expect(pixels[0]).toEqual(pixels[1]);
        else if (String(pixels[0]) !== String(pixels[1])) changed += 1;
      }
      expect(changed).toBeGreaterThan(width * height * 0.4);
    });
  });

  describe('the ControlNet', () => {
    const last = async (change: Partial<GenerateRequest>): Promise<Uint8ClampedArray> =>
      (await engine.generate({ ...request, ...change })).pictures[0].image.data;

    it('has no part outside of its span', async () => {
      const none = await last({ control: { kind: 'none' } });
      expect(await last({ controlStart: 0, controlEnd: 0 })).toEqual(none);
      expect(await last({ controlStrength: 0 })).toEqual(none);
      const early = await last({ controlEnd: 0.4 });
      expect(early).not.toEqual(none);
      expect(early).not.toEqual(await last({}));
      expect(await last({ controlStart: 0.4 })).not.toEqual(early);
    });

    it('is weighed differently by each mode', async () => {
      const modes = ['balanced', 'prompt', 'control'] as const;
      const pictures = await Promise.all(modes.map((controlMode) => last({ controlMode })));
      expect(new Set(pictures.map(String)).size).toBe(3);
      expect(pictures[0]).toEqual(await last({}));
    });
  });

  it('ends guidance early when it is told to', async () => {
    const data = async (guidanceEnd: number, guidance = request.guidance): Promise<Uint8ClampedArray> =>
      (await engine.generate({ ...request, guidance, guidanceEnd })).pictures[0].image.data;
    expect(await data(0)).toEqual(await data(1, 1));
    const half = await data(0.5);
    expect(half).not.toEqual(await data(0));
    expect(half).not.toEqual(await data(1));
  });

  it.each(['euler_ancestral', 'dpmpp_2m_sde', 'heun', 'ddim'] as const)(
    'goes on from a step of %s as if it had not been stopped',
    async (sampler) => {
      const points: ResumePoint[] = [];
      const two = { ...request, sampler, samples: 2 };
      const whole = await engine.generate(two, {
        onReport: (report) => {
          if (report.at === 'step') points.push(report.resume);
        },
      });
      const resume = points.find(({ picture, step }) => picture === 1 && step === 2)!;
      const rest = await engine.generate(two, { resume });
      expect(rest.pictures).toHaveLength(1);
      // dpmpp_2m_sde has lost the estimate before, which its next step would have used.
      const decibels = sampler === 'dpmpp_2m_sde' ? 20 : Number.POSITIVE_INFINITY;
      const likeness = peakSignalToNoise(rest.pictures[0].image, whole.pictures[1]!.image);
      expect(likeness).toBeGreaterThanOrEqual(decibels);
    },
  );

  it('only decodes where all steps were done', async () => {
    const points: ResumePoint[] = [];
    const whole = await engine.generate(request, {
      onReport: (report) => {
        if (report.at === 'step') points.push(report.resume);
      },
    });
    const rest = await engine.generate(request, { resume: points.at(-1)! });
    expect(rest.pictures[0].image.data).toEqual(whole.pictures[0].image.data);
  });

  it('refuses to go on with a run of another size', async () => {
    const resume = { picture: 0, step: 1, sigma: 1, latents: new Float32Array(4), draws: 1 };
    await expect(engine.generate(request, { resume })).rejects.toThrow('had other pictures');
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

  describe('the prompt', () => {
    const data = async (change: Partial<GenerateRequest>): Promise<Uint8ClampedArray> =>
      (await engine.generate({ ...request, steps: 2, ...change })).pictures[0].image.data;

    it('gives the same picture bit for bit with weights of 1, and another one with others', async () => {
      const plain = await data({ prompt: 'a dancer in a red shirt' });
      expect(await data({ prompt: 'a (dancer:1.0) in a red shirt' })).toEqual(plain);
      expect(await data({ prompt: 'a (dancer:1.5) in a red shirt' })).not.toEqual(plain);
      expect(await data({ prompt: 'a [dancer] in a red shirt' })).not.toEqual(plain);
    });

    it('counts to its last word, however long it or the negative prompt is', async () => {
      const prompt = 'a red shirt '.repeat(12);
      const red = await data({ prompt: `${prompt} red` });
      expect(await data({ prompt: `${prompt} blue` })).not.toEqual(red);
      expect(await data({ prompt: `${prompt} red`, guidance: 1 })).not.toEqual(red);
      expect(await data({ prompt: `${prompt} red`, negativePrompt: prompt })).not.toEqual(red);
      expect(await data({ prompt: `${prompt} red`, guidanceEnd: 0.5 })).not.toEqual(red);
    });

    it('is read by an earlier layer with clip skip, and not by one that is not there', async () => {
      expect(await data({ clipSkip: 2 })).not.toEqual(await data({}));
      await expect(data({ clipSkip: 3 })).rejects.toMatchObject({
        failure: { code: 'bad-request', next: 'Choose at most 2.' },
      });
    });
  });

  it('draws with the built-in model from a prompt of two chunks', async () => {
    const { folder, entry } = await builtInModel();
    const builtIn = await openNodeEngine({ model: nodeFolder(folder), policy: 'f32', threads: 1 });
    const { defaults } = entry;
    const prompt = `${defaults.prompt}, ${defaults.prompt}, (${defaults.prompt}:1.2)`;
    const control = { kind: 'none' } as const;
    const two = { ...request, ...defaults, steps: 2, prompt, control };
    const [long] = (await builtIn.generate(two)).pictures;
    const [short] = (await builtIn.generate({ ...two, prompt: defaults.prompt })).pictures;
    const [again] = (await builtIn.generate(two)).pictures;
    await builtIn.release();
    expect(long.image.data).toEqual(again.image.data);
    expect(long.image.data).not.toEqual(short.image.data);
  });

  it.each([
    ['NaN', 'unet', 'conv_out.bias', Number.NaN, 'with values that are no numbers', 0],
    ['black', 'vae', 'decoder.conv_out.bias', -65_504, 'entirely black', 5],
  ] as const)('calls a %s picture a failure', async (_what, network, tensor, value, words, stepsDone) => {
    const model = await withTensor(network, tensor, value);
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
