/*
 * From the Generate button to a picture, and back out again. The only writer of job and engine.
 */
import type { EngineState, LoadRequest, Picture, StepReport } from '../../core/contract/index.ts';
import type { RgbaImage } from '../../core/image/index.ts';
import { gridOf, parseGenerateRequest, type SeededRequest } from '../../core/request/index.ts';
import { ArmatureError, type Failure, failureFrom } from '../../core/result/index.ts';
import { isFatal } from '../engine/fatal.ts';
import type { Engine } from '../engine/lifecycle.ts';
import type { ComparisonStore } from '../state/comparison.ts';
import type { EngineStore } from '../state/engine.ts';
import type { FigureStore } from '../state/figure.ts';
import type { FormStore } from '../state/form.ts';
import { isBusy, type JobStore, type StoppedRun } from '../state/job.ts';
import type { SettingsStore } from '../state/settings.ts';
import {
  activeModel,
  followsPose,
  type ModelsStore,
  previewDecoderOf,
  type ModelsState,
  storedItem,
} from '../state/models.ts';
import type { StartStore } from '../state/start.ts';

/** What generating needs. */
export interface GenerateDependencies {
  readonly engine: Engine;
  readonly figure: FigureStore;
  readonly form: FormStore;
  readonly job: JobStore;
  readonly engineState: EngineStore;
  readonly settings: SettingsStore;
  readonly start: StartStore;
  readonly comparison: ComparisonStore;
  readonly models: ModelsStore;
  /** Resolves once it is known whether the model that is set is on this device. */
  readonly modelsKnown: () => Promise<void>;
  /** Address of the folder that the page lies in, ending in a slash. */
  readonly page: string;
  /** Gives a new seed. */
  readonly drawSeed: () => number;
}

/** The actions of the Generate button. */
export interface GenerateActions {
  /**
   * Brings up the model that is set, with its addons, ahead of the first press, so that it then needs no network and no
   * wait. Does nothing while a picture is made.
   */
  prepare(): Promise<void>;
  generate(): Promise<void>;
  /** Goes on with the run that was stopped last. */
  resume(): Promise<void>;
  /** What the Generate button would ask for, with the seed that is set or, for a new one each time, a new one. */
  currentRequest(): SeededRequest;
  /** Makes the pictures of a request. Undefined where something else is at work, it failed, or it was cancelled. */
  draw(request: SeededRequest): Promise<Picture | undefined>;
  /**
   * Makes one picture for every cell of the comparison that is set, with the same seed, until done or cancelled. What goes
   * wrong is told in its store.
   */
  compare(): Promise<void>;
  /** The first press asks the engine to stop; a second one, or no answer for a while, ends it. */
  cancel(): void;
  /** Ends the engine and brings it up again, with the backend that is set now. */
  reload(): void;
}

/** How long a polite cancel may take: one step of a large model on a slow machine. */
const PATIENCE_MS = 8000;

const CANCELLED: Failure = { code: 'cancelled', message: 'The work was cancelled.' };

