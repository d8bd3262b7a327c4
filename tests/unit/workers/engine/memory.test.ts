/*
 * What is alive while a picture is made, and what becomes of a picture that is made frugally.
 */
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StageName } from '../../../../core/contract/index.ts';
import { blankImage, type RgbaImage } from '../../../../core/image/index.ts';
import { parseAutoencoderKLConfig } from '../../../../core/models/index.ts';
import type { GenerateRequest } from '../../../../core/request/index.ts';
import { nodeFolder } from '../../../../tools/cli/node-folder.ts';
import { sessionPolicyFor, tilingFor } from '../../../../workers/engine/memory.ts';
import { type AutoencoderKind, type Model, openModel } from '../../../../workers/engine/model.ts';
import type { ModelFolder } from '../../../../workers/engine/model-folder.ts';
import {
  createPipeline,
  generatePicture,
  type PipelineContext,
  type PipelineOptions,
} from '../../../../workers/engine/pipeline.ts';
import { peakSignalToNoise } from '../../../cli/closeness.ts';
import { type WatchedRuntime, watchedRuntime } from './watched-runtime.ts';

const MODELS = resolve(import.meta.dirname, '../../../fixtures/models');
const PIPELINE = nodeFolder(resolve(MODELS, 'pipeline'));
const TINY = nodeFolder(resolve(MODELS, 'autoencoder-tiny-three-stages'));

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
  controlStrength: 1,
  control: { kind: 'image', image: blankImage(64, 96) },
};

/** The pipeline's folder, with `preview_decoder` or without `controlnet`. */
function variant({ preview = false, control = true }): ModelFolder {
  return {
    label: 'variant',
    open: (path) => {
      if (preview && path.startsWith('preview_decoder/')) return TINY.open(path.slice(16));
      if (!control && path.startsWith('controlnet/')) return Promise.resolve(undefined);
      return PIPELINE.open(path);
    },
  };
}

/** The model as if its decoder were too large for previews. */
function withLargeDecoder(model: Model): Model {
  const { autoencoder } = model;
  return { ...model, autoencoder: { ...autoencoder, weights: { ...autoencoder.weights, bytes: 1e8 } } };
}

const clock = (): number => performance.now();

async function draw(context: PipelineContext, change: Partial<GenerateRequest> = {}): Promise<RgbaImage> {
  return (await generatePicture(context, { ...REQUEST, ...change })).pictures[0].image;
}

