/*
 * In what the denoisers compute, and what happens when float16 is too narrow.
 */
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StepReport } from '../../../../core/contract/index.ts';
import { blankImage } from '../../../../core/image/index.ts';
import type { GenerateRequest } from '../../../../core/request/index.ts';
import { nodeFolder } from '../../../../tools/cli/node-folder.ts';
import { type Model, openModel } from '../../../../workers/engine/model.ts';
import { createPipeline, generatePicture } from '../../../../workers/engine/pipeline.ts';
import { precisionFor } from '../../../../workers/engine/precision.ts';
import { floats, type Runtime, type SessionSource } from '../../../../workers/runtime/index.ts';
import { peakSignalToNoise, relativeError } from '../../../cli/closeness.ts';
import { watchedRuntime } from './watched-runtime.ts';

const FOLDER = nodeFolder(resolve(import.meta.dirname, '../../../fixtures/models/pipeline'));
/** Graphs that compute in float16 where the model is large and the GPU has it. */
const NARROW = ['control_hint', 'controlnet', 'controlnet_text', 'unet', 'unet_text'];

const REQUEST: GenerateRequest = {
  prompt: 'A dancer in a red shirt',
  negativePrompt: 'blurry',
  seed: 7,
  width: 64,
  height: 96,
  steps: 3,
  guidance: 5,
  sampler: 'euler',
  scheduler: 'normal',
  samples: 2,
  controlStrength: 1,
  control: { kind: 'image', image: blankImage(64, 96) },
};

const clock = (): number => performance.now();

/** A runtime that says it is a GPU with float16, and which sessions were made on it of which graphs. */
function gpuRuntime(options: { readonly overflowAt?: number } = {}): {
  readonly runtime: Runtime;
  readonly sources: SessionSource[];
} {
  const { runtime: inner } = watchedRuntime('webgpu');
  const sources: SessionSource[] = [];
  let runs = 0;
  const runtime: Runtime = {
    ...inner,
    float16: true,
    async createSession(source) {
      sources.push(source);
      const session = await inner.createSession(source);
      if (source.name !== 'unet') return session;
      return {
        ...session,
        async run(inputs) {
          const outputs = await session.run(inputs);
          runs += 1;
          const { prediction } = outputs;
          if (runs !== options.overflowAt || prediction?.at !== 'cpu') return outputs;
          const { length } = prediction.data;
          return { prediction: floats(new Float32Array(length).fill(Infinity), prediction.shape) };
        },
      };
    },
  };
  return { runtime, sources };
}

/** Which of the graphs were made in which precision: those in float16 differ from those in float32. */
function narrowOf(sources: readonly SessionSource[], wide: ReadonlyMap<string, SessionSource>): string[] {
  const bytes = ({ model }: SessionSource): string => Buffer.from(model).toString('base64');
  return sources
    .filter((source) => {
      const expected = wide.get(source.name);
      return expected && bytes(expected) !== bytes(source);
    })
    .map(({ name }) => name);
}

describe('precisionFor', () => {
  it('is float16 for large models on a GPU that has it', () => {
    expect(precisionFor({ float16: true }, 'frugal')).toBe('float16');
    expect(precisionFor({ float16: true }, 'keep')).toBe('float32');
    expect(precisionFor({ float16: false }, 'frugal')).toBe('float32');
  });
});

describe('the precision of a picture', () => {
  let model: Model;
  let expected: Awaited<ReturnType<typeof generatePicture>>;
  const wide = new Map<string, SessionSource>();

  beforeAll(async () => {
    model = await openModel({ model: FOLDER, policy: 'f32' });
    const { runtime, sources } = gpuRuntime();
    const context = createPipeline({ model, runtime, clock, policy: 'frugal', precision: 'float32' });
    expected = await generatePicture(context, REQUEST);
    for (const source of sources) wide.set(source.name, source);
  });

  it('is float16 for all that the steps need, and float32 for text and decoding', async () => {
    const { runtime, sources } = gpuRuntime();
    const context = createPipeline({ model, runtime, clock, policy: 'frugal' });
    const { pictures, fellBack } = await generatePicture(context, REQUEST);
    expect(context.precision).toBe('float16');
    expect(fellBack).toBeUndefined();
    expect(new Set(narrowOf(sources, wide))).toEqual(new Set(NARROW));
    const [first] = pictures;
    const error = relativeError(first.latents.data, expected.pictures[0].latents.data);
    expect(error).toBeGreaterThan(1e-5);
    expect(error).toBeLessThan(1e-2);
    expect(peakSignalToNoise(first.image, expected.pictures[0].image)).toBeGreaterThan(40);
  });

  it('becomes float32 for good where float16 overflows, which is told', async () => {
    const { runtime, sources } = gpuRuntime({ overflowAt: 5 });
    const context = createPipeline({ model, runtime, clock, policy: 'frugal' });
    const reports: StepReport[] = [];
    const onReport = (report: StepReport): void => void reports.push(report);
    const { pictures, fellBack } = await generatePicture(context, REQUEST, { onReport });
    expect(fellBack).toBe(true);
    expect(context.precision).toBe('float32');
    expect(pictures.map(({ image }) => image.data)).toEqual(expected.pictures.map(({ image }) => image.data));

    // The second picture overflowed; both are made again.
    const fall = reports.findIndex(({ at }) => at === 'precision');
    expect(reports[fall]).toEqual({ trackId: null, at: 'precision', precision: 'float32' });
    const made = (part: readonly StepReport[]): number => part.filter(({ at }) => at === 'picture').length;
    expect([made(reports.slice(0, fall)), made(reports.slice(fall))]).toEqual([1, 2]);

    const before = sources.length;
    await generatePicture(context, REQUEST, { onReport });
    expect(narrowOf(sources.slice(before), wide)).toEqual([]);
    expect(reports.filter(({ at }) => at === 'precision')).toHaveLength(1);
  });

  it('draws the same seed again where none was given', async () => {
    const { runtime } = gpuRuntime({ overflowAt: 1 });
    const context = createPipeline({ model, runtime, clock, policy: 'frugal' });
    const { pictures, request } = await generatePicture(context, { ...REQUEST, seed: null });
    const again = await generatePicture(context, request);
    expect(again.pictures[0].image.data).toEqual(pictures[0].image.data);
  });

  it('is not to blame for what float32 overflows in', async () => {
    const { runtime } = gpuRuntime({ overflowAt: 2 });
    const context = createPipeline({ model, runtime, clock, policy: 'frugal', precision: 'float32' });
    await expect(generatePicture(context, REQUEST)).rejects.toMatchObject({
      failure: { code: 'bad-output', detail: 'not-finite' },
    });
  });
});
