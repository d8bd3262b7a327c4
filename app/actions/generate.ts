/*
 * From the Generate button to a picture, and back out again. The only writer of job and engine.
 */
import type { LoadRequest, StepReport } from '../../core/contract/index.ts';
import type { ModelEntry } from '../../core/manifest/index.ts';
import { type GenerateRequest, parseGenerateRequest } from '../../core/request/index.ts';
import { type Failure, failureFrom } from '../../core/result/index.ts';
import type { Engine } from '../engine/lifecycle.ts';
import type { EngineStore } from '../state/engine.ts';
import type { FigureStore } from '../state/figure.ts';
import type { FormStore } from '../state/form.ts';
import { isBusy, type JobStore } from '../state/job.ts';
import type { SettingsStore } from '../state/settings.ts';

/** What generating needs. */
export interface GenerateDependencies {
  readonly engine: Engine;
  readonly figure: FigureStore;
  readonly form: FormStore;
  readonly job: JobStore;
  readonly engineState: EngineStore;
  readonly settings: SettingsStore;
  readonly model: ModelEntry;
  /** Absolute URL of the model's folder. */
  readonly baseUrl: string;
  /** Gives a new seed. */
  readonly drawSeed: () => number;
}

/** The actions of the Generate button. */
export interface GenerateActions {
  /** Measures the machine, so that the page can say what it will use. */
  probe(): Promise<void>;
  generate(): Promise<void>;
  /** The first press asks the engine to stop; a second one, or no answer for a while, ends it. */
  cancel(): void;
  /** Ends the engine, so that the next picture is made with the backend that is set now. */
  reload(): void;
}

/** How long a polite cancel may take: one step of a large model on a slow machine. */
const PATIENCE_MS = 8000;

/** Failures after which the worker cannot be used again. */
const FATAL: readonly Failure['code'][] = ['worker-died', 'adapter-lost', 'out-of-memory', 'protocol'];

/** Makes the actions. */
export function createGenerateActions(dependencies: GenerateDependencies): GenerateActions {
  const { engine, form, job, engineState } = dependencies;
  let stop: AbortController | undefined;
  let impatience: ReturnType<typeof setTimeout> | undefined;

  function fail(failure: Failure): void {
    if (FATAL.includes(failure.code)) restart();
    if (failure.code === 'cancelled') job.setState({ job: { status: 'idle' } });
    else job.setState({ job: { status: 'failed', failure } });
  }

  function restart(): void {
    engine.restart();
    engineState.setState({ engine: { status: 'off' } });
  }

  return {
    async probe() {
      engineState.setState({ engine: { status: 'probing' } });
      try {
        engineState.setState({ engine: { status: 'probed', capabilities: await engine.probe() } });
      } catch (error) {
        engineState.setState({ engine: { status: 'failed', failure: failureFrom(error) } });
      }
    },
    async generate() {
      if (isBusy(job.getState())) return;
      stop = new AbortController();
      try {
        const request = requestFrom(dependencies);
        form.setState({ seed: request.seed });
        job.setState({ job: { status: 'loading' }, note: '' });
        await load(dependencies, stop.signal);
        job.setState({ job: { status: 'running', stage: 'preparing' } });
        const picture = await engine.client().call('generate', request, {
          signal: stop.signal,
          onEvent: (report) => show(job, report),
        });
        job.setState({ job: { status: 'done' }, picture });
      } catch (error) {
        fail(failureFrom(error));
      } finally {
        clearTimeout(impatience);
        stop = undefined;
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
      if (!isBusy(job.getState())) restart();
    },
  };
}

function requestFrom({ figure, form, drawSeed }: GenerateDependencies): GenerateRequest {
  const { freshSeed, ...fields } = form.getState();
  return parseGenerateRequest({
    ...fields,
    seed: freshSeed ? drawSeed() : fields.seed,
    control: { kind: 'pose', pose: figure.getState().pose },
  });
}

/** Brings the model up; at once when it is up already. */
async function load(
  { engine: worker, engineState, settings, model, baseUrl }: GenerateDependencies,
  signal: AbortSignal,
): Promise<void> {
  const request: LoadRequest = { model, baseUrl, backend: settings.getState().backend };
  const { engine: before } = engineState.getState();
  if (before.status !== 'ready') {
    await worker.probe();
    engineState.setState({ engine: { status: 'loading', modelId: model.id } });
  }
  try {
    const loaded = await worker.client().call('load', request, {
      signal,
      onEvent: (progress) =>
        engineState.setState({ engine: { status: 'loading', modelId: model.id, progress } }),
    });
    engineState.setState({ engine: { status: 'ready', ...loaded } });
  } catch (error) {
    const failure = failureFrom(error);
    const engine =
      failure.code === 'cancelled' ? { status: 'off' as const } : { status: 'failed' as const, failure };
    engineState.setState({ engine });
    throw error;
  }
}

function show(store: JobStore, report: StepReport): void {
  const { job } = store.getState();
  if (job.status !== 'running') return;
  if (report.at === 'stage') {
    store.setState({ job: { ...job, stage: report.stage } });
    return;
  }
  const { step, steps, remainingMs, preview = job.preview } = report;
  store.setState({
    job: {
      status: 'running',
      stage: 'denoising',
      progress: { step, steps, remainingMs },
      ...(preview ? { preview } : {}),
    },
  });
}
