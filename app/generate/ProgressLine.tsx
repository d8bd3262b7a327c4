import { useStore } from 'zustand';
import type { EngineState } from '../../core/contract/index.ts';
import { useServices } from '../services.ts';
import type { Job } from '../state/job.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { say } from '../words/say.ts';
import { megabytes, seconds, stageWords } from './wording.ts';

interface Progress {
  readonly words: string;
  /** 0 to 1; undefined where it cannot be told. */
  readonly share: number | undefined;
}

/** Where the work is: bytes while loading, steps and remaining time while drawing. */
export function ProgressLine(): React.JSX.Element | null {
  const { stores } = useServices();
  const job = useStore(stores.job, (state) => state.job);
  const engine = useStore(stores.engine, (state) => state.engine);
  const progress = progressOf(job, engine);
  if (!progress) return null;
  const { words, share } = progress;
  const percent = share === undefined ? undefined : Math.round(100 * share);
  return (
    <div className="progress-line">
      <ProgressBar label={say`Progress`} words={words} value={percent} />
      <p>{words}</p>
    </div>
  );
}

function progressOf(job: Job, engine: EngineState): Progress | undefined {
  if (job.status === 'remote') return { words: job.words, share: job.share };
  if (job.status === 'stopping') return { words: say`Stopping…`, share: undefined };
  if (job.status === 'loading') return loadingProgress(engine);
  if (job.status !== 'running') return undefined;
  if (!job.progress || job.stage !== 'denoising') {
    return {
      words: `${stageWords(job.stage)}…`,
      share: job.stage === 'decoding' || job.stage === 'checking' ? 1 : 0,
    };
  }
  const { step, steps, picture, pictures, stepMs, remainingMs } = job.progress;
  const facts = [
    ...(pictures > 1 ? [say`picture ${picture + 1} of ${pictures}`] : []),
    say`step ${step} of ${steps}`,
    say`${seconds(stepMs)} a step`,
    ...(step < steps || picture + 1 < pictures ? [say`about ${seconds(remainingMs)} left`] : []),
  ];
  return {
    words: `${stageWords(job.stage)}: ${facts.join(', ')}`,
    share: (picture + step / steps) / pictures,
  };
}

function loadingProgress(engine: EngineState): Progress {
  if (engine.status !== 'loading' || !engine.progress) return { words: say`Starting the engine…`, share: 0 };
  const { phase, bytes, totalBytes } = engine.progress;
  const share = bytes / totalBytes;
  if (phase === 'fetching') return { words: say`Fetching the model: ${megabytes(bytes, totalBytes)}`, share };
  if (phase === 'verifying') return { words: say`Verifying the model…`, share };
  if (phase === 'converting') return { words: say`Fitting the weights…`, share };
  return { words: say`Preparing the model…`, share: 1 };
}
