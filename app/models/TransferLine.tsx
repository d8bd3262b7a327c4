import type { StoreProgress } from '../../core/contract/index.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { say } from '../words/say.ts';
import { byteWords, timeWords } from './words.ts';

/** A transfer that goes on, or one that rests. */
type Shown =
  StoreProgress | { readonly phase: 'paused'; readonly bytes: number; readonly totalBytes: number };

interface TransferLineProps {
  readonly label: string;
  /** Undefined until the library has answered. */
  readonly progress: Shown | undefined;
}

/** How far a download is. */
export function TransferLine({ label, progress }: TransferLineProps): React.JSX.Element {
  const words = progress ? wordsOf(progress) : say`Starting…`;
  const { bytes = 0, totalBytes = 0 } = progress ?? {};
  const percent = totalBytes > 0 ? Math.min(100, Math.floor((100 * bytes) / totalBytes)) : 0;
  return (
    <div className="progress-line">
      <ProgressBar
        label={say`Progress of ${label}`}
        words={words}
        value={percent}
        paused={progress?.phase === 'paused'}
      />
      <p className="transfer-words">{words}</p>
      {progress && progress.phase !== 'paused' && progress.item !== '' && (
        <p className="transfer-item">{progress.item}</p>
      )}
      {progress && 'startedOver' in progress && progress.startedOver && (
        <p className="transfer-item">{say`This file has changed on its server and is fetched anew.`}</p>
      )}
    </div>
  );
}

function wordsOf(progress: Shown): string {
  const { bytes, totalBytes, phase } = progress;
  const far = totalBytes > 0 ? say`${byteWords(bytes)} of ${byteWords(totalBytes)}` : '';
  if (phase === 'opening') return say`Looking at the files…`;
  if (phase === 'checking') return say`Checking what has arrived, ${far}`;
  if (phase === 'paused') return far;
  const { bytesPerSecond, remainingMs } = progress;
  const speed = bytesPerSecond === undefined ? '' : `, ${byteWords(bytesPerSecond)} a second`;
  const left = remainingMs === undefined ? '' : say`, ${timeWords(remainingMs)} left`;
  return `${far}${speed}${left}`;
}
