/*
 * Pictures before the safety checker: against diffusers, and what becomes of them in a run.
 */
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StageName, StepReport } from '../../../../core/contract/index.ts';
import { blankImage, veil } from '../../../../core/image/index.ts';
import type { GenerateRequest } from '../../../../core/request/index.ts';
import { ArmatureError } from '../../../../core/result/index.ts';
import { nodeFolder } from '../../../../tools/cli/node-folder.ts';
import { type Model, openModel } from '../../../../workers/engine/model.ts';
import type { ModelFolder } from '../../../../workers/engine/model-folder.ts';
import { createPipeline, type Generated, generatePicture } from '../../../../workers/engine/pipeline.ts';
import {
  lookAt,
  openSafetyChecker,
  type SafetyChecker,
  type Screening,
} from '../../../../workers/engine/safety.ts';
import { picture, readSafetyReference } from '../../safety/pictures.ts';
import { type WatchedRuntime, watchedRuntime } from './watched-runtime.ts';

const MODELS = resolve(import.meta.dirname, '../../../fixtures/models');
const CHECKER = nodeFolder(resolve(MODELS, 'safety-checker-quick-gelu'));
const { pictures } = await readSafetyReference();

describe('lookAt', () => {
  let checker: SafetyChecker;
  let watched: WatchedRuntime;

  beforeAll(async () => {
    checker = await openSafetyChecker(CHECKER);
    watched = watchedRuntime('wasm');
  });

  it('flags the pictures that diffusers flags', async () => {
    const flags: boolean[] = [];
    for (const [index, { width, height }] of pictures.entries()) {
      flags.push(await lookAt(checker, picture(index, width, height), watched.runtime));
    }
    expect(flags).toEqual(pictures.map(({ flagged }) => flagged));
    expect(new Set(flags).size).toBe(2);
  });

  it('has its session alive while it looks, and no longer', () => {
    expect(watched.events).toEqual(pictures.flatMap(() => ['+safety_checker', '-safety_checker']));
    expect(watched.alive()).toEqual([]);
  });

  it('does not take scores that are no numbers for a pass', async () => {
    const session = {
      inputs: [],
      outputNames: [],
      run: () => {
        const scores = { at: 'cpu', data: Float32Array.of(Number.NaN), shape: [1, 1] } as const;
        return Promise.resolve({ special_scores: scores, concept_scores: scores });
      },
      release: () => Promise.resolve(),
    };
    const runtime = { ...watched.runtime, createSession: () => Promise.resolve(session) };
    await expect(lookAt(checker, picture(0, 20, 20), runtime)).rejects.toThrow('no numbers');
  });

  it('names what a checker lacks', async () => {
    const empty: ModelFolder = { label: 'Checker', open: () => Promise.resolve(undefined) };
    await expect(openSafetyChecker(empty)).rejects.toMatchObject({
      failure: { code: 'file-missing', message: 'Checker has no config.json.' },
    });
  });
});

describe('a run that is checked', () => {
  const REQUEST: GenerateRequest = {
    ...{ prompt: 'A dancer', negativePrompt: '', seed: 7, width: 64, height: 64, steps: 2, guidance: 1 },
    ...{ sampler: 'euler', scheduler: 'normal', samples: 2, controlStrength: 1, control: { kind: 'none' } },
  };
  let model: Model;
  let plain: Generated;

  async function run(
    screening: Screening | undefined,
    onReport: (report: StepReport) => void = () => undefined,
    watched = watchedRuntime('wasm'),
  ): Promise<Generated> {
    const context = createPipeline({ model, runtime: watched.runtime, clock: () => 0, policy: 'frugal' });
    return generatePicture(context, REQUEST, { previewEvery: 1, onReport, ...(screening && { screening }) });
  }

  beforeAll(async () => {
    model = await openModel({ model: nodeFolder(resolve(MODELS, 'pipeline')), policy: 'f32' });
    plain = await run(undefined);
  });

  it('says nothing of pictures that nobody asked to check', () => {
    expect(plain.pictures.map(({ image }) => image.safety)).toEqual([undefined, undefined]);
  });

  it('notes what passed and what is flagged, each picture by itself, with its pixels', async () => {
    const answers = [false, true];
    const reported: StepReport[] = [];
    const look = (): Promise<boolean> => Promise.resolve(answers.shift() ?? false);
    const { pictures: made } = await run({ withhold: false, look }, (report) => reported.push(report));
    const notes = [{ verdict: 'clear' }, { verdict: 'flagged', withheld: false }];
    expect(made.map(({ image }) => image.safety)).toEqual(notes);
    expect(made.map(({ image }) => image.data)).toEqual(plain.pictures.map(({ image }) => image.data));
    const early = reported.flatMap((report) => (report.at === 'picture' ? [report.image.safety] : []));
    expect(early).toEqual(notes);
    expect(reported.some((report) => report.at === 'step' && report.preview)).toBe(true);
  });

  it('gives nothing away where only pictures that passed may leave', async () => {
    const reported: StepReport[] = [];
    const look = (): Promise<boolean> => Promise.resolve(true);
    const { pictures: made } = await run({ withhold: true, look }, (report) => reported.push(report));
    for (const [i, { image }] of made.entries()) {
      expect(image.safety).toEqual({ verdict: 'flagged', withheld: true });
      expect(image.data).toEqual(veil(plain.pictures[i]!.image).data);
    }
    const early = reported.flatMap((report) => (report.at === 'picture' ? [report.image.data] : []));
    expect(early).toEqual(made.map(({ image }) => image.data));
    expect(reported.some((report) => report.at === 'step' && report.preview)).toBe(false);
  });

  it.each([true, false])('keeps a picture that could not be checked; withhold: %s', async (withhold) => {
    const failure = { code: 'out-of-memory', message: 'There is no room for the checker.' } as const;
    const look = (): Promise<boolean> => Promise.reject(new ArmatureError(failure));
    const [{ image }] = (await run({ withhold, look })).pictures;
    expect(image.safety).toEqual({ verdict: 'unchecked', withheld: withhold, why: failure });
    const whole = plain.pictures[0].image;
    expect(image.data).toEqual(withhold ? veil(whole).data : whole.data);
  });

  it('ends when it is cancelled during the check', async () => {
    const stop = new ArmatureError({ code: 'cancelled', message: 'Stopped.' });
    await expect(run({ withhold: false, look: () => Promise.reject(stop) })).rejects.toBe(stop);
  });

  it('checks after decoding, with the decoder gone', async () => {
    const checker = await openSafetyChecker(CHECKER);
    const watched = watchedRuntime('wasm');
    const stages: StageName[] = [];
    const note = (report: StepReport): void => {
      if (report.at === 'stage') stages.push(report.stage);
    };
    const { timings } = await run(
      { withhold: false, look: (image, runtime) => lookAt(checker, image, runtime) },
      note,
      watched,
    );
    expect(stages.slice(-2)).toEqual(['decoding', 'checking']);
    expect(timings.stages).toHaveProperty('checking');
    const last = ['-vae_decoder', '+safety_checker', '-safety_checker'];
    expect(watched.events.slice(-3)).toEqual(last);
  });

  it('takes any size of picture', async () => {
    const checker = await openSafetyChecker(CHECKER);
    const { runtime } = watchedRuntime('wasm');
    await expect(lookAt(checker, blankImage(8, 100), runtime)).resolves.toEqual(expect.any(Boolean));
  });
});