/** Makes the actions. */
export function createGenerateActions(dependencies: GenerateDependencies): GenerateActions {
  const { engine, form, job, engineState } = dependencies;
  let stop: AbortController | undefined;
  let impatience: ReturnType<typeof setTimeout> | undefined;
  let loading: Promise<void> | undefined;
  /** What the engine has loaded, or is loading. */
  let loadedKey: string | undefined;

  function fail(failure: Failure): void {
    if (isFatal(failure)) restart();
    if (failure.code === 'cancelled') job.setState({ job: { status: 'idle' } });
    else job.setState({ job: { status: 'failed', failure } });
  }

  function restart(): void {
    engine.restart();
    loading = undefined;
    loadedKey = undefined;
    engineState.setState({ engine: { status: 'off' } });
  }

  /** Loads what is set, once, however often it is asked for; after a failure the next call tries again. */
  async function bringUp(): Promise<void> {
    await dependencies.modelsKnown();
    const request = loadRequestOf(dependencies);
    const key = keyOf(request, dependencies.models.getState());
    if (loadedKey !== undefined && loadedKey !== key) restart();
    if (engineState.getState().engine.status === 'ready') return;
    if (loading) return loading;
    loadedKey = key;
    const attempt = load(dependencies, request).finally(() => {
      if (loading === attempt) loading = undefined;
    });
    loading = attempt;
    return attempt;
  }

  async function prepare(): Promise<void> {
    if (isBusy(job.getState())) return;
    // What goes wrong is shown beside the backend; it concerns nobody before a picture is asked for.
    await bringUp().catch(() => undefined);
  }

  async function run(ask: () => SeededRequest, from?: StoppedRun): Promise<void> {
    if (isBusy(job.getState())) return;
    stop = new AbortController();
    try {
      const request = ask();
      job.setState({ job: { status: 'loading' }, stopped: from, note: '' });
      await whileWanted(bringUp(), stop.signal);
      job.setState({ job: { status: 'running', stage: 'preparing' } });
      const { previewEvery, decoder } = dependencies.settings.getState();
      const input = { request, previewEvery, decoder, ...(from && { resume: from.at }) };
      const watch = watching(dependencies, request, from?.finished ?? []);
      const picture = await engine.client().call('generate', input, {
        signal: stop.signal,
        onEvent: (report) => watch(report),
      });
      job.setState({
        job: { status: 'done' },
        picture: withEarlier(picture, from?.finished ?? []),
        shown: 0,
        stopped: undefined,
      });
    } catch (error) {
      fail(failureFrom(error));
    } finally {
      clearTimeout(impatience);
      stop = undefined;
    }
  }

  return {
    prepare,
    generate() {
      return run(() => {
        const request = requestFrom(dependencies);
        form.setState({ seed: request.seed });
        return request;
      });
    },
    async resume() {
      const { stopped } = job.getState();
      if (stopped) await run(() => stopped.request, stopped);
    },
    currentRequest: () => requestFrom(dependencies),
    async draw(request) {
      if (isBusy(job.getState())) return undefined;
      await run(() => request);
      const { job: outcome, picture } = job.getState();
      return outcome.status === 'done' ? picture : undefined;
    },
    async compare() {
      const { comparison } = dependencies;
      if (isBusy(job.getState())) return;
      const { x, y } = comparison.getState();
      try {
        const request = { ...requestFrom(dependencies), samples: 1 };
        const grid = gridOf(request, x, y);
        for (const cell of grid.requests) parseGenerateRequest(cell);
        comparison.setState({ grid, pictures: [], problem: '' });
        for (const cell of grid.requests) {
          await run(() => cell);
          const { job: outcome, picture } = job.getState();
          if (outcome.status === 'failed') throw new ArmatureError(outcome.failure);
          if (outcome.status !== 'done' || !picture) return;
          const [image] = picture.images;
          comparison.setState(({ pictures }) => ({ pictures: [...pictures, image] }));
        }
      } catch (error) {
        const { message, next = '' } = failureFrom(error);
        comparison.setState({ problem: `${message} ${next}` });
      }
    },
    cancel() {
      if (job.getState().job.status === 'stopping') {
        restart();
        return;
      }
      if (!isBusy(job.getState())) return;
      job.setState({ job: { status: 'stopping' } });
      stop?.abort();
      impatience = setTimeout(restart, PATIENCE_MS);
    },
    reload() {
      if (isBusy(job.getState())) return;
      restart();
      void prepare();
    },
  };
}

/** What decides whether a model has to be loaded anew. Files may have come that were fetched on demand. */
function keyOf(
  { model, backend, controlNet, loras, previewDecoder }: LoadRequest,
  state: ModelsState,
): string {
  const files = storedItem(state, model.id)?.files.length;
  return JSON.stringify([model.id, backend, controlNet, loras, previewDecoder, files]);
}

function loadRequestOf({ models, settings, page }: GenerateDependencies): LoadRequest {
  const state = models.getState();
  const model = activeModel(state);
  const { backend } = settings.getState();
  const previewDecoder = previewDecoderOf(state);
  const { controlNet, loras } = state;
  return {
    ...{ model, page, backend },
    ...(controlNet !== undefined && { controlNet }),
    ...(loras.length > 0 && { loras }),
    ...(previewDecoder !== undefined && { previewDecoder }),
  };
}

/** Gives the form the model's usual size where it has one that the model does not draw. */
function fitSize({ form, models }: GenerateDependencies): void {
  const { sizes, defaults } = activeModel(models.getState());
  const { width, height } = form.getState();
  if (sizes.includes(width) && sizes.includes(height)) return;
  form.setState({ width: defaults.width, height: defaults.height });
}

