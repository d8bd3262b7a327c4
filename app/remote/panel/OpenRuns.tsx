import { RotateCw, X } from 'lucide-react';
import { useState } from 'react';
import { BACKEND_FACTS } from '../../../core/remote/index.ts';
import type { Failure } from '../../../core/result/index.ts';
import { useServices } from '../../services.ts';
import type { OpenRun } from '../../state/remote.ts';
import { Button } from '../../ui/Button.tsx';
import { momentWords } from '../../words/numbers.ts';
import { say } from '../../words/say.ts';
import { failureWords, namelessWords, serviceName } from '../words.ts';
import '../remote.css';

/** Which runs there are. */
export interface OpenRunsProps {
  readonly runs: readonly OpenRun[];
  /** Ids of those that cannot be read. */
  readonly unreadable: readonly string[];
  /** Why those that were kept could not be looked for. */
  readonly unopened: Failure | undefined;
}

/** Runs that were sent and whose pictures have not arrived. What is at work now has its own line. */
export function OpenRuns({ runs, unreadable, unopened }: OpenRunsProps): React.JSX.Element {
  return (
    <section className="open-runs" aria-labelledby="open-runs-title">
      <h3 id="open-runs-title">{say`Sent, and not here yet`}</h3>
      <ul>
        {runs.map((run) => (
          <OpenRunItem key={run.id} run={run} />
        ))}
        {unreadable.map((id) => (
          <UnreadableRun key={id} id={id} />
        ))}
      </ul>
      {unopened && <Unopened why={unopened} />}
    </section>
  );
}

function OpenRunItem({ run }: { readonly run: OpenRun }): React.JSX.Element {
  const { actions } = useServices();
  const [asking, setAsking] = useState(false);
  const backend = BACKEND_FACTS.find(({ id }) => id === run.backendId);
  const label = backend?.label ?? run.backendId;
  const name = backend ? serviceName(backend) : label;
  // What the site has paid for, nobody else is billed for.
  const paid = backend?.kind !== 'own' && !run.relayed;
  const drop = (): void => void actions.remote.dropRun(run.id);
  return (
    <li className="open-run">
      <p className="open-run-head">
        <strong>{label}</strong> <time>{momentWords(run.sentAt)}</time>
      </p>
      <p className="open-run-prompt">{run.request.prompt === '' ? say`No prompt` : run.request.prompt}</p>
      {!run.fetchable && <p className="hint">{lostWords(name, paid)}</p>}
      {asking ? (
        <GiveUpQuestion name={name} onYes={drop} onNo={() => setAsking(false)} />
      ) : (
        <div className="picture-actions">
          {run.fetchable && (
            <Button
              className="small"
              icon={<RotateCw size={16} />}
              onClick={() => void actions.remote.fetchAgain(run.id)}
            >
              {say`Fetch again`}
            </Button>
          )}
          <Button
            className="small"
            icon={<X size={16} />}
            onClick={run.fetchable && paid ? () => setAsking(true) : drop}
          >
            {run.fetchable ? say`Give up` : say`Dismiss`}
          </Button>
        </div>
      )}
    </li>
  );
}

/** Nobody knows whether there are any, so that they must not be taken for none. */
function Unopened({ why }: { readonly why: Failure }): React.JSX.Element {
  const { actions } = useServices();
  return (
    <div role="alert">
      <p className="hint">
        {say`Pictures that were sent for before may wait to be fetched, and the notes of them cannot be read.`}{' '}
        {failureWords(why)}
      </p>
      <Button className="small" icon={<RotateCw size={16} />} onClick={() => void actions.remote.reread()}>
        {say`Try again`}
      </Button>
    </div>
  );
}

/** What another version has noted down may have been paid for, so it does not vanish by itself. */
function UnreadableRun({ id }: { readonly id: string }): React.JSX.Element {
  const { actions } = useServices();
  return (
    <li className="open-run">
      <p className="hint">
        {say`A run that another version of this page has sent. It may have been drawn and billed, and this version cannot ask for it.`}
      </p>
      <div className="picture-actions">
        <Button className="small" icon={<X size={16} />} onClick={() => void actions.remote.dropRun(id)}>
          {say`Dismiss`}
        </Button>
      </div>
    </li>
  );
}

function lostWords(name: string, paid: boolean): string {
  const fate = paid ? say`They may have been drawn and billed.` : say`They may have been drawn.`;
  return `${say(namelessWords(name))} ${fate}`;
}

interface GiveUpQuestionProps {
  readonly name: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** A picture that was paid for is not given up by one press. */
function GiveUpQuestion({ name, onYes, onNo }: GiveUpQuestionProps): React.JSX.Element {
  return (
    <div className="question" role="group" aria-label={say`Before it is given up`}>
      <p>{say`${name} may have billed it. Given up, the picture cannot be fetched any more.`}</p>
      <div className="entry-buttons">
        <Button className="small" onClick={onYes}>
          {say`Give it up`}
        </Button>
        <Button className="small" autoFocus onClick={onNo}>
          {say`Keep it`}
        </Button>
      </div>
    </div>
  );
}
