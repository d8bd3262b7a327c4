/*
 * From the Generate button to a picture, here or elsewhere. The only writer of engine, and with the job runner of job.
 */
import type { RgbaImage } from '../../core/image/index.ts';
import type { Grid, SeededRequest } from '../../core/request/index.ts';
import { ArmatureError, type Failure, failureFrom } from '../../core/result/index.ts';
import { isFatal } from '../engine/fatal.ts';
import { isBusy, type StoppedRun } from '../state/job.ts';
import { fromEngine, type PagePicture } from '../state/picture.ts';
import { type Allowance, allowanceOf } from './generating/allowance.ts';
import { requestFrom } from './generating/asking.ts';
import { compare, comparisonOf, type ComparingDependencies } from './generating/comparing.ts';
import { hindranceOf, keyOf, load, type LoadingDependencies, loadRequestOf } from './generating/loading.ts';
import { watching } from './generating/watching.ts';
import { type JobRunner, showPicture, type Task } from './job-runner.ts';

/** Where a picture is drawn. */
export type Place =
  | { readonly at: 'here' }
  | { readonly at: 'remote'; readonly backendId: string }
  /** Nowhere yet: the person was asked. */
  | { readonly at: 'offered' };

/** Where else pictures can be drawn. */
export interface Elsewhere {
  /** Are pictures drawn elsewhere first? */
  comesFirst(): boolean;
  /** Resolves once it is known what was set up, which keys are kept and what this page's own server relays. */
  known(): Promise<void>;
  /**
   * Decides before anything is drawn.
   *
   * @param hindrance - why it had better not be drawn here, in a sentence
   * @param row - of many pictures, for which nobody is asked anything; absent where the person waits for this very picture
   * @throws ArmatureError `bad-request` where it is to be sent away and no back end takes it, or it costs more than the row may
   */
  placeFor(request: SeededRequest, hindrance: string | undefined, row?: Allowance): Place;
  /** Decides after it could not be drawn here; undefined where it stays undrawn, and the person may have been asked. */
  placeAfter(request: SeededRequest, failure: Failure, row?: Allowance): string | undefined;
  /** Draws there and shows the pictures. */
  draw(request: SeededRequest, backendId: string, task: Task): Promise<void>;
}

/** What generating needs. */
export interface GenerateDependencies extends LoadingDependencies, ComparingDependencies {
  readonly runner: JobRunner;
  readonly elsewhere: Elsewhere;
  /** Resolves once it is known whether the model that is set is on this device. */
  readonly modelsKnown: () => Promise<void>;
}

/** The actions of the Generate button. */
export interface GenerateActions {
  /**
   * Brings up the model that is set, with its addons, ahead of the first press, so that it then needs no network and no
   * wait. Does nothing while a picture is made, or where pictures are drawn elsewhere.
   */
  prepare(): Promise<void>;
  generate(): Promise<void>;
  /** Goes on with the run that was stopped last. */
  resume(): Promise<void>;
  /** What the Generate button would ask for, with the seed that is set or, for a new one each time, a new one. */
  currentRequest(): SeededRequest;
  /**
   * Makes the pictures of a request, as one of a row. Undefined where something else is at work, it failed, or it was
   * cancelled.
   */
  draw(request: SeededRequest, row: Allowance): Promise<PagePicture | undefined>;
  /** Makes the pictures of a request on this device, whatever speaks against it. */
  drawHere(request: SeededRequest): Promise<void>;
  /**
   * The pictures of the comparison that is set, all with one seed.
   *
   * @throws ArmatureError `bad-request` where it cannot be made
   */
  comparison(): Grid;
  /**
   * Makes one picture for every cell of the comparison that is set, until done or cancelled. What goes wrong is told in its
   * store.
   *
   * @param row - what may be paid for all of them; nothing unless given
   */
  compare(row?: Allowance): Promise<void>;
  /** The first press asks the engine to stop; a second one, or no answer for a while, ends it. */
  cancel(): void;
  /** Ends the engine and brings it up again, with the backend that is set now. */
  reload(): void;
}

const CANCELLED: Failure = { code: 'cancelled', message: 'The work was cancelled.' };
const HERE: Place = { at: 'here' };

/** Who asked for a run, and what is decided of it. */
interface RunOptions {
  readonly from?: StoppedRun;
  readonly place?: Place;
  /** Of which it is one picture. */
  readonly row?: Allowance | undefined;
}