function requestFrom(dependencies: GenerateDependencies): SeededRequest {
  fitSize(dependencies);
  const { figure, form, start, models, drawSeed } = dependencies;
  const { freshSeed, leftOut, ...fields } = form.getState();
  const seed = freshSeed ? drawSeed() : fields.seed;
  const { pose } = figure.getState();
  const people = [...pose.people.keys()].filter((index) => !leftOut.includes(index));
  const control = followsPose(models.getState())
    ? ({ kind: 'pose', pose, people } as const)
    : ({ kind: 'none' } as const);
  const { image, mask, strength } = start.getState();
  const init = image && { image, strength, ...(mask && { mask }) };
  return { ...parseGenerateRequest({ ...fields, seed, control, ...(init && { init }) }), seed };
}

/** The pictures of a run that was stopped come before those that it made when it went on. */
function withEarlier(picture: Picture, [first, ...others]: readonly RgbaImage[]): Picture {
  return first ? { ...picture, images: [first, ...others, ...picture.images] } : picture;
}

/** Waits for work that goes on without us, until it is done or nobody wants it any more. */
async function whileWanted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const unwanted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new ArmatureError(CANCELLED)), { once: true });
  });
  await Promise.race([work, unwanted]);
}

async function load(
  { engine: worker, engineState, job }: GenerateDependencies,
  request: LoadRequest,
): Promise<void> {
  const modelId = request.model.id;
  const tell = (engine: EngineState): void => engineState.setState({ engine });
  tell({ status: 'probing' });
  try {
    await worker.probe();
    tell({ status: 'loading', modelId });
    const loaded = await worker.client().call('load', request, {
      onEvent: (progress) => tell({ status: 'loading', modelId, progress }),
    });
    tell({ status: 'ready', ...loaded });
    const { madeSmaller } = loaded;
    if (madeSmaller !== undefined) {
      job.setState({
        note: `The model did not fit in memory: it draws with smaller weights (${madeSmaller}).`,
      });
    }
  } catch (error) {
    const failure = failureFrom(error);
    // A worker that was ended on purpose has told its state already.
    if (failure.code !== 'cancelled') tell({ status: 'failed', failure });
    throw error;
  }
}

/** Says that the run begins again in wider numbers. */
function tellFallback(job: JobStore, engineState: EngineStore): void {
  const { engine } = engineState.getState();
  if (engine.status === 'ready') {
    engineState.setState({ engine: { ...engine, precision: 'float32', fellBack: true } });
  }
  job.setState({
    note: '16-bit floats were too narrow for this picture. It is made again in 32-bit floats, as all that follow.',
  });
}

/** Shows what a run reports, and keeps where it could go on. */
function watching(
  { job: store, engineState }: GenerateDependencies,
  request: SeededRequest,
  earlier: readonly RgbaImage[],
): (report: StepReport) => void {
  let finished = [...earlier];
  return (report) => {
    if (report.at === 'precision') {
      finished = [...earlier];
      tellFallback(store, engineState);
      return;
    }
    if (report.at === 'picture') {
      finished.push(report.image);
      const { engine } = engineState.getState();
      const [first, ...others] = finished;
      if (engine.status !== 'ready' || !first) return;
      // What is finished stays, whatever becomes of the rest.
      const { modelId, addons, backend, precision } = engine;
      const picture: Picture = {
        images: [first, ...others],
        request,
        modelId,
        backend,
        precision,
        addons,
        timings: report.timings,
      };
      store.setState({ picture, shown: finished.length - 1 });
      return;
    }
    const { job } = store.getState();
    if (report.at === 'step') {
      const { steps, resume: at } = report;
      const stopped = report.step < steps ? { request, at, steps, finished: [...finished] } : undefined;
      store.setState({ stopped });
    }
    if (job.status !== 'running') return;
    if (report.at === 'stage') {
      store.setState({ job: { ...job, stage: report.stage } });
      return;
    }
    const { step, steps, picture, pictures, sigma, stepMs, remainingMs, preview = job.preview } = report;
    store.setState({
      job: {
        status: 'running',
        stage: 'denoising',
        progress: { step, steps, picture, pictures, sigma, stepMs, remainingMs },
        ...(preview ? { preview } : {}),
      },
    });
  };
}
