import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { allowanceOf } from '../../../app/actions/generating/allowance.ts';
import { compare } from '../../../app/comparison/compare.ts';
import type { LoadRequest, GenerateInput } from '../../../core/contract/index.ts';
import { blankImage } from '../../../core/image/index.ts';
import { presetPose } from '../../../core/pose/index.ts';
import type { GenerateRequest, SeededRequest } from '../../../core/request/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';
import { backend, cancelled, model, pictureOf, rejectOnAbort, setUp, stepOf } from './generate-set-up.ts';

describe('generate', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('loads, generates with a fresh seed, tells the seed, and shows the picture', async () => {
    const { actions, job, form, engineState, calls } = setUp((request) =>
      Promise.resolve(pictureOf(request)),
    );
    await actions.generate();
    expect(calls).toEqual(['load', 'generate']);
    expect(job.getState().job).toEqual({ status: 'done' });
    expect(job.getState().picture?.request.seed).toBe(99);
    expect(form.getState().seed).toBe(99);
    expect(engineState.getState().engine).toEqual({
      status: 'ready',
      modelId: model.id,
      addons: {},
      backend,
      precision: 'float16',
    });
  });

  it('asks for the pose of the people who were not left out', async () => {
    const asked: (readonly number[] | undefined)[] = [];
    const { actions, figure, form } = setUp((input: GenerateInput) => {
      const { control } = input.request;
      asked.push(control.kind === 'pose' ? control.people : undefined);
      return Promise.resolve(pictureOf(input));
    });
    const person = presetPose('standing', { width: 512, height: 512 }).people[0]!;
    figure.setState({ pose: { width: 512, height: 512, people: [person, person, person] } });
    form.setState({ leftOut: [1] });
    await actions.generate();
    expect(asked).toEqual([[0, 2]]);
  });

  it('draws with what was decided on before, whatever is set now, and goes back to that after it', async () => {
    const { actions, settings, loads, job } = setUp((request) => Promise.resolve(pictureOf(request)));
    const request = { ...actions.currentRequest(), prompt: 'of before' };
    const setup = {
      modelId: model.id,
      controlNet: undefined,
      loras: [],
      backend: 'wasm',
      decoder: 'full',
    } as const;
    settings.setState({ backend: 'webgpu' });
    expect(await actions.drawFrozen(request, { at: 'here', setup })).toBeUndefined();
    expect(job.getState().picture?.request.prompt).toBe('of before');
    await actions.generate();
    expect(loads.map((load) => load.backend)).toEqual(['wasm', 'webgpu']);
  });

  it('draws with nothing else where what was decided on is gone', async () => {
    const { actions, loads, modelsKnown } = setUp((request) => Promise.resolve(pictureOf(request)));
    const setup = {
      modelId: 'gone',
      controlNet: undefined,
      loras: [],
      backend: 'auto',
      decoder: 'full',
    } as const;
    const failure = await actions.drawFrozen(actions.currentRequest(), { at: 'here', setup });
    expect(failure).toMatchObject({
      code: 'file-missing',
      message: 'gone is no longer on this device, and this picture was to be drawn with it.',
    });
    expect(modelsKnown).toHaveBeenCalledExactlyOnceWith(setup);
    const loras = [{ id: 'lost-lora', weight: 1 }];
    const place = { at: 'here', setup: { ...setup, modelId: model.id, loras } } as const;
    expect((await actions.drawFrozen(actions.currentRequest(), place))?.message).toContain('lost-lora');
    expect(loads).toEqual([]);
  });

  it('sends what was to be sent to the same back end, for no more than was agreed on', async () => {
    const { actions, elsewhere, loads } = setUp((request) => Promise.resolve(pictureOf(request)));
    const request = actions.currentRequest();
    const setup = { checkpoint: 'ink', enhancePrompt: false };
    const place = { at: 'remote', backendId: 'segmind', dollars: 0.02, setup } as const;
    expect(await actions.drawFrozen(request, place)).toBeUndefined();
    expect(elsewhere.draw).toHaveBeenCalledExactlyOnceWith(request, 'segmind', expect.anything(), setup);
    const [[backendId, asked, row] = []] = elsewhere.placeAt.mock.calls;
    expect([backendId, asked, row?.take(0.03), row?.take(0.02)]).toEqual(['segmind', request, false, true]);
    expect(loads).toEqual([]);
  });

  it('refuses a second picture while one is made', async () => {
    const { actions, calls } = setUp(rejectOnAbort);
    const place = { at: 'remote', backendId: 'segmind', dollars: 0 } as const;
    const running = actions.generate();
    await vi.waitFor(() => expect(calls).toContain('generate'));
    expect((await actions.drawFrozen(actions.currentRequest(), place))?.code).toBe('bad-request');
    actions.cancel();
    await running;
  });

  it('makes one picture for each cell of a comparison, and stops at what goes wrong', async () => {
    const asked: number[] = [];
    const { actions, comparison, job, wording } = setUp((input: GenerateInput) => {
      asked.push(input.request.steps);
      if (asked.length === 6)
        return Promise.reject(new ArmatureError({ code: 'bad-output', message: 'Black.' }));
      return Promise.resolve(pictureOf(input));
    });
    const remote = { sent: (request: SeededRequest) => request };
    const comparing = {
      stores: { comparison, job },
      actions: { generate: actions, prompts: { wording }, remote },
    };
    const compareAll = (): Promise<void> => compare(comparing, allowanceOf(0));
    comparison.setState({ x: { axis: 'steps', text: '2, 4' }, y: undefined });
    await compareAll();
    expect(asked).toEqual([2, 4]);
    expect(comparison.getState()).toMatchObject({ problem: '', grid: { columns: ['2', '4'] } });
    expect(comparison.getState().pictures).toHaveLength(2);
    comparison.setState({ x: { axis: 'steps', text: '2-20 (+2)' } });
    await compareAll();
    expect(comparison.getState().pictures).toHaveLength(3);
    expect(comparison.getState().problem).toContain('Black.');
    comparison.setState({ x: { axis: 'steps', text: 'none' } });
    await compareAll();
    expect(comparison.getState().problem).toContain('it takes numbers');
    expect(asked).toHaveLength(6);
  });

  it('loads with what is chosen, and anew only where that has changed', async () => {
    const { actions, models, settings, loads, restart } = setUp((input) => Promise.resolve(pictureOf(input)));
    await actions.generate();
    await actions.generate();
    expect(loads).toEqual([{ model, page: 'https://host/m/', backend: 'auto' }]);
    models.setState({ loras: [{ id: 'style', weight: 0.5 }], controlNet: 'mine' });
    expect(restart).not.toHaveBeenCalled();
    await Promise.all([actions.prepare(), actions.prepare()]);
    await actions.generate();
    expect(loads).toHaveLength(2);
    expect(loads[1]).toMatchObject({ loras: [{ id: 'style', weight: 0.5 }], controlNet: 'mine' });
    settings.setState({ backend: 'wasm' });
    await actions.generate();
    expect(loads).toHaveLength(3);
    expect(restart).toHaveBeenCalledTimes(2);
  });

  it('takes a fresh worker where the one before died ahead of the first press', async () => {
    const { actions, handlers, job, restart } = setUp((input) => Promise.resolve(pictureOf(input)));
    const { load } = handlers;
    handlers.load = () => Promise.reject(new ArmatureError({ code: 'worker-died', message: 'Gone.' }));
    await actions.prepare();
    expect(restart).not.toHaveBeenCalled();
    handlers.load = load;
    await actions.generate();
    expect(restart).toHaveBeenCalledTimes(1);
    expect(job.getState().job.status).toBe('done');
  });

  it('leaves a running picture alone when a model should be prepared', async () => {
    const { actions, models, job, loads, restart } = setUp(rejectOnAbort);
    void actions.generate();
    await vi.waitFor(() => expect(job.getState().job.status).toBe('running'));
    models.setState({ loras: [{ id: 'style', weight: 1 }] });
    await actions.prepare();
    expect(restart).not.toHaveBeenCalled();
    expect(loads).toHaveLength(1);
  });

  it('takes a size of larger models where pictures are drawn elsewhere', () => {
    const { actions, elsewhere, form } = setUp(rejectOnAbort);
    form.setState({ width: 768, height: 768 });
    elsewhere.comesFirst.mockReturnValue(true);
    expect(actions.currentRequest()).toMatchObject({ width: 768, height: 768 });
    form.setState({ width: 128, height: 128 });
    expect(actions.currentRequest()).toMatchObject({ width: 512, height: 512 });
    elsewhere.comesFirst.mockReturnValue(false);
    expect(actions.currentRequest()).toMatchObject({ width: 128, height: 128 });
  });

  it('takes a size that the model draws, and leaves the pose out where it has no ControlNet', async () => {
    const asked: GenerateRequest[] = [];
    const { actions, models, form } = setUp((input: GenerateInput) => {
      asked.push(input.request);
      return Promise.resolve(pictureOf(input));
    });
    form.setState({ width: 512, height: 128 });
    await actions.generate();
    const plain = { ...model, id: 'plain', files: [{ path: 'unet/config.json' }] };
    models.setState(({ manifest }) => ({
      activeId: 'plain',
      manifest: { ...manifest, models: [model, plain] },
    }));
    await actions.generate();
    expect(asked).toMatchObject([
      { width: 128, height: 128, control: { kind: 'pose' } },
      { control: { kind: 'none' } },
    ]);
  });

  it('says when a model was made smaller to fit', async () => {
    const { actions, job, handlers } = setUp((input) => Promise.resolve(pictureOf(input)));
    handlers.load = () => Promise.resolve({ modelId: model.id, addons: {}, backend, madeSmaller: 'int4' });
    await actions.generate();
    expect(job.getState().note).toContain('smaller weights (int4)');
  });

  it('keeps a seed that the person fixed', async () => {
    const { actions, job, form } = setUp((request) => Promise.resolve(pictureOf(request)));
    form.setState({ seed: 5, freshSeed: false });
    await actions.generate();
    expect(job.getState().picture?.request.seed).toBe(5);
  });

  it('shows steps, and keeps the last preview for steps without one', async () => {
    const preview = blankImage(4, 4);
    const { actions, job } = setUp((request, { onEvent }) => {
      const emit = onEvent as unknown as (event: object) => void;
      emit({ at: 'stage', stage: 'denoising' });
      emit({ ...stepOf(1), preview });
      emit(stepOf(2));
      expect(job.getState().job).toEqual({
        status: 'running',
        stage: 'denoising',
        progress: { step: 2, steps: 12, picture: 0, pictures: 1, sigma: 2, stepMs: 5, remainingMs: 50 },
        preview,
      });
      return Promise.resolve(pictureOf(request));
    });
    await actions.generate();
    expect.assertions(1);
  });

  it('keeps the last picture when the next one fails, and says why', async () => {
    const { actions, job, handlers } = setUp((request) => Promise.resolve(pictureOf(request)));
    await actions.generate();
    const failure = { code: 'bad-output', message: 'The picture came out entirely black.' } as const;
    handlers.generate = () => Promise.reject(new ArmatureError(failure));
    await actions.generate();
    expect(job.getState().job).toEqual({ status: 'failed', failure });
    expect(job.getState().picture).toBeDefined();
  });

  it('refuses a bad request before the engine is bothered', async () => {
    const { actions, job, form, calls } = setUp(rejectOnAbort);
    form.setState({ steps: 0 });
    await actions.generate();
    expect(job.getState().job).toMatchObject({ status: 'failed', failure: { code: 'bad-request' } });
    expect(calls).toEqual([]);
  });

  it('keeps a stopped run, goes on with it, and forgets it once it is done', async () => {
    const inputs: GenerateInput[] = [];
    const { actions, job, handlers } = setUp((_, { onEvent }) => {
      const emit = onEvent as unknown as (event: object) => void;
      const timings = { total: 7, inference: 6, stages: {} };
      emit({ trackId: null, at: 'picture', picture: 0, image: blankImage(2, 2), timings });
      emit(stepOf(3));
      return Promise.reject(cancelled);
    });
    await actions.generate();
    expect(job.getState().job).toEqual({ status: 'idle' });
    expect(job.getState().stopped).toMatchObject({ at: { step: 3 }, steps: 12, request: { seed: 99 } });
    expect(job.getState().picture).toMatchObject({ images: [{ width: 2 }], totalMs: 7 });
    handlers.generate = (input: GenerateInput) => {
      inputs.push(input);
      return Promise.resolve(pictureOf(input));
    };
    await actions.resume();
    expect(inputs).toMatchObject([{ request: { seed: 99 }, resume: { step: 3, draws: 1 } }]);
    expect(job.getState().picture?.images.map(({ width }) => width)).toEqual([2, 8]);
    expect(job.getState().stopped).toBeUndefined();
  });

  it('forgets the pictures of a run that begins again in wider numbers, and says so', async () => {
    const { actions, job, engineState } = setUp((request, { onEvent }) => {
      const emit = onEvent as unknown as (event: object) => void;
      const timings = { total: 7, inference: 6, stages: {} };
      emit({ at: 'picture', picture: 0, image: blankImage(2, 2), timings });
      emit({ at: 'precision', precision: 'float32' });
      expect(job.getState().note).toContain('made again in 32-bit floats');
      emit({ at: 'picture', picture: 0, image: blankImage(4, 4), timings });
      expect(job.getState().picture?.images.map(({ width }) => width)).toEqual([4]);
      return Promise.resolve(pictureOf(request));
    });
    await actions.generate();
    expect(engineState.getState().engine).toMatchObject({ precision: 'float32', fellBack: true });
    expect(job.getState().note).toContain('16-bit floats were too narrow');
    expect.assertions(4);
  });

  it('goes back to idle on cancel, without a restart', async () => {
    const { actions, job, restart } = setUp(rejectOnAbort);
    const run = actions.generate();
    await vi.waitFor(() => expect(job.getState().job.status).toBe('running'));
    actions.cancel();
    expect(job.getState().job.status).toBe('stopping');
    await run;
    expect(job.getState().job).toEqual({ status: 'idle' });
    vi.advanceTimersByTime(60_000);
    expect(restart).not.toHaveBeenCalled();
  });

  it.each(['a second press', 'silence'])('ends the worker after %s', async (reason) => {
    const { actions, job, restart, engineState } = setUp(() => new Promise(() => undefined));
    void actions.generate();
    await vi.waitFor(() => expect(job.getState().job.status).toBe('running'));
    actions.cancel();
    if (reason === 'silence') vi.advanceTimersByTime(10_000);
    else actions.cancel();
    expect(restart).toHaveBeenCalledOnce();
    expect(engineState.getState().engine.status).toBe('off');
  });

  it('tries once more on a fresh worker after the old one died, and then leaves it', async () => {
    const { actions, restart, job, calls } = setUp(() =>
      Promise.reject(new ArmatureError({ code: 'worker-died', message: 'x' })),
    );
    await actions.generate();
    expect(restart).toHaveBeenCalledTimes(2);
    expect(calls.filter((name) => name === 'generate')).toHaveLength(2);
    expect(job.getState().job).toMatchObject({ status: 'failed', failure: { code: 'worker-died' } });
  });

  it('gives the next press a fresh worker where the runtime failed on what it holds', async () => {
    const { actions, restart, calls } = setUp(() =>
      Promise.reject(new ArmatureError({ code: 'session-failed', message: 'x' })),
    );
    await actions.generate();
    expect(restart).toHaveBeenCalledOnce();
    expect(calls.filter((name) => name === 'generate')).toHaveLength(1);
  });

  it('goes on with the pictures and from the step that a dead worker left', async () => {
    const inputs: GenerateInput[] = [];
    const { actions, job } = setUp((input: GenerateInput, { onEvent }) => {
      inputs.push(input);
      if (inputs.length > 1) return Promise.resolve(pictureOf(input));
      const emit = onEvent as unknown as (event: object) => void;
      const timings = { total: 7, inference: 6, stages: {} };
      emit({ trackId: null, at: 'picture', picture: 0, image: blankImage(2, 2), timings });
      emit(stepOf(3));
      return Promise.reject(new ArmatureError({ code: 'worker-died', message: 'It died.' }));
    });
    await actions.generate();
    expect(inputs[1]).toMatchObject({ request: { seed: 99 }, resume: { step: 3 } });
    expect(job.getState().picture?.images.map(({ width }) => width)).toEqual([2, 8]);
    expect(job.getState().note).toContain('second try');
  });

  it('begins anew where a method of several steps would not go on exactly', async () => {
    const inputs: GenerateInput[] = [];
    const { actions, form } = setUp((input: GenerateInput, { onEvent }) => {
      inputs.push(input);
      if (inputs.length > 1) return Promise.resolve(pictureOf(input));
      (onEvent as unknown as (event: object) => void)(stepOf(3));
      return Promise.reject(new ArmatureError({ code: 'worker-died', message: 'It died.' }));
    });
    form.setState({ sampler: 'dpmpp_2m' });
    await actions.generate();
    expect(inputs).toHaveLength(2);
    expect(inputs[1]?.resume).toBeUndefined();
  });

  it('gives up a GPU that failed twice, unless the person chose it, and trusts it again when asked to', async () => {
    const lost = new ArmatureError({ code: 'adapter-lost', message: 'The GPU went away.' });
    const { actions, handlers, loads, job, settings } = setUp(() => Promise.reject(lost));
    const onGpu = { ...backend, backend: 'webgpu', why: 'hardware-gpu' } as const;
    handlers.load = (input: LoadRequest) =>
      Promise.resolve({ modelId: model.id, addons: {}, backend: input.gpuFailed ? backend : onGpu });
    const fails = handlers.generate;
    handlers.generate = (input: GenerateInput, options) =>
      loads.at(-1)?.gpuFailed ? Promise.resolve(pictureOf(input)) : fails(input as never, options);
    await actions.generate();
    expect(loads.map(({ gpuFailed }) => gpuFailed)).toEqual([undefined, undefined, true]);
    expect(job.getState()).toMatchObject({
      job: { status: 'done' },
      note: expect.stringContaining('The CPU draws') as string,
    });
    settings.setState({ backend: 'webgpu' });
    actions.reload();
    await actions.generate();
    expect(loads.slice(3).every(({ gpuFailed }) => gpuFailed === undefined)).toBe(true);
    expect(job.getState().job).toMatchObject({ status: 'failed', failure: { code: 'adapter-lost' } });
  });

  it('ignores a second press of Generate while at work', async () => {
    const { actions, job, calls } = setUp(rejectOnAbort);
    void actions.generate();
    await vi.waitFor(() => expect(job.getState().job.status).toBe('running'));
    await actions.generate();
    expect(calls.filter((name) => name === 'generate')).toHaveLength(1);
  });

  it('sends the request away where the policy says so, with the pose whatever the model, and loads nothing', async () => {
    const { actions, elsewhere, models, calls } = setUp(rejectOnAbort);
    const plain = { ...model, files: [{ path: 'unet/config.json' }] };
    models.setState(({ manifest }) => ({ manifest: { ...manifest, models: [plain] } }));
    elsewhere.comesFirst.mockReturnValue(true);
    elsewhere.placeFor.mockReturnValue({ at: 'remote', backendId: 'a1111' });
    await actions.prepare();
    await actions.generate();
    expect(calls).toEqual([]);
    expect(elsewhere.draw).toHaveBeenCalledOnce();
    expect(elsewhere.draw.mock.calls[0]?.[0]).toMatchObject({ seed: 99, control: { kind: 'pose' } });
    expect(elsewhere.draw.mock.calls[0]?.[1]).toBe('a1111');
  });

  it('draws nothing while the person is asked, whom it tells that the model would run on the CPU', async () => {
    const { actions, elsewhere, models, job, calls } = setUp(rejectOnAbort);
    const large = { ...model, needs: { gpu: true } };
    models.setState(({ manifest }) => ({ manifest: { ...manifest, models: [large] } }));
    elsewhere.placeFor.mockReturnValue({ at: 'offered' });
    await actions.generate();
    expect(elsewhere.placeFor.mock.calls[0]?.slice(1)).toEqual([
      'Armature 256 needs a GPU, and there is none that this page can use: a picture takes many minutes.',
      undefined,
    ]);
    expect(job.getState().job).toEqual({ status: 'idle' });
    expect(calls).toEqual([]);
  });

  it('is sent only once it is known which keys are kept, and may be cancelled before', async () => {
    const { actions, elsewhere, job } = setUp(rejectOnAbort);
    let tell = (): void => undefined;
    elsewhere.known.mockImplementation(() => new Promise<void>((resolve) => (tell = resolve)));
    elsewhere.comesFirst.mockReturnValue(true);
    elsewhere.placeFor.mockReturnValue({ at: 'remote', backendId: 'a1111' });
    const first = actions.generate();
    await vi.waitFor(() => expect(elsewhere.known).toHaveBeenCalledOnce());
    expect(elsewhere.placeFor).not.toHaveBeenCalled();
    actions.cancel();
    await first;
    expect(job.getState().job.status).toBe('idle');
    const second = actions.generate();
    await vi.waitFor(() => expect(elsewhere.known).toHaveBeenCalledTimes(2));
    tell();
    await second;
    expect(elsewhere.draw).toHaveBeenCalledOnce();
  });

  it('goes on elsewhere after a failure of this device, where the policy says so, and ends the worker', async () => {
    const lost = { code: 'adapter-lost', message: 'The GPU went away.' } as const;
    const { actions, elsewhere, job, restart } = setUp(() => Promise.reject(new ArmatureError(lost)));
    elsewhere.placeAfter.mockReturnValueOnce('segmind');
    await actions.generate();
    expect(elsewhere.draw.mock.calls.map(([, id]) => id)).toEqual(['segmind']);
    expect(restart).toHaveBeenCalledTimes(2);
    await actions.drawHere(elsewhere.draw.mock.calls[0]![0]);
    expect(elsewhere.placeFor).toHaveBeenCalledOnce();
    expect(job.getState().job).toEqual({ status: 'failed', failure: lost });
    const row = allowanceOf(0);
    await actions.draw(elsewhere.draw.mock.calls[0]![0], row);
    expect(elsewhere.placeAfter.mock.calls.map(([, , given]) => given)).toEqual([undefined, undefined, row]);
  });
});
