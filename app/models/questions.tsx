import { useState } from 'react';
import { useStore } from 'zustand';
import type { AddonEntry, StorableEntry } from '../../core/manifest/index.ts';
import { useServices } from '../services.ts';
import { checkerOf, storedItem } from '../state/models.ts';
import { Button } from '../ui/Button.tsx';
import { say } from '../words/say.ts';
import { byteWords, downloadWords, gradeWords, lacksGpu } from './words.ts';

interface QuestionProps {
  readonly entry: StorableEntry;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Size, licence and what may go wrong, before a download begins. */
export function DownloadQuestion({ entry, onYes, onNo }: QuestionProps): React.JSX.Element {
  const { stores, actions } = useServices();
  const engine = useStore(stores.engine, (state) => state.engine);
  const capabilities = engine.status === 'ready' ? engine.backend.capabilities : undefined;
  const grade = gradeWords(entry);
  const offered = useOfferedChecker(entry);
  const required = useStore(stores.embed, ({ onlySafe }) => onlySafe);
  const [alsoChecker, takeChecker] = useState(required);
  function begin(): void {
    onYes();
    if (offered && alsoChecker) void actions.library.download(offered.id);
  }
  return (
    <div className="question" role="group" aria-label={say`Before ${entry.label} is downloaded`}>
      <p>
        {say`This downloads ${downloadWords(entry)}. You can pause at any time. By downloading it you accept its licence,`}{' '}
        <LicenseName entry={entry} />.
      </p>
      {lacksGpu(entry, capabilities) && (
        <p className="question-warning">
          {say`This browser has no graphics card to use: the model will run on the CPU, which takes minutes per picture.`}
        </p>
      )}
      {grade !== '' && <p className="hint">{grade}</p>}
      {offered && (
        <label className="check">
          <input
            type="checkbox"
            checked={alsoChecker}
            onChange={(event) => takeChecker(event.currentTarget.checked)}
          />
          {say`Also download the safety checker, which blurs pictures that may be sexual (${downloadWords(offered)}, ${offered.license.name})`}
        </label>
      )}
      <div className="entry-buttons">
        <Button kind="primary" autoFocus onClick={begin}>
          {say`Download now`}
        </Button>
        <Button onClick={onNo}>{say`Not now`}</Button>
      </div>
    </div>
  );
}

/** The safety checker, where it could come along with a model. */
function useOfferedChecker({ kind }: StorableEntry): AddonEntry | undefined {
  const { stores } = useServices();
  const state = useStore(stores.models);
  const checker = checkerOf(state);
  return kind === 'model' && checker && !storedItem(state, checker.id) ? checker : undefined;
}

function LicenseName({ entry: { license } }: { readonly entry: StorableEntry }): React.JSX.Element {
  if (license.url === undefined) return <>{license.name}</>;
  return (
    <a href={license.url} target="_blank" rel="noreferrer">
      {license.name}
    </a>
  );
}

interface RemoveQuestionProps extends QuestionProps {
  /** What it takes on this device. */
  readonly bytes: number;
}

/** Removing costs a download to undo. */
export function RemoveQuestion({ entry, bytes, onYes, onNo }: RemoveQuestionProps): React.JSX.Element {
  return (
    <div className="question" role="group" aria-label={say`Before ${entry.label} is removed`}>
      <p>
        {say`Remove ${entry.label} from this device? That frees ${byteWords(bytes)}; to have it again takes another download.`}
      </p>
      <div className="entry-buttons">
        <Button kind="primary" onClick={onYes}>
          {say`Remove it`}
        </Button>
        <Button autoFocus onClick={onNo}>
          {say`Keep it`}
        </Button>
      </div>
    </div>
  );
}
