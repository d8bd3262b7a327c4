/*
 * What a run of the engine tells, shown while it runs.
 */
import type { CheckedImage, StepReport } from '../../../core/contract/index.ts';
import type { SeededRequest } from '../../../core/request/index.ts';
import { SAMPLERS } from '../../../core/sampling/index.ts';
import type { EngineStore } from '../../state/engine.ts';
import type { JobStore, StoppedRun } from '../../state/job.ts';
import type { PagePicture } from '../../state/picture.ts';
import { say } from '../../words/say.ts';

/** Says that the run begins again in wider numbers. */
function tellFallback(job: JobStore, engineState: EngineStore): void {
  const { engine } = engineState.getState();
  if (engine.status === 'ready') {
    engineState.setState({ engine: { ...engine, precision: 'float32', fellBack: true } });
  }
  job.setState({
    note: say`16-bit floats were too narrow for this picture. It is made again in 32-bit floats, as all that follow.`,
  });
}

/** Does a step need nothing of those before it? Methods of several steps do, until the last one is done. */
function goesOnExactly({ sampler }: SeededRequest, { step, steps }: StepEvent): boolean {
  const { order, callsPerStep } = SAMPLERS[sampler];
  return step === steps || callsPerStep === order;
}

type StepEvent = Extract<StepReport, { at: 'step' }>;

/** How a run is watched. */
export interface Watch {
  /** Pictures that were made before it went on. */
  readonly earlier: readonly CheckedImage[];
  /**
   * Is told of each point from which the run would go on as if it had not been broken off, and with nothing when what was
   * made so far no longer counts.
   */
  readonly onPoint: (point?: StoppedRun) => void;
}

/** Shows what a run reports, and keeps where it could go on. */
export function watching(
  { job: store, engineState }: { readonly job: JobStore; readonly engineState: EngineStore },
  request: SeededRequest,
  { earlier, onPoint }: Watch,
): (report: StepReport) => void {
  let finished = [...earlier];
  return (report) => {
    if (report.at === 'precision') {
      finished = [...earlier];
      onPoint();
      tellFallback(store, engineState);
      return;
    }
    if (report.at === 'picture') {
      finished.push(report.image);
      const { engine } = engineState.getState();
      const [first, ...others] = finished;
      if (engine.status !== 'ready' || !first) return;
      // What is finished stays, whatever becomes of the rest.
      const { modelId, addons, backend } = engine;
      const picture: PagePicture = {
        images: [first, ...others],
        request,
        totalMs: report.timings.total,
        by: { kind: 'engine', modelId, addons, backend },
      };
      store.setState({ picture, shown: finished.length - 1 });
      return;
    }
    const { job } = store.getState();
    if (report.at === 'step') {
      const { steps, resume: at } = report;
      const point: StoppedRun = { request, at, steps, finished: [...finished] };
      if (goesOnExactly(request, report)) onPoint(point);
      store.setState({ stopped: report.step < steps ? point : undefined });
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
