/*
 * Draws with the engine of this page. A run that this device broke off is made once more on a fresh worker, and then on the
 * next back end that the person allows, before anybody is bothered.
 */
import type { BackendName, CheckedImage } from '../../../core/contract/index.ts';
import type { SeededRequest } from '../../../core/request/index.ts';
import { ArmatureError, CANCELLED, failureFrom } from '../../../core/result/index.ts';
import { isFatal } from '../../engine/fatal.ts';
import { safetyOrder } from '../../safety/order.ts';
import type { EmbedStore } from '../../state/embed.ts';
import { isBusy, type StoppedRun } from '../../state/job.ts';
import { checkThere, type LocalSetup, modelsWith, setupNow } from '../../state/local-setup.ts';
import { fromEngine, type PagePicture } from '../../state/picture.ts';
import { showPicture, type Task } from '../job-runner.ts';
import { hindranceOf, keyOf, load, type LoadingDependencies, loadRequestOf } from './loading.ts';
import { nextTry } from './next-try.ts';
import { type Watch, watching } from './watching.ts';

/** What drawing here needs. */
export interface LocalDependencies extends LoadingDependencies {
  readonly embed: EmbedStore;
  readonly elsewhere: {
    /** Are pictures drawn elsewhere first? */
    comesFirst(): boolean;
  };
  /** Resolves once it is known whether what is set, or what a setup names, is on this device. */
  readonly modelsKnown: (setup?: LocalSetup) => Promise<void>;
}

/** The engine as the Generate button uses it. */
export interface Local {
  /** Ends the engine; the next picture brings it up again. */
  restart(): void;
  /** Tries the GPU again, if it was passed over. */
  trustGpu(): void;
  /**
   * Says why the model that is set should rather be drawn elsewhere.
   *
   * @throws ArmatureError where the engine cannot be started
   */
  hindrance(): Promise<string | undefined>;
  /** Brings up the model that is set, unless something is at work. */
  prepare(): Promise<void>;
  /**
   * Draws and shows the pictures.
   *
   * @throws ArmatureError what the last try failed with
   */
  draw(request: SeededRequest, task: Task, how?: DrawingHow): Promise<void>;
}

/** How a picture is drawn here, where it is not from its beginning or not as it is set. */
export interface DrawingHow {
  /** Where to go on. */
  readonly from?: StoppedRun | undefined;
  /** What to draw with; what is set unless given. */
  readonly setup?: LocalSetup | undefined;
}

interface Try extends DrawingHow {
  readonly signal: AbortSignal;
  readonly onPoint: Watch['onPoint'];
}

/** Makes it. */
export function createLocal(dependencies: LocalDependencies): Local {
  const { engine, engineState, job, settings } = dependencies;
  let loading: Promise<void> | undefined;
  /** What the engine has loaded, or is loading. */
  let loadedKey: string | undefined;
  /** What the engine was brought up on last, or was being brought up on. */
  let backend: BackendName | undefined;
  let gpuFailed = false;

  function restart(): void {
    engine.restart();
    loading = undefined;
    loadedKey = undefined;
    engineState.setState({ engine: { status: 'off' } });
  }

  /** Loads what is set, once, however often it is asked for; after a failure the next call tries again. */
  async function bringUp(frozen: LocalSetup | undefined): Promise<void> {
    await dependencies.modelsKnown(frozen);
    const state = dependencies.models.getState();
    if (frozen) checkThere(state, frozen);
    const setup = frozen ?? setupNow(state, settings.getState());
    const request = { ...loadRequestOf(dependencies, setup), ...(gpuFailed && { gpuFailed }) };
    const key = keyOf(request, state);
    // A worker whose loading failed may be dead, and keeps what it could not fetch for missing.
    const failed = engineState.getState().engine.status === 'failed';
    if (failed || (loadedKey !== undefined && loadedKey !== key)) restart();
    if (engineState.getState().engine.status === 'ready') return;
    if (loading) return loading;
    loadedKey = key;
    backend = undefined;
    const attempt = load(dependencies, request, (chosen) => (backend = chosen)).finally(() => {
      if (loading === attempt) loading = undefined;
    });
    loading = attempt;
    return attempt;
  }

  async function run(request: SeededRequest, { signal, from, setup, onPoint }: Try): Promise<void> {
    await whileWanted(bringUp(setup), signal);
    job.setState({ job: { status: 'running', stage: 'preparing' } });
    const { previewEvery, decoder } = { ...settings.getState(), ...setup };
    const models = dependencies.models.getState();
    const safety = safetyOrder({
      models: setup ? modelsWith(models, setup) : models,
      settings: settings.getState(),
      embed: dependencies.embed.getState(),
    });
    const resume = from && { resume: from.at };
    const input = { request, previewEvery, decoder, ...resume, ...(safety && { safety }) };
    const onEvent = watching(dependencies, request, { earlier: from?.finished ?? [], onPoint });
    const picture = fromEngine(await engine.client().call('generate', input, { signal, onEvent }));
    showPicture(job, withEarlier(picture, from?.finished ?? []));
  }

  return {
    restart,
    trustGpu: () => void (gpuFailed = false),
    async hindrance() {
      try {
        return await hindranceOf(dependencies);
      } catch (error) {
        if (!isFatal(failureFrom(error))) throw error;
        restart();
        return hindranceOf(dependencies);
      }
    },
    async prepare() {
      if (isBusy(job.getState()) || dependencies.elsewhere.comesFirst()) return;
      // What goes wrong is shown beside the backend; it concerns nobody before a picture is asked for.
      await bringUp(undefined).catch(() => undefined);
    },
    async draw(request, { signal, onGiveUp }, { from, setup } = {}) {
      onGiveUp(restart);
      const choice = setup?.backend ?? settings.getState().backend;
      let point = from;
      for (let tries = 1; ; tries++) {
        try {
          await run(request, { signal, setup, from: point, onPoint: (at) => (point = at ?? from) });
          return;
        } catch (error) {
          const failure = failureFrom(error);
          if (isFatal(failure)) restart();
          const next = nextTry({ failure, tries, backend, choice });
          if (!next || signal.aborted) {
            if (tries > 1) job.setState({ note: '' });
            throw error;
          }
          gpuFailed ||= next.without === 'gpu';
          // Numbers of two back ends do not go into one picture.
          if (next.without === 'gpu') point = from;
          job.setState({ job: { status: 'loading' }, note: next.note });
        }
      }
    },
  };
}

/** The pictures of a run that was stopped come before those that it made when it went on. */
function withEarlier(picture: PagePicture, [first, ...others]: readonly CheckedImage[]): PagePicture {
  return first ? { ...picture, images: [first, ...others, ...picture.images] } : picture;
}

/** Waits for work that goes on without us, until it is done or nobody wants it any more. */
export async function whileWanted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const unwanted = new Promise<never>((_, reject) => {
    const leave = (): void => reject(new ArmatureError(CANCELLED));
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
  await Promise.race([unwanted, work]);
}
