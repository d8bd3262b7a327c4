import { Check, Download, Pause, Play, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { StorableEntry } from '../../core/manifest/index.ts';
import { named } from '../../core/words/index.ts';
import { FailureNotice } from '../generate/FailureNotice.tsx';
import { useServices } from '../services.ts';
import { isInUse, type ModelsState, storedItem } from '../state/models.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { say } from '../words/say.ts';
import { DownloadQuestion, RemoveQuestion } from './questions.tsx';
import { StoredDetails } from './StoredDetails.tsx';
import { TransferLine } from './TransferLine.tsx';
import { byteWords, downloadWords, needWords, shortDownloadWords } from './words.ts';

type Status = 'built-in' | 'absent' | 'running' | 'elsewhere' | 'begun' | 'stored';
type Question = 'download' | 'remove';

interface EntryCardProps {
  readonly entry: StorableEntry;
  /** Was it made of a file of the person? */
  readonly own: boolean;
}

/** A model or an addon: what it is, where it is, and what can be done with it. */
export function EntryCard({ entry, own }: EntryCardProps): React.JSX.Element {
  const { stores } = useServices();
  const state = useStore(stores.models);
  const [question, setQuestion] = useState<Question>();
  const status = statusOf(state, entry);
  const used = isInUse(state, entry.id);
  const item = storedItem(state, entry.id);
  const card = useFocusKept(`${status} ${question ?? ''} ${used}`);
  return (
    <li ref={card} className="entry" data-used={used} tabIndex={-1} aria-label={entry.label}>
      <div className="entry-head">
        <div className="entry-words">
          <h4>{entry.label}</h4>
          {entry.description !== '' && <p>{say(named(entry.description))}</p>}
          <Facts entry={entry} status={status} />
        </div>
        <div className="entry-actions">
          <State status={status} used={used} bytes={item?.storedBytes ?? 0} />
          {question === undefined && (
            <Actions entry={entry} status={status} used={used} own={own} onAsk={setQuestion} />
          )}
        </div>
      </div>
      <Transferred entry={entry} status={status} own={own} />
      {question && <Asked question={question} entry={entry} onAnswer={() => setQuestion(undefined)} />}
      {item && status === 'stored' && <StoredDetails item={item} entry={entry} />}
    </li>
  );
}

interface TransferredProps extends EntryCardProps {
  readonly status: Status;
}

/** How far a download is, or what ended it. */
function Transferred({ entry, own, status }: TransferredProps): React.JSX.Element {
  const { stores, actions } = useServices();
  const state = useStore(stores.models);
  const transfer = state.transfers[entry.id];
  const rest = storedItem(state, entry.id)?.progress;
  return (
    <>
      {transfer?.at === 'running' && <TransferLine label={entry.label} progress={transfer.progress} />}
      {transfer?.at !== 'running' && status === 'begun' && rest && (
        <TransferLine label={entry.label} progress={{ ...rest, phase: 'paused' }} />
      )}
      {status === 'begun' && own && <p className="hint">{say`Open the file once more to finish it.`}</p>}
      {transfer?.at === 'failed' && (
        <FailureNotice failure={transfer.failure} onRetry={() => void actions.library.download(entry.id)} />
      )}
    </>
  );
}

interface AskedProps {
  readonly question: Question;
  readonly entry: StorableEntry;
  readonly onAnswer: () => void;
}

function Asked({ question, entry, onAnswer }: AskedProps): React.JSX.Element {
  const { stores, actions } = useServices();
  const bytes = useStore(stores.models, (state) => storedItem(state, entry.id)?.storedBytes ?? 0);
  const answer = (act: () => Promise<void>) => (): void => {
    onAnswer();
    void act();
  };
  if (question === 'download') {
    const begin = answer(() => actions.library.download(entry.id));
    return <DownloadQuestion entry={entry} onNo={onAnswer} onYes={begin} />;
  }
  const remove = answer(() => actions.library.remove(entry.id));
  return <RemoveQuestion entry={entry} bytes={bytes} onNo={onAnswer} onYes={remove} />;
}

function statusOf(state: ModelsState, entry: StorableEntry): Status {
  if ('builtIn' in entry && entry.builtIn) return 'built-in';
  const transfer = state.transfers[entry.id];
  if (transfer?.at === 'running') return transfer.progress?.phase === 'elsewhere' ? 'elsewhere' : 'running';
  const item = storedItem(state, entry.id);
  if (!item) return 'absent';
  return item.complete ? 'stored' : 'begun';
}

/** A button that goes away with the focus leaves it to its card, so that the keyboard stays where it was. */
function useFocusKept(shown: string): React.RefObject<HTMLLIElement | null> {
  const card = useRef<HTMLLIElement>(null);
  const focused = useRef(false);
  useEffect(() => {
    const element = card.current;
    const note = (event: FocusEvent): void => {
      // Focus that goes nowhere was on something that went away.
      focused.current = event.type === 'focusin' || event.relatedTarget === null;
    };
    element?.addEventListener('focusin', note);
    element?.addEventListener('focusout', note);
    return () => {
      element?.removeEventListener('focusin', note);
      element?.removeEventListener('focusout', note);
    };
  }, []);
  useEffect(() => {
    const element = card.current;
    if (element && focused.current && !element.contains(document.activeElement)) element.focus();
  }, [shown]);
  return card;
}

function Facts({
  entry,
  status,
}: {
  readonly entry: StorableEntry;
  readonly status: Status;
}): React.JSX.Element {
  const { name, url } = entry.license;
  const facts = [
    ...(status === 'absent' ? [say`Download: ${downloadWords(entry)}`] : []),
    ...needWords(entry, status === 'stored'),
  ];
  return (
    <ul className="entry-facts">
      <li>
        {say`Licence: `}
        {url === undefined ? (
          name
        ) : (
          <a href={url} target="_blank" rel="noreferrer">
            {name}
          </a>
        )}
      </li>
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}

interface StateProps {
  readonly status: Status;
  readonly used: boolean;
  readonly bytes: number;
}

function State({ status, used, bytes }: StateProps): React.JSX.Element {
  const where: Readonly<Record<Status, string>> = {
    'built-in': say`Built in`,
    absent: say`Not on this device`,
    running: say`Downloading`,
    elsewhere: say`Downloading in another tab`,
    begun: say`Paused`,
    stored: say`On this device, ${byteWords(bytes)}`,
  };
  return (
    <p className="entry-state" role="status">
      {used && (
        <span className="entry-used">
          <Check size={14} strokeWidth={2.5} /> {say`In use`}
        </span>
      )}
      {where[status]}
    </p>
  );
}

interface ActionsProps {
  readonly entry: StorableEntry;
  readonly status: Status;
  readonly used: boolean;
  readonly own: boolean;
  readonly onAsk: (question: Question) => void;
}

function Actions({ entry, status, used, own, onAsk }: ActionsProps): React.JSX.Element {
  const { actions } = useServices();
  const { id, label } = entry;
  const usable = entry.kind === 'model' && (status === 'built-in' || status === 'stored') && !used;
  const removable = status === 'stored' || status === 'begun';
  return (
    <div className="entry-buttons">
      {status === 'absent' && (
        <Button
          icon={<Download size={16} />}
          aria-label={say`Download ${label}`}
          onClick={() => onAsk('download')}
        >
          {say`Download ${shortDownloadWords(entry)}`}
        </Button>
      )}
      {status === 'running' && (
        <Button
          icon={<Pause size={16} />}
          aria-label={say`Pause ${label}`}
          onClick={() => actions.library.pause(id)}
        >
          {say`Pause`}
        </Button>
      )}
      {status === 'begun' && !own && (
        <Button
          icon={<Play size={16} />}
          aria-label={say`Resume ${label}`}
          onClick={() => void actions.library.download(id)}
        >
          {say`Resume`}
        </Button>
      )}
      {usable && (
        <Button kind="primary" aria-label={say`Use ${label}`} onClick={() => actions.choice.use(id)}>
          {say`Use`}
        </Button>
      )}
      {removable && (
        <IconButton
          label={say`Remove ${label}`}
          icon={<Trash2 size={18} />}
          onClick={() => onAsk('remove')}
        />
      )}
    </div>
  );
}