describe('the session policy', () => {
  let model: Model;
  let expected: RgbaImage;
  let kept: WatchedRuntime & { readonly context: PipelineContext };

  const open = (
    watched: WatchedRuntime,
    options: Partial<PipelineOptions> = {},
  ): WatchedRuntime & { readonly context: PipelineContext } => ({
    ...watched,
    context: createPipeline({ model, runtime: watched.runtime, clock, ...options }),
  });

  beforeAll(async () => {
    model = await openModel({ model: PIPELINE, policy: 'f32' });
    kept = open(watchedRuntime('wasm'));
    expected = await draw(kept.context);
  });

  it('keeps the sessions of a small model, the largest made first, and makes none twice', async () => {
    expect(sessionPolicyFor(model)).toBe('keep');
    const made = [...kept.events];
    const names = ['control_hint', 'controlnet', 'controlnet_text', 'text_encoder', 'unet', 'unet_text'];
    expect(made.toSorted()).toEqual([...names, 'vae_decoder'].map((name) => `+${name}`));
    const { unet, controlNet, textEncoder } = model;
    const bytes: Record<string, number> = {
      '+unet': unet.weights.bytes,
      '+controlnet': controlNet?.weights.bytes ?? 0,
      '+text_encoder': textEncoder.weights.bytes,
    };
    const sizes = made.flatMap((event) => bytes[event] ?? []);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    await draw(kept.context, { seed: 8 });
    expect(kept.events).toEqual(made);
  });

  it('is frugal with a large model', () => {
    const weights = { ...model.unet.weights, bytes: 9e8 };
    expect(sessionPolicyFor({ ...model, unet: { ...model.unet, weights } })).toBe('frugal');
  });

  it('has one stage alive at a time under WASM, for the same picture', async () => {
    const { context, events, alive } = open(watchedRuntime('wasm'), { policy: 'frugal' });
    expect((await draw(context)).data).toEqual(expected.data);
    const stages = ['text_encoder', 'control_hint', 'unet_text', 'controlnet_text'];
    expect(events.slice(0, 8)).toEqual(stages.flatMap((stage) => [`+${stage}`, `-${stage}`]));
    expect(events.slice(8, 10).toSorted()).toEqual(['+controlnet', '+unet']);
    expect(events.slice(10, 12).toSorted()).toEqual(['-controlnet', '-unet']);
    expect(events.slice(12)).toEqual(['+vae_decoder', '-vae_decoder']);
    expect(alive()).toEqual([]);
  });

  it('leaves the denoisers alive under WebGPU, for the next picture', async () => {
    const { context, events, alive } = open(watchedRuntime('webgpu'), { policy: 'frugal' });
    await draw(context);
    expect(alive()).toEqual(['controlnet', 'unet']);
    const before = events.length;
    expect((await draw(context)).data).toEqual(expected.data);
    expect(events.slice(before)).not.toContain('+unet');
    await context.sessions.releaseAll();
    expect(alive()).toEqual([]);
  });

  it('never has the networks of guided and unguided steps alive together', async () => {
    const change = { guidanceEnd: 0.5, samples: 2 };
    const { context, together } = open(watchedRuntime('webgpu'), { policy: 'frugal' });
    const frugal = await draw(context, change);
    expect(frugal.data).toEqual((await draw(kept.context, change)).data);
    for (const names of together()) {
      expect(names.filter((name) => name === 'unet').length).toBeLessThanOrEqual(1);
      expect(names.filter((name) => name === 'controlnet').length).toBeLessThanOrEqual(1);
    }
  });

  it('tells of the preparation where it happens', async () => {
    const { context } = open(watchedRuntime('wasm'), { policy: 'frugal' });
    const stages: StageName[] = [];
    const { timings } = await generatePicture(
      context,
      { ...REQUEST, init: { image: expected, strength: 0.7 } },
      {
        onReport: (report) => {
          if (report.at === 'stage') stages.push(report.stage);
        },
      },
    );
    expect(stages).toEqual(['encoding', 'text', 'control', 'preparing', 'denoising', 'decoding']);
    expect(timings.stages.preparing).toBeGreaterThan(0);
  });

  it('gives up what was there when a run is cancelled, at the next one', async () => {
    const { context, alive } = open(watchedRuntime('wasm'), { policy: 'frugal' });
    const stop = new AbortController();
    const run = generatePicture(context, REQUEST, {
      signal: stop.signal,
      onReport: ({ at }) => {
        if (at === 'step') stop.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    expect((await draw(context)).data).toEqual(expected.data);
    expect(alive()).toEqual([]);
  });

  it('decodes and encodes in tiles what would take too much memory', async () => {
    const small = open(watchedRuntime('wasm'), { maxTensorBytes: 70_000 });
    const size = { width: 64, height: 192 };
    const plan = tilingFor(model.autoencoder, { width: 8, height: 24 }, 70_000);
    expect(plan).toEqual({ tile: { width: 8, height: 8 }, rows: [0, 5, 11, 16], columns: [0] });
    const init = { image: expected, strength: 0.4 };
    const tiled = await draw(small.context, { ...size, init });
    expect(small.alive()).toContain('vae_encoder');
    expect([tiled.width, tiled.height]).toEqual([64, 192]);
    const likeness = peakSignalToNoise(tiled, await draw(kept.context, { ...size, init }));
    expect(likeness).toBeGreaterThan(15);
    expect(likeness).toBeLessThan(60);
  });
});

describe('tilingFor', () => {
  const config = (channels: readonly number[]): AutoencoderKind => ({
    kind: 'kl',
    config: parseAutoencoderKLConfig(
      {
        block_out_channels: channels,
        down_block_types: channels.map(() => 'DownEncoderBlock2D'),
        up_block_types: channels.map(() => 'UpDecoderBlock2D'),
      },
      'config.json',
    ),
  });

  it("takes SD 1.5's decoder whole up to 512 x 512 px, and in tiles of that above", () => {
    const large = config([128, 256, 512, 512]);
    expect(tilingFor(large, { width: 64, height: 64 }, 2 ** 28)).toBeUndefined();
    expect(tilingFor(large, { width: 64, height: 96 }, 2 ** 28)).toEqual({
      tile: { width: 64, height: 64 },
      rows: [0, 32],
      columns: [0],
    });
  });

  it('counts the attention of a narrow decoder', () => {
    const narrow = config([32, 32, 64, 96]);
    expect(tilingFor(narrow, { width: 90, height: 90 }, 2 ** 28)).toBeUndefined();
    expect(tilingFor(narrow, { width: 96, height: 96 }, 2 ** 28)?.tile).toEqual({ width: 88, height: 88 });
  });
});

describe('previews', () => {
  const previewsOf = async (context: PipelineContext): Promise<(RgbaImage | undefined)[]> => {
    const previews: (RgbaImage | undefined)[] = [];
    await generatePicture(context, REQUEST, {
      previewEvery: 1,
      onReport: (report) => {
        if (report.at === 'step') previews.push(report.preview);
      },
    });
    return previews;
  };
  /** A clock on which everything takes no time, so that no preview is too dear. */
  const still = (): number => 0;

  it('of a large decoder come from colours that were learnt, once there are any', async () => {
    const { runtime, events } = watchedRuntime('wasm');
    const model = withLargeDecoder(await openModel({ model: PIPELINE, policy: 'f32' }));
    const context = createPipeline({ model, runtime, clock: still, policy: 'frugal' });
    expect(await previewsOf(context)).toEqual([undefined, undefined, undefined]);
    const [first, second] = await previewsOf(context);
    for (const shown of [first, second]) expect([shown?.width, shown?.height]).toEqual([8, 12]);
    expect(events.filter((event) => event === '+vae_decoder')).toHaveLength(2);
  });

  it('come from the small decoder that a model has for them', async () => {
    const { runtime, events } = watchedRuntime('wasm');
    const model = withLargeDecoder(await openModel({ model: variant({ preview: true }), policy: 'f32' }));
    const context = createPipeline({ model, runtime, clock: still, policy: 'frugal' });
    const [first] = await previewsOf(context);
    // This one enlarges four times, not eight.
    expect([first?.width, first?.height]).toEqual([32, 48]);
    const released = events.indexOf('-tiny_decoder');
    expect(released).toBeGreaterThan(0);
    expect(released).toBeLessThan(events.indexOf('+vae_decoder'));
  });

  it('come from the own decoder where it is small', async () => {
    const model = await openModel({ model: PIPELINE, policy: 'f32' });
    const { runtime } = watchedRuntime('wasm');
    const [first] = await previewsOf(createPipeline({ model, runtime, clock: still }));
    expect([first?.width, first?.height]).toEqual([64, 96]);
  });
});

describe('a model without a ControlNet', () => {
  let context: PipelineContext;

  beforeAll(async () => {
    const model = await openModel({ model: variant({ control: false }), policy: 'f32' });
    context = createPipeline({ model, runtime: watchedRuntime('wasm').runtime, clock });
  });

  it('draws from text, as one whose ControlNet is turned off', async () => {
    const whole = createPipeline({
      model: await openModel({ model: PIPELINE, policy: 'f32' }),
      runtime: watchedRuntime('wasm').runtime,
      clock,
    });
    const off = { control: { kind: 'none' } } as const;
    expect((await draw(context, off)).data).toEqual((await draw(whole, off)).data);
    expect((await draw(context, { controlStrength: 0 })).data).toEqual((await draw(whole, off)).data);
  });

  it('refuses a pose and says what to do', async () => {
    await expect(draw(context)).rejects.toMatchObject({
      failure: {
        code: 'bad-request',
        message: 'This model has no ControlNet, so it cannot follow a pose.',
        next: 'Add a ControlNet that was made for this model, or turn the pose off.',
      },
    });
  });
});
