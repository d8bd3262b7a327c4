/*
 * What a run of the engine tells, shown while it runs.
 */
import type { StepReport } from '../../../core/contract/index.ts';
import type { RgbaImage } from '../../../core/image/index.ts';
import type { SeededRequest } from '../../../core/request/index.ts';
import type { EngineStore } from '../../state/engine.ts';
import type { JobStore } from '../../state/job.ts';
import type { PagePicture } from '../../state/picture.ts';

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
export function watching(
  { job: store, engineState }: { readonly job: JobStore; readonly engineState: EngineStore },
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