/** Makes the actions. */
export function createGenerateActions(dependencies: GenerateDependencies): GenerateActions {
  const { form, job, elsewhere, runner } = dependencies;
  const local = createLocal(dependencies);

  async function placeFor(
    request: SeededRequest,
    row: Allowance | undefined,
    { signal }: Task,
  ): Promise<Place> {
    // Whether it can be drawn here is nobody's question where it is not to be drawn here.
    const hindrance = elsewhere.comesFirst() ? undefined : await hindranceOf(dependencies);
    if (elsewhere.comesFirst() || hindrance !== undefined) await whileWanted(elsewhere.known(), signal);
    return elsewhere.placeFor(request, hindrance, row);
  }

  async function run(ask: () => SeededRequest, options: RunOptions = {}): Promise<void> {
    const { from, row } = options;
    await runner.run(async (task) => {
      const request = ask();
      job.setState({ stopped: from });
      const place = options.place ?? (await placeFor(request, row, task));
      if (place.at === 'remote') return elsewhere.draw(request, place.backendId, task);
      if (place.at === 'offered') return;
      try {
        await local.draw(request, task, from);
      } catch (error) {
        const failure = failureFrom(error);
        if (failure.code !== 'cancelled') await whileWanted(elsewhere.known(), task.signal);
        const next = elsewhere.placeAfter(request, failure, row);
        if (next === undefined) throw error;
        await elsewhere.draw(request, next, task);
      }
    });
  }

  return {
    prepare: () => local.prepare(),
    generate() {
      return run(() => {
        const request = requestFrom(dependencies);
        form.setState({ seed: request.seed });
        return request;
      });
    },
    async resume() {
      const { stopped } = job.getState();
      if (stopped) await run(() => stopped.request, { from: stopped, place: HERE });
    },
    currentRequest: () => requestFrom(dependencies),
    async draw(request, row) {
      if (isBusy(job.getState())) return undefined;
      await run(() => request, { row });
      const { job: outcome, picture } = job.getState();
      return outcome.status === 'done' ? picture : undefined;
    },
    drawHere: (request) => run(() => request, { place: HERE }),
    comparison: () => comparisonOf(dependencies),
    compare: (row = allowanceOf(0)) => compare(dependencies, (cell) => run(() => cell, { row })),
    cancel: () => runner.cancel(),
    reload() {
      if (isBusy(job.getState())) return;
      local.restart();
      void local.prepare();
    },
  };
}

/** Draws with the engine of this page. */
function createLocal(dependencies: GenerateDependencies) {
  const { engine, engineState, job, settings } = dependencies;
  let loading: Promise<void> | undefined;
  /** What the engine has loaded, or is loading. */
  let loadedKey: string | undefined;

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
    const { engine: state } = engineState.getState();
    // A worker that died ahead of the first press would never answer.
    const died = state.status === 'failed' && isFatal(state.failure);
    if (died || (loadedKey !== undefined && loadedKey !== key)) restart();
    if (engineState.getState().engine.status === 'ready') return;
    if (loading) return loading;
    loadedKey = key;
    const attempt = load(dependencies, request).finally(() => {
      if (loading === attempt) loading = undefined;
    });
    loading = attempt;
    return attempt;
  }

  async function run(request: SeededRequest, { signal }: Task, from?: StoppedRun): Promise<void> {
    await whileWanted(bringUp(), signal);
    job.setState({ job: { status: 'running', stage: 'preparing' } });
    const { previewEvery, decoder } = settings.getState();
    const input = { request, previewEvery, decoder, ...(from && { resume: from.at }) };
    const watch = watching(dependencies, request, from?.finished ?? []);
    const options = { signal, onEvent: watch };
    const picture = fromEngine(await engine.client().call('generate', input, options));
    showPicture(job, withEarlier(picture, from?.finished ?? []));
  }

  return {
    restart,
    async prepare(): Promise<void> {
      if (isBusy(job.getState()) || dependencies.elsewhere.comesFirst()) return;
      // What goes wrong is shown beside the backend; it concerns nobody before a picture is asked for.
      await bringUp().catch(() => undefined);
    },
    async draw(request: SeededRequest, task: Task, from?: StoppedRun): Promise<void> {
      task.onGiveUp(restart);
      try {
        await run(request, task, from);
      } catch (error) {
        if (isFatal(failureFrom(error))) restart();
        throw error;
      }
    },
  };
}

/** The pictures of a run that was stopped come before those that it made when it went on. */
function withEarlier(picture: PagePicture, [first, ...others]: readonly RgbaImage[]): PagePicture {
  return first ? { ...picture, images: [first, ...others, ...picture.images] } : picture;
}

/** Waits for work that goes on without us, until it is done or nobody wants it any more. */
async function whileWanted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const unwanted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new ArmatureError(CANCELLED)), { once: true });
  });
  await Promise.race([work, unwanted]);
}
